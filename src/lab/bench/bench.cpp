#include "lab/bench/bench.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <utility>

#include "model/classifiers.h"
#include "reference/training.h"

namespace lab {
namespace {

constexpr double longest_blindness = 5e-3;  // seconds between two looks at the clock, unless a step takes longer
constexpr double loss_agreement = 1e-4;     // relative
// Of the way that the parameters went: float32 keeps few digits of what a small step adds to a large number.
constexpr double parameter_agreement = 1e-2;

constexpr Index many_numbers = 1 << 20;  // 4 MB

std::string digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

}  // namespace

Bench::Bench(BenchProblem problem)
    : problem_(std::move(problem)),
      trainer_(makeModel<float>(problem_.shape), problem_.parameters, std::move(problem_.examples)),
      order_(static_cast<std::size_t>(trainer_.examples().size())) {
  std::iota(order_.begin(), order_.end(), Index{0});
}

std::span<const Index> Bench::rowsOf(std::int64_t step) const {
  const auto batch = static_cast<std::size_t>(problem_.batch);
  const std::size_t batches = order_.size() / batch;
  return std::span(order_).subspan(static_cast<std::size_t>(step) % batches * batch, batch);
}

double Bench::step(std::int64_t number) {
  const StepReport report = trainer_.step(problem_.objective, problem_.rule, rowsOf(number), false);
  return report.applied ? report.batch.loss.total() : std::numeric_limits<double>::quiet_NaN();
}

BenchRun Bench::run(double seconds, const Clock& clock) {
  BenchRun run;
  const double begin = clock();
  std::int64_t piece = 1;
  do {
    const double before = run.seconds;
    for (std::int64_t i = 0; i < piece; ++i) run.loss = step(steps_++);
    run.steps += piece;
    run.seconds = clock() - begin;
    if (run.seconds - before < longest_blindness / 2) piece *= 2;
  } while (run.seconds < seconds);
  return run;
}

const Matrix<float>& Bench::allExamples() {
  Matrix<float> scratch;
  if (all_.size() == 0) all_ = trainer_.examples().slice(0, trainer_.examples().size(), scratch);
  return all_;
}

bool Bench::large() const { return trainer_.examples().size() * trainer_.examples().features() > many_numbers; }

const Bench::Expected& Bench::expected() {
  if (expected_) return *expected_;
  ReferenceTraining oracle(problem_.shape, problem_.objective.regularizer, problem_.rule,
                           problem_.parameters.cast<double>());
  expected_.emplace();
  Matrix<float> scratch;
  for (int i = 0; i < problem_.checked_steps; ++i) {
    const std::span<const Index> rows = rowsOf(i);
    const Matrix<double> X = trainer_.examples().slice(rows.front(), problem_.batch, scratch).cast<double>();
    const auto labels = trainer_.examples().labels().subspan(static_cast<std::size_t>(rows.front()), rows.size());
    expected_->losses.push_back(oracle.step(X, labels));
  }
  expected_->parameters = oracle.parameters();
  return *expected_;
}

Status Bench::check() {
  const Vector<float> parameters = trainer_.parameters();
  const OptimizerState<float> memory = trainer_.optimizerState();
  trainer_.restore(problem_.parameters, startedMemory<float>(problem_.rule.kind, parameters.size()));
  Status compared = compareFirstSteps();
  trainer_.restore(parameters, memory);
  return compared;
}

// A comparison is written so that NaN fails it.
Status Bench::compareFirstSteps() {
  const Expected& right = expected();
  for (std::size_t i = 0; i < right.losses.size(); ++i) {
    const double loss = step(static_cast<std::int64_t>(i));
    const double wanted = right.losses[i];
    if (std::abs(loss - wanted) <= loss_agreement * std::abs(wanted)) continue;
    return Error{problem_.id + ": wrong answer: the loss of step " + std::to_string(i + 1) + " is " + digits(loss) +
                 ", expected " + digits(wanted) + "."};
  }
  const double way = (right.parameters - problem_.parameters.cast<double>()).norm();
  const double apart = (trainer_.parameters().cast<double>() - right.parameters).norm();
  if (apart <= parameter_agreement * way) return Done{};
  return Error{problem_.id + ": wrong answer: after " + std::to_string(right.losses.size()) +
               " steps the parameters are off by " + digits(apart / way) + " of the way they went."};
}

Result<Bench*> Benches::find(std::string_view id) {
  const auto ids = benchIds();
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) return benchProblem(id).failure();
  // Room first: two large ones at once would leave the page's memory grown for ever.
  std::erase_if(benches_, [&](const auto& one) { return one.first != id && one.second->large(); });
  auto found = benches_.find(id);
  if (found == benches_.end()) {
    found = benches_.emplace(id, std::make_unique<Bench>(std::move(benchProblem(id).value()))).first;
  }
  return found->second.get();
}

}  // namespace lab
