// Turns a frame's time into steps, from the measured cost of a step. No clock in here: the driver passes seconds in.
#pragma once

#include <cstdint>

namespace lab {

class Pace {
 public:
  // Steps for one frame. `frame_seconds`: since the last frame; `available_seconds`: what training may take of this
  // one; `wished_speed`: steps a second, 0 for as many as fit. At least one step once its time has come, so that slow
  // motion moves; never so many that a frame stalls.
  std::int64_t stepsFor(double frame_seconds, double available_seconds, double wished_speed);
  // What the last batch of steps really took.
  void measured(std::int64_t steps, double seconds);
  // After a pause or a new run: no debt is carried over.
  void restart();

  double secondsPerStep() const { return seconds_per_step_; }

 private:
  double seconds_per_step_ = 0;  // smoothed; 0: not known yet
  double owed_ = 0;              // fraction of a step that slow motion has saved up
};

}  // namespace lab
