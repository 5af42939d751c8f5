#include "optim/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/elementary.h"

namespace lab {
namespace {

// decay_rate^t for a rate of at most 1. The logarithm is the C library's: where two differ in its last bit, the
// learning rate does.
double decayed(double decay_rate, double t) { return expNonPositive(std::log(decay_rate) * t); }

double shareOfRate(const Schedule& schedule, double epoch) {
  const double t = epoch / schedule.decay_epochs;
  switch (schedule.kind) {
    case ScheduleKind::constant:
      return 1;
    case ScheduleKind::step:
      return decayed(schedule.decay_rate, std::floor(t));
    case ScheduleKind::exponential:
      return decayed(schedule.decay_rate, t);
    case ScheduleKind::cosine:
      return t < 1 ? (1 + sinCos(std::numbers::pi * t).second) / 2 : 0;
    case ScheduleKind::inverse:
      return 1 / (1 + t);
  }
  return 1;
}

}  // namespace

double scheduledRate(const Schedule& schedule, double lr, double epoch, double step_epochs) {
  double rate = lr * shareOfRate(schedule, epoch);
  if (schedule.warmup_epochs > 0) rate *= std::min(1.0, (epoch + step_epochs) / schedule.warmup_epochs);
  return rate;
}

bool ended(const Schedule& schedule, double epoch) {
  return endsByItself(schedule.kind) && epoch >= schedule.decay_epochs;
}

}  // namespace lab
