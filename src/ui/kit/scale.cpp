#include "ui/kit/scale.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/format.h"

namespace lab::ui {
namespace {

// The next value up or down (`way` 1 or −1) whose first `digits` digits are all that it has.
double nextDigit(double value, int way, int digits) {
  if (value <= 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(value) + 1e-9) - (digits - 1));
  const double count = value / unit;
  const double least = std::pow(10.0, digits - 1);
  double next = way > 0 ? std::floor(count + 1e-9) + 1 : std::ceil(count - 1e-9) - 1;
  if (next < least) next = least - 0.1;  // 1 → 0.9: a digit further down
  return rounded(next * unit, digits);
}

double steppedDigits(double value, int steps, int digits) {
  const int way = steps > 0 ? 1 : -1;
  if (std::abs(steps) >= 10) return rounded(way > 0 ? value * 10 : value / 10, 3);
  for (int i = 0; i != steps; i += way) value = nextDigit(value, way, digits);
  return value;
}

}  // namespace

float sliderPosition(const Scale& scale, double value) {
  if (scale.near_one) {
    const double rest = std::clamp(1 - value, 1 - scale.max, 1 - scale.min);
    return static_cast<float>(std::log(rest / (1 - scale.min)) / std::log((1 - scale.max) / (1 - scale.min)));
  }
  if (!scale.logarithmic) return static_cast<float>((value - scale.min) / (scale.max - scale.min));
  if (value <= 0) return 0;
  const double t = std::log(value / scale.min) / std::log(scale.max / scale.min);
  const double start = scale.zero ? 0.05 : 0.0;
  return static_cast<float>(std::clamp(start + (1 - start) * t, start, 1.0));
}

double sliderValue(const Scale& scale, float position) {
  const double t = static_cast<double>(std::clamp(position, 0.0f, 1.0f));
  double value = 0;
  if (scale.near_one) {
    const double rest = (1 - scale.min) * std::pow((1 - scale.max) / (1 - scale.min), t);
    return std::clamp(rounded(1 - rounded(rest, 1), 8), scale.min, scale.max);
  }
  if (scale.logarithmic) {
    const double start = scale.zero ? 0.05 : 0.0;
    if (scale.zero && t < start / 2) return 0;
    value = scale.min * std::pow(scale.max / scale.min, std::max(0.0, (t - start) / (1 - start)));
    value = rounded(value, 2);
  } else {
    value = scale.min + t * (scale.max - scale.min);
    const double grain = (scale.max - scale.min) / 100;
    value = rounded(std::round(value / grain) * grain, 3);
  }
  if (scale.whole) value = std::round(value);
  return std::clamp(value, scale.zero ? 0.0 : scale.min, scale.max);
}

double stepped(const Scale& scale, double value, int steps) {
  const double low = scale.zero ? 0.0 : scale.min;
  if (std::abs(steps) > 1000) return steps > 0 ? scale.max : low;
  if (scale.near_one) {
    const double rest = steppedDigits(std::clamp(1 - value, 1 - scale.max, 1 - scale.min), -steps, 1);
    return std::clamp(rounded(1 - rest, 8), scale.min, scale.max);
  }
  if (!scale.logarithmic) {
    const double hundredth = (scale.max - scale.min) / 100;
    const double grain = scale.whole ? std::max(1.0, std::round(hundredth)) : rounded(hundredth, 1);
    return std::clamp(rounded(value + steps * grain, 9), scale.min, scale.max);
  }
  if (value <= 0) return steps > 0 ? scale.min : low;
  double next = steppedDigits(value, steps, scale.whole ? 2 : 1);
  if (scale.whole) {  // a tenth of 1 to 9 is no whole number
    next = std::round(next);
    if (next == value) next += steps > 0 ? 1 : -1;
  }
  if (next < scale.min) return low;
  return std::min(next, scale.max);
}

}  // namespace lab::ui
