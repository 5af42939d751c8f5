// Time, for those who report how long something took.
#pragma once

#include <functional>

namespace lab {

// Seconds from any origin, lent by whoever has one. It fills in reported times, and says when a benchmark's are over;
// nothing else depends on it.
using Clock = std::function<double()>;

}  // namespace lab
