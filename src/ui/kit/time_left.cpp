#include "ui/kit/time_left.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

constexpr double short_epoch = 5;  // seconds

}  // namespace

std::optional<double> secondsLeft(const Snapshot& snapshot, double steps_per_second) {
  if (snapshot.state != RunState::running || snapshot.runs.empty() || !(steps_per_second > 0)) return std::nullopt;
  const RunSnapshot& run = snapshot.runs.front();
  const auto images = static_cast<double>(run.split.train);
  const double batch = snapshot.settings.batch > 0 ? std::min<double>(snapshot.settings.batch, images) : images;
  const double epoch_seconds = images / (batch * steps_per_second);
  const bool ends = endsByItself(snapshot.settings.schedule);
  if (!ends && epoch_seconds < short_epoch) return std::nullopt;
  const double end = ends ? snapshot.settings.decay_epochs : std::floor(run.epoch) + 1;
  return std::max(0.0, end - run.epoch) * epoch_seconds;
}

double Countdown::follow(double now, double estimate) {
  constexpr double tolerated = 0.2;  // of the estimate: beyond it something has changed, and is told at once
  constexpr double drift = 0.5;      // seconds a second, so that it never counts up
  const double off = now + estimate - end_;
  if (!running_ || std::fabs(off) > std::max(3.0, tolerated * estimate)) {
    end_ = now + estimate;
  } else {
    const double most = drift * std::max(0.0, now - seen_);
    end_ += std::clamp(off, -most, most);
  }
  running_ = true;
  seen_ = now;
  return std::max(0.0, end_ - now);
}

}  // namespace lab::ui
