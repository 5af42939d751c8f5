// How the learning rate changes with time, by name.
#pragma once

namespace lab {

enum class ScheduleKind { constant, step, exponential, cosine, inverse };

// Whether it comes to a rate of 0, where training ends.
constexpr bool endsByItself(ScheduleKind kind) {
  switch (kind) {
    case ScheduleKind::cosine:
      return true;
    case ScheduleKind::constant:
    case ScheduleKind::step:
    case ScheduleKind::exponential:
    case ScheduleKind::inverse:
      return false;
  }
  return false;
}

}  // namespace lab
