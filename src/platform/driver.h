// The only place that turns milliseconds into steps. It owns the session and gives training what a frame has left.
// No SDL, no browser: the clock comes in as a function, so that a test can be the clock.
#pragma once

#include <cstdint>
#include <functional>

#include "lab/run/gear.h"
#include "lab/run/pace.h"
#include "lab/session/session.h"

namespace lab::platform {

class Driver {
 public:
  // `clock`: seconds from any origin, never running backwards.
  Driver(const Settings& start, std::function<double()> clock);

  // The session, to be looked at, and to be changed: the panels see it anew then, and a step may cost anything.
  const Session& session() const { return session_; }
  Session& change();
  // Makes so many steps at once, however long they take, or fewer if training diverges.
  Status step(std::int64_t steps);

  // One frame: trains within what the frame has left, but at most for `most` seconds, at the wished speed. Never much
  // longer than one step or that time, whichever is more, whatever the estimate said.
  void train(double most = 1);
  // Brings the snapshot up to date. While training runs, expensive pictures are made less often than once a frame
  // when they would eat the time that training needs, and more coarsely; the snapshot then stays for a frame or two.
  const Snapshot& observe(const View& view);
  // Looks between two frames, for somebody other than the panels.
  const Snapshot& peek(const View& view);
  // What drawing the frame took outside of the driver; training gets what is left.
  void drew(double seconds);

  // Hidden: training rests, and goes on where it was, without a jump.
  void setHidden(bool hidden);
  bool hidden() const { return hidden_; }
  // Training moves by itself: frames must keep coming.
  bool moving() const;

  double stepsPerSecond() const { return moving() ? steps_per_second_ : 0; }
  // By train() so far.
  std::int64_t stepsMade() const { return steps_made_; }

 private:
  double wishedSpeed();
  std::int64_t trainFor(std::int64_t steps, double deadline);
  const Snapshot& observeNow(const View& view);
  double timeLeft() const;

  Session session_;
  Pace pace_;
  Gear gear_;
  std::function<double()> clock_;
  bool hidden_ = false;
  bool stale_ = true;       // the snapshot is not what the panels want, whatever it may cost
  bool rested_ = true;      // no training frame lately: the time since the last one is not training time
  int coarseness_ = 1;      // divides the size of the region picture
  std::int64_t piece_ = 1;  // steps between two looks at the clock
  bool auto_speed_ = false;
  std::int64_t steps_asked_ = 0;  // with "step N" commands, of which some are still owed
  double unseen_seconds_ = 0;     // of training that the gear has not been told of
  double last_frame_ = 0;
  double last_observed_ = 0;
  double observe_seconds_ = 0;  // smoothed costs
  double draw_seconds_ = 0;
  double steps_per_second_ = 0;
  double window_start_ = 0;  // steps per second are counted over windows of about half a second
  std::int64_t window_first_ = 0;
  std::int64_t steps_made_ = 0;
};

}  // namespace lab::platform
