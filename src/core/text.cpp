#include "core/text.h"

#include <algorithm>
#include <cmath>

namespace lab {
namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t i = text.size(); i > first + 3;) text.insert(i -= 3, ",");
  return first == 1 ? "\u2212" + text.substr(1) : text;
}

std::string timeLeftText(double seconds) {
  const double grain = seconds <= 60 ? 1 : seconds <= 600 ? 5 : 60;
  const double rounded = std::min(std::ceil(std::max(seconds, 0.0) / grain) * grain, 99.0 * 3600);
  const int whole = static_cast<int>(rounded);
  if (whole <= 600) return std::to_string(whole / 60) + ":" + two(whole % 60) + " left";
  if (whole < 3600) return std::to_string(whole / 60) + " min left";
  return std::to_string(whole / 3600) + ":" + two(whole % 3600 / 60) + " h left";
}

}  // namespace lab
