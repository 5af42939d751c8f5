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

bool isControl(std::string_view word) { return word == "pause" || word == "go" || word == "stop"; }

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

Status Check::check(std::string_view command, const StudyBase& base) const {
  const auto [what, rest] = cutFirst(command);
  if (what == "gradient") {
    const Result<GradientPlan> plan = planGradientCheck(rest, base.settings);
    return plan ? Status(Done{}) : Status(plan.failure());
  }
  if (what == "sanity") {
    const Result<SanityCheck> which = sanityCheckNamed(rest);
    return which ? Status(Done{}) : Status(which.failure());
  }
  if (what == "naive" && rest.empty()) return checkNaive(base);
  if (!isControl(what) || !rest.empty()) return unknownCheck(command);
  if (empty()) return Error{"No check was started. 'check gradient' begins one.", "No check was started."};
  return Done{};
}

void Check::start(std::size_t place, std::unique_ptr<CheckJob> job) {
  if (going_ && place != current_) jobs_[current_].reset();  // half of a check says nothing
  jobs_[place] = std::move(job);
  current_ = place;
  going_ = true;
}

Status Check::apply(std::string_view command, const StudyBase& base) {
  Status allowed = check(command, base);
  if (!allowed) return allowed;
  const auto [what, rest] = cutFirst(command);
  if (what == "gradient") {
    start(gradient_place, gradientCheckJob(planGradientCheck(rest, base.settings).value(), base));
  } else if (what == "naive") {
    start(naive_place, naiveJob(base));
  } else if (what == "sanity") {
    const SanityCheck which = sanityCheckNamed(rest).value();
    start(sanity_place + static_cast<std::size_t>(which), sanityJob(which, base));
  } else if (what == "stop") {
    for (auto& job : jobs_) job.reset();
    going_ = false;
  } else {
    going_ = what == "go" && jobs_[current_] && !jobs_[current_]->finished();
  }
  return Done{};
}

std::int64_t Check::advance(std::int64_t pieces, const Clock& clock) {
  std::int64_t made = 0;
  while (made < pieces && going_) {
    jobs_[current_]->piece(clock);
    ++made;
    going_ = !jobs_[current_]->finished();
  }
  return made;
}

void Check::observe(StudiesSnapshot& out) {
  if (empty()) return out.check.reset();
  CheckSnapshot& check = out.check.emplace();
  check.running = going_;
  for (const auto& job : jobs_) {
    if (job) job->observe(check);
  }
}

}  // namespace lab
