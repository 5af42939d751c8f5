// Training a benchmark's workload flat out: how many steps a second, and whether they are the right ones.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "lab/bench/bench_problem.h"
#include "lab/clock.h"

namespace lab {

struct BenchRun {
  std::int64_t steps = 0;
  double seconds = 0;
  double loss = 0;  // of the last step, before its update, penalty included; NaN once training has diverged
};

class Bench {
 public:
  explicit Bench(BenchProblem problem);

  // Trains for about so many seconds, at least one step, from where the last call stopped. The clock is read only now
  // and then: reading it costs as much as a small step.
  BenchRun run(double seconds, const Clock& clock);

  // Makes the first steps again and compares them with the slow loops': each loss, and the way that the parameters went
  // in the end. A wrong answer is an error that says where. Training goes on afterwards as if nothing had happened.
  Status check();

  const BenchProblem& problem() const { return problem_; }
  const Vector<float>& parameters() const { return trainer_.parameters(); }
  std::span<const std::int32_t> labels() const { return trainer_.examples().labels(); }
  bool large() const;  // its examples fill much memory
  // All of them as floats (N,D), one after the other: a copy, kept for as long as the bench.
  const Matrix<float>& allExamples();

 private:
  // The oracle's first steps.
  struct Expected {
    std::vector<double> losses;
    Vector<double> parameters;
  };
  const Expected& expected();
  std::span<const Index> rowsOf(std::int64_t step) const;
  double step(std::int64_t number);
  Status compareFirstSteps();

  BenchProblem problem_;  // its examples are the trainer's
  Trainer<float> trainer_;
  std::vector<Index> order_;  // 0 to N - 1
  std::int64_t steps_ = 0;
  std::optional<Expected> expected_;
  Matrix<float> all_;
};

// The benches of a page, made when they are asked for. The spiral's stay; of images there is only the one asked for
// last, whose 25 MB then make room for the next one's.
class Benches {
 public:
  // Valid until the next call. Refuses an unknown id.
  Result<Bench*> find(std::string_view id);

 private:
  std::map<std::string, std::unique_ptr<Bench>, std::less<>> benches_;
};

}  // namespace lab
