#include "lab/run/gear.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace lab {
namespace {

// Steps a second to start with: the line of a plane is seen turning; of images one minibatch a frame.
constexpr double low_plane = 20;
constexpr double low_images = 60;
constexpr double highest = 1e6;
constexpr double look_seconds = 0.25;
// Change a second that the eye follows: a third of the points get another class, or the loss changes by a third.
constexpr double pleasant = 0.33;
constexpr double rate_memory = 0.6;   // seconds over which changes are averaged, so that one jump is no reason
constexpr double habit_memory = 5.0;  // jitter that has gone on for as long is nothing to wait for
constexpr double habit_share = 2;
// In powers of two: what is off by less than this changes nothing, and beyond it the speed follows in proportion, but
// no steeper than so much a second. It comes down faster than it goes up, before the change is over.
constexpr double dead_band = 0.5;
constexpr double steepest_up = 2;
constexpr double steepest_down = 4;

// The weight of `seconds` of news in an average over `memory` seconds.
double weightOf(double seconds, double memory) { return 1 - std::exp(-seconds / memory); }

double lowOf(const Snapshot& snapshot) { return snapshot.mode == Mode::images ? low_images : low_plane; }

}  // namespace

bool Gear::goesOn(const Snapshot& snapshot) const {
  if (seen_.size() != snapshot.runs.size() || data_revision_ != snapshot.data_revision) return false;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const RunSnapshot& run = snapshot.runs[i];
    const Look& look = seen_[i];
    if (look.model != run.model || look.last_iteration > run.iteration || look.settings != run.settings) return false;
  }
  return true;
}

void Gear::remember(const Snapshot& snapshot) {
  seen_.resize(snapshot.runs.size());
  data_revision_ = snapshot.data_revision;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const RunSnapshot& run = snapshot.runs[i];
    seen_[i] = {run.model,    run.settings,           run.iteration,  run.iteration,
                run.now.loss, run.now.train_accuracy, run.predictions};
  }
  seconds_ = 0;
}

// What is seen of a run changes with the classes of the points, or where nobody knows them with the accuracy, and with
// the loss.
double Gear::changeOf(const Look& before, const RunSnapshot& now) {
  double share = std::abs(now.now.train_accuracy - before.accuracy);
  if (!now.predictions.empty() && now.predictions.size() == before.predictions.size()) {
    std::size_t moved = 0;
    for (std::size_t i = 0; i < now.predictions.size(); ++i) moved += now.predictions[i] != before.predictions[i];
    share = double(moved) / double(now.predictions.size());
  }
  const bool comparable =
      before.loss > 0 && now.now.loss > 0 && std::isfinite(before.loss) && std::isfinite(now.now.loss);
  const double relative = comparable ? std::abs(std::log(now.now.loss / before.loss)) : 0;
  return std::max(share, relative);
}

void Gear::follow(const Snapshot& snapshot, double seconds) {
  if (!goesOn(snapshot)) {
    speed_ = lowOf(snapshot);
    flat_out_ = false;
    rate_ = pleasant;
    habit_ = 0;
    return remember(snapshot);
  }
  for (std::size_t i = 0; i < seen_.size(); ++i) seen_[i].last_iteration = snapshot.runs[i].iteration;
  seconds_ += std::max(seconds, 0.0);
  if (seconds_ < look_seconds) return;
  double change = 0;
  std::int64_t steps = 0;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    change = std::max(change, changeOf(seen_[i], snapshot.runs[i]));
    steps = std::max(steps, snapshot.runs[i].iteration - seen_[i].iteration);
  }
  // A step that takes longer than the time between two looks: nothing is known yet.
  if (steps == 0) return;
  shift(change, seconds_, double(steps) / seconds_);
  speed_ = std::clamp(speed_, lowOf(snapshot), highest);
  remember(snapshot);
}

// `reached`: steps a second that were made.
void Gear::shift(double change, double seconds, double reached) {
  rate_ += weightOf(seconds, rate_memory) * (change / seconds - rate_);
  const double before = std::max(pleasant, habit_share * habit_);
  // One gets used to a sudden storm no faster than to a strong wind: first the speed comes down.
  habit_ += weightOf(seconds, habit_memory) * (std::min(rate_, 2 * before) - habit_);
  const double target = std::max(pleasant, habit_share * habit_);
  const double off = std::log2(target / std::max(rate_, 1e-9));
  const double beyond = std::max(std::abs(off) - dead_band, 0.0);
  const double octaves = std::copysign(std::min(beyond, off < 0 ? steepest_down : steepest_up), off) * seconds;
  // What the machine cannot make is not wished for either, or it would take long to come down from.
  if (octaves < 0) {
    speed_ = std::min(speed_, reached) * std::exp2(octaves);
    flat_out_ = false;
    return;
  }
  flat_out_ = flat_out_ || reached < speed_ / 2;
  speed_ = flat_out_ ? reached : speed_ * std::exp2(octaves);
}

void Gear::rested() { seconds_ = 0; }

}  // namespace lab
