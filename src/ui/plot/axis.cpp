#include "ui/plot/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ui/kit/format.h"

namespace lab::ui {
namespace {

std::string tickLabel(double value, double step) {
  if (std::fabs(value) >= 1000) return compact(value);
  const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 8);
  return fixed(value, decimals);
}

std::string decadeLabel(int digit, int decade, double value) {
  if (decade < -4 || decade >= 12) {
    return std::to_string(digit) + "e" + (decade < 0 ? "−" : "") + std::to_string(std::abs(decade));
  }
  return value >= 1000 ? compact(value) : shortest(rounded(value, 3));
}

}  // namespace

double Axis::position(double value) const {
  if (!logarithmic_) return (value - min_) / (max_ - min_);
  if (!(value > 0)) return -1;
  return (std::log(value) - std::log(min_)) / (std::log(max_) - std::log(min_));
}

double Axis::valueAt(double position) const {
  if (!logarithmic_) return min_ + position * (max_ - min_);
  return std::exp(std::log(min_) + position * (std::log(max_) - std::log(min_)));
}

std::vector<Tick> Axis::ticks(int wanted) const {
  std::vector<Tick> ticks;
  wanted = std::max(wanted, 2);
  if (logarithmic_) {
    const int first = static_cast<int>(std::floor(std::log10(min_) + 1e-9));
    const int last = static_cast<int>(std::ceil(std::log10(max_) - 1e-9));
    const int every = std::max(1, (last - first + wanted - 1) / wanted);
    const bool few = last - first <= 2;
    for (int decade = first; decade <= last; ++decade) {
      for (int digit = 1; digit < 10; ++digit) {
        const double value = digit * std::pow(10.0, decade);
        if (value < min_ * (1 - 1e-9) || value > max_ * (1 + 1e-9)) continue;
        const bool round = digit == 1 ? (decade - first) % every == 0 : few && (digit == 2 || digit == 5);
        if (digit != 1 && every > 1) continue;
        ticks.push_back({value, round, round ? decadeLabel(digit, decade, value) : ""});
      }
    }
    return ticks;
  }
  const double raw = (max_ - min_) / wanted;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double ratio = raw / power;
  const double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
  for (double k = std::ceil(min_ / step - 1e-9); k * step <= max_ + 1e-9 * step; ++k) {
    ticks.push_back({k * step, true, tickLabel(k * step, step)});
  }
  return ticks;
}

Axis logAxis(double low, double high) {
  constexpr double most = 1e300;  // so that a number above it is finite
  const double top = niceCeiling(std::min(high, most) * 1.02);
  return Axis(std::pow(10.0, std::floor(std::log10(std::min(low, most)))), top, true);
}

double niceCeiling(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
    if (step * power >= value * (1 - 1e-12)) return step * power;
  }
  return 10 * power;
}

}  // namespace lab::ui
