#include "platform/driver.h"

#include <algorithm>
#include <utility>

#include "lab/study/study_snapshot.h"

namespace lab::platform {

namespace {

// One frame at 60 Hz, less what the browser itself needs to put it on the screen. A faster display gets fewer frames
// while training runs flat out, not less training.
constexpr double kFrameSeconds = 0.0145;
// Training always gets this much, and this much of what drawing takes: on a machine that draws slowly, a frame more or
// less does not matter any more, but training must move.
constexpr double kLeastSeconds = 0.003;
constexpr double kLeastShare = 0.6;
// How long a piece of work may run between two looks at the clock.
constexpr double kPieceSeconds = 0.002;
// Looking may take this share of the time while training runs.
constexpr double kObserveShare = 0.35;
// A picture dearer than this is made coarser while training runs, and finer again when it is cheaper than that.
constexpr double kDearObserve = 0.012;
constexpr double kCheapObserve = 0.002;
constexpr int kLeastRegionSize = 32;
constexpr double kSpeedWindow = 0.5;
// Whoever asks for so many steps waits for them: with the gear they are made in about this time, where the machine can.
constexpr double kAskedSeconds = 2;

double smoothed(double old, double fresh, double weight) { return old == 0 ? fresh : old + weight * (fresh - old); }

}  // namespace

Driver::Driver(const Settings& start, std::function<double()> clock) : session_(start), clock_(std::move(clock)) {
  session_.lendClock(clock_);
  session_.observe({});
}

Session& Driver::change() {
  stale_ = true;
  piece_ = 1;
  return session_;
}

Status Driver::step(std::int64_t steps) {
  stale_ = true;
  Status posted = session_.post(commands::Step{steps});
  if (!posted) return posted;
  std::int64_t left = steps;
  while (left > 0) {
    const std::int64_t made = session_.advance({left});
    if (made <= 0) break;  // diverged
    left -= made;
  }
  return posted;
}

void Driver::train(double most) {
  const double start = clock_();
  if (stale_) peek({});  // from here on the snapshot knows whether training runs, and how fast it is wished
  if (hidden_ || !moving()) {
    rested_ = true;
    return;
  }
  if (rested_) {
    pace_.restart();
    gear_.rested();
    window_start_ = start;
    window_first_ = steps_made_;
  }
  const double since_last = rested_ ? kFrameSeconds : std::min(start - last_frame_, 0.25);
  rested_ = false;
  last_frame_ = start;

  unseen_seconds_ += since_last;
  const double available = std::min(most, timeLeft());
  // A step that was begun is owed, whatever the speed.
  const std::int64_t wanted =
      std::max<std::int64_t>(pace_.stepsFor(since_last, available, wishedSpeed()), session_.preparing() ? 1 : 0);
  const double before = clock_();
  const std::int64_t made = trainFor(wanted, before + available);
  if (made > 0) pace_.measured(made, clock_() - before);
  const double end = clock_();
  if (end - window_start_ >= kSpeedWindow) {
    steps_per_second_ = static_cast<double>(steps_made_ - window_first_) / (end - window_start_);
    window_start_ = end;
    window_first_ = steps_made_;
  }
}

// Of the gear where it is in; the snapshot then says so.
double Driver::wishedSpeed() {
  const Snapshot& snapshot = session_.snapshot();
  if (snapshot.auto_speed && !auto_speed_) gear_.restart();
  auto_speed_ = snapshot.auto_speed;
  if (!auto_speed_) return snapshot.speed;
  // Races, searches and checks are waited for: there is no picture of theirs to be followed.
  if (snapshot.studies->running) return 0;
  gear_.follow(snapshot, std::exchange(unseen_seconds_, 0.0));
  steps_asked_ = snapshot.steps_owed > 0 ? std::max(steps_asked_, snapshot.steps_owed) : 0;
  const double speed = gear_.speed();
  session_.setGear(speed);
  return speed > 0 ? std::max(speed, double(steps_asked_) / kAskedSeconds) : 0;
}

// The estimate behind `steps` may be wrong by any factor after a change of settings, so the work is cut into pieces
// with a look at the clock after each; their size follows what the last ones took.
std::int64_t Driver::trainFor(std::int64_t steps, double deadline) {
  std::int64_t made = 0;
  double now = clock_();
  while (made < steps && now < deadline) {
    const std::int64_t piece = std::min(piece_, steps - made);
    const std::int64_t moved = session_.advance({piece, true});
    if (moved == 0 && !session_.preparing()) break;
    made += moved;
    steps_made_ += moved;
    const double before = std::exchange(now, clock_());
    if (now - before > 2 * kPieceSeconds) piece_ = std::max<std::int64_t>(piece_ / 2, 1);
    if (now - before < kPieceSeconds / 2 && moved == piece_) piece_ *= 2;
  }
  return made;
}

const Snapshot& Driver::observe(const View& view) {
  const double now = clock_();
  const bool due = now - last_observed_ >= observe_seconds_ / kObserveShare;
  if (moving() && !hidden_ && !stale_ && !due) return session_.snapshot();
  return observeNow(view);
}

const Snapshot& Driver::observeNow(const View& view) {
  const double before = clock_();
  View coarse = view;
  if (!moving()) coarseness_ = 1;
  coarse.region_size = std::max(view.region_size / coarseness_, std::min(view.region_size, kLeastRegionSize));
  coarse.exact = !moving();
  session_.observe(coarse);
  // Training has come to its end: what stays on the screen is exact.
  if (!coarse.exact && !moving()) {
    coarse.exact = true;
    session_.observe(coarse);
  }
  const Snapshot& snapshot = session_.snapshot();
  if (auto_speed_ && moving()) gear_.follow(snapshot, 0);  // a step back shows from here
  stale_ = false;
  last_observed_ = clock_();
  observe_seconds_ = smoothed(observe_seconds_, last_observed_ - before, 0.3);
  // A quarter of the cells cost about a quarter; the two limits lie further apart than that, so it cannot swing.
  if (observe_seconds_ > kDearObserve && coarse.region_size > kLeastRegionSize) {
    coarseness_ *= 2;
    observe_seconds_ /= 4;
  } else if (observe_seconds_ < kCheapObserve && coarseness_ > 1) {
    coarseness_ /= 2;
    observe_seconds_ *= 4;
  }
  return snapshot;
}

const Snapshot& Driver::peek(const View& view) {
  stale_ = true;
  return session_.observe(view);
}

void Driver::drew(double seconds) { draw_seconds_ = smoothed(draw_seconds_, seconds, 0.2); }

void Driver::setHidden(bool hidden) {
  hidden_ = hidden;
  rested_ = true;
}

bool Driver::moving() const {
  const Snapshot& snapshot = session_.snapshot();
  return snapshot.studies->running || snapshot.state == RunState::running ||
         (snapshot.steps_owed > 0 && snapshot.state != RunState::diverged);
}

// Observing costs its share of each frame on average, even when it happens in every third.
double Driver::timeLeft() const {
  const double looking = std::min(observe_seconds_, kObserveShare * kFrameSeconds);
  const double left = std::max(kFrameSeconds - draw_seconds_ - looking, kLeastShare * draw_seconds_);
  return std::clamp(left, kLeastSeconds, kFrameSeconds);
}

}  // namespace lab::platform
