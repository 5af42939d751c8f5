// The line that a person watches while the terminal trains: how far, how fast, how much longer.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/command_line.h"

namespace lab::cli {

// "iteration 1,200 of 3,840, 0:31 left, loss 1.6521, epoch 6.3, 12,400 examples/s", the end of which a narrow terminal
// lacks. `epochs`: passes over the training
// set so far; `examples`: made use of in `seconds` and `steps` steps.
struct TrainingPace {
  std::int64_t at = 0;   // iteration
  std::int64_t end = 0;  // iteration at which the training is over
  double epochs = 0;
  double loss = 0;
  std::int64_t steps = 0;
  double examples = 0;
  double seconds = 0;
};
std::string progressText(const TrainingPace& pace);

// Shows that line a few times a second.
class TrainingProgress {
 public:
  // Iterations [begin, end), each of `batch` of `examples` examples.
  TrainingProgress(Terminal& terminal, std::int64_t begin, std::int64_t end, std::int64_t batch, std::int64_t examples);

  // After a step: `at` updates were made, and the last loss that was looked at is `loss`.
  void follow(std::int64_t at, double loss);

 private:
  using Clock = std::chrono::steady_clock;

  Progress progress_;
  std::int64_t begin_, end_;
  double batch_, examples_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_;
};

}  // namespace lab::cli
