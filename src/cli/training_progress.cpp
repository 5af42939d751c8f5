#include "cli/training_progress.h"

#include <cmath>

#include "core/text.h"

namespace lab::cli {
namespace {

constexpr std::chrono::milliseconds between_shows{200};
constexpr double seconds_to_know = 1;  // the first steps are no measure of the others

}  // namespace

std::string progressText(const TrainingPace& pace) {
  const bool known = pace.seconds >= seconds_to_know && pace.steps > 0;
  const double left = static_cast<double>(pace.end - pace.at) * pace.seconds / static_cast<double>(pace.steps);
  return "iteration " + grouped(pace.at) + " of " + grouped(pace.end) + (known ? ", " + timeLeftText(left) : "") +
         ", loss " + formatted("%.4f", pace.loss) + ", epoch " + formatted("%.1f", pace.epochs) +
         (known ? ", " + grouped(std::llround(pace.examples / pace.seconds)) + " examples/s" : "");
}

TrainingProgress::TrainingProgress(Terminal& terminal, std::int64_t begin, std::int64_t end, std::int64_t batch,
                                   std::int64_t examples)
    : progress_(terminal),
      begin_(begin),
      end_(end),
      batch_(static_cast<double>(batch)),
      examples_(static_cast<double>(examples)) {}

void TrainingProgress::follow(std::int64_t at, double loss) {
  const Clock::time_point now = Clock::now();
  if (now - shown_ < between_shows) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const double used = static_cast<double>(at - begin_) * batch_;
  progress_.show(
      progressText({at, end_, static_cast<double>(at) * batch_ / examples_, loss, at - begin_, used, seconds}));
}

}  // namespace lab::cli
