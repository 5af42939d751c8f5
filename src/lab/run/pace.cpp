#include "lab/run/pace.h"

#include <algorithm>
#include <cmath>

namespace lab {

std::int64_t Pace::stepsFor(double frame_seconds, double available_seconds, double wished_speed) {
  // An unknown cost is found out with one step.
  const double fits = seconds_per_step_ > 0 ? std::max(1.0, std::floor(available_seconds / seconds_per_step_)) : 1.0;
  if (!(wished_speed > 0)) return static_cast<std::int64_t>(std::min(fits, 1e9));
  // What a slow frame leaves undone is forgiven beyond one frame's worth, so that speed never comes in bursts.
  owed_ = std::min(owed_ + wished_speed * std::max(frame_seconds, 0.0), fits + 1.0);
  const double steps = std::min(std::floor(owed_), fits);
  owed_ -= steps;
  return static_cast<std::int64_t>(steps);
}

void Pace::measured(std::int64_t steps, double seconds) {
  if (steps <= 0 || !(seconds >= 0)) return;
  const double cost = seconds / double(steps);
  // Half new, half old: follows a change within a few frames and is not thrown by one hiccup. A browser's coarse clock
  // may say 0; the cost then only shrinks.
  seconds_per_step_ = seconds_per_step_ > 0 ? 0.5 * (seconds_per_step_ + cost) : cost;
}

void Pace::restart() {
  seconds_per_step_ = 0;
  owed_ = 0;
}

}  // namespace lab
