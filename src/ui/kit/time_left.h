// How long images still have to be learned from: an estimate that is told calmly.
#pragma once

#include <optional>
#include <string>

#include "lab/observe/snapshot.h"

namespace lab::ui {

// Seconds to the end of the schedule where it has one (cosine), otherwise to the end of the epoch. Nothing at rest,
// without a measured speed, and for epochs that are over before one has read how long they take.
std::optional<double> secondsLeft(const Snapshot& snapshot, double steps_per_second);

// Runs down like a clock, and follows the estimate slowly: a hiccup of the machine does not show.
class Countdown {
 public:
  // Seconds left as they are to be told. `now`: any clock, in seconds.
  double follow(double now, double estimate);
  void stop() { running_ = false; }

 private:
  bool running_ = false;
  double seen_ = 0;  // when it was followed last
  double end_ = 0;   // when it will have run down
};

}  // namespace lab::ui
