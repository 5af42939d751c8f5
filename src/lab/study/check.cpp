#include "lab/study/check.h"

#include <algorithm>

#include "core/text.h"
#include "lab/study/check_gradient.h"
#include "lab/study/check_naive.h"
#include "lab/study/check_sanity.h"

namespace lab {
namespace {

// Places of the jobs.
constexpr std::size_t gradient_place = 0;
constexpr std::size_t naive_place = 1;
constexpr std::size_t sanity_place = 2;

struct Words {
  std::string_view first, rest;
};

Words cutFirst(std::string_view text) {
  const std::string_view first = firstWord(text);
  const std::size_t next = std::min(text.find_first_not_of(white_space, first.size()), text.size());
  return {first, text.substr(next)};
}

Error unknownCheck(std::string_view command) {
  return Error{
      "'check " + std::string(command) +
          "' is not a command. There are: check gradient [count=N] [seed=N] [at=W1:3,4] [break=NAME], check naive, "
          "check sanity initial_loss, check sanity regularization, check sanity overfit, check pause, check go, "
          "check stop.",
      "There is no such check."};
}

}  // namespace

bool Check::empty() const {
  return std::all_of(jobs_.begin(), jobs_.end(), [](const auto& job) { return job == nullptr; });
}

Result<CheckPlan> Check::plan(std::string_view text, const StudyBase& base) const {
  const auto [what, rest] = cutFirst(text);
  if (what == "gradient") {
    const Result<GradientPlan> plan = planGradientCheck(rest, base.settings());
    if (!plan) return plan.failure();
    return CheckPlan{gradient_place, gradientCheckJob(plan.value(), base)};
  }
  if (what == "sanity") {
    const Result<SanityCheck> which = sanityCheckNamed(rest);
    if (!which) return which.failure();
    return CheckPlan{sanity_place + static_cast<std::size_t>(which.value()), sanityJob(which.value(), base)};
  }
  if (what != "naive" || !rest.empty()) return unknownCheck(text);
  if (const Status possible = checkNaive(base); !possible) return possible.failure();
  return CheckPlan{naive_place, naiveJob(base)};
}

void Check::start(CheckPlan plan, const StudyBase&) {
  if (running() && plan.place != current_) jobs_[current_].reset();  // half of a check says nothing
  jobs_[plan.place] = std::move(plan.job);
  current_ = plan.place;
}

Status Check::present() const {
  if (empty()) return Error{"No check was started. 'check gradient' begins one.", "No check was started."};
  return Done{};
}

std::int64_t Check::advance(std::int64_t pieces, const Clock& clock) {
  std::int64_t made = 0;
  while (made < pieces && running()) {
    jobs_[current_]->piece(clock);
    ++made;
    if (!unfinished()) finish();
  }
  return made;
}

void Check::observe(StudiesSnapshot& out) {
  if (empty()) return out.check.reset();
  CheckSnapshot& check = out.check.emplace();
  check.running = running();
  for (const auto& job : jobs_) {
    if (job) job->observe(check);
  }
}

}  // namespace lab
