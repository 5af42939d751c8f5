#include "ui/kit/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/number_text.h"
#include "core/shortest_text.h"
#include "ui/kit/text.h"

namespace lab::ui {
namespace {

std::string print(const char* format, int precision, double value) {
  std::array<char, 400> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, precision, value);
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

const std::string minus = "\u2212";

std::string withRealMinus(const std::string& text) {
  return !text.empty() && text[0] == '-' ? minus + text.substr(1) : text;
}

// "4.4e13".
std::string scientific(double value) {
  const std::string text = print("%.*e", 1, value);
  const std::size_t e = text.find('e');
  return text.substr(0, e + 1) + std::to_string(std::atoi(text.c_str() + e + 1));
}

// " = " where this number rounds to the shown one.
const char* rounds(double from_shown, std::string_view result) {
  const std::size_t point = result.find('.');
  const int decimals = point == std::string_view::npos ? 0 : static_cast<int>(result.size() - point - 1);
  return result == withRealMinus(print("%.*f", decimals, from_shown)) ? " = " : " ≈ ";
}

}  // namespace

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "\u221E" : minus + "\u221E";
  std::string text = print("%.*f", decimals, value);
  if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') text.erase(0, 1);  // never "-0.000"
  // The width stays that of a number below ten: decimals make room for digits, then for an exponent.
  const std::size_t width = static_cast<std::size_t>(std::max(decimals, 3)) + (value < 0 ? 3 : 2);
  for (int fewer = decimals - 1; text.size() > width && fewer >= 0; --fewer) text = print("%.*f", fewer, value);
  if (text.size() > width) text = scientific(value);
  return withRealMinus(text);
}

std::string fixedSigned(double value, int decimals) {
  const std::string text = fixed(value, decimals);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return value > 0 && !zero ? "+" + text : text;
}

std::string differenceText(double value) {
  const double size = std::fabs(value);
  if (!std::isfinite(value) || size >= 5e-4) return fixedSigned(value, 3);
  if (!(size >= 1e-9)) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(size)));
  const double digit = std::round(size / std::pow(10.0, exponent));
  const bool carry = digit >= 10;
  return (value < 0 ? minus : "+") + (carry ? "1" : print("%.*f", 0, digit)) + "e" + minus +
         std::to_string(-(carry ? exponent + 1 : exponent));
}

std::string scientific(double value, int decimals) {
  if (!std::isfinite(value)) return fixed(value, 0);
  std::string out;
  for (const char c : print("%.*e", decimals, value)) {
    if (c == '-') {
      out += minus;
    } else if (c != '+') {
      out += c;
    }
  }
  return out;
}

std::string percent(double share, int decimals) {
  if (!std::isfinite(share)) return "–";
  return fixed(100 * share, decimals) + "%";
}

std::string compact(double value) {
  const double size = std::fabs(value);
  if (!std::isfinite(value)) return fixed(value, 0);
  const auto scaled = [](double v, const char* unit) {
    const double a = std::fabs(v);
    std::string text = print("%.*f", a < 9.995 ? 2 : a < 99.95 ? 1 : 0, v);
    if (text.find('.') != std::string::npos) {
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text.pop_back();
    }
    return withRealMinus(text) + unit;
  };
  if (size < 999.5) return withRealMinus(print("%.*f", 0, value));
  if (size < 999.5e3) return scaled(value / 1e3, "k");
  if (size < 999.5e6) return scaled(value / 1e6, "M");
  if (size < 999.5e9) return scaled(value / 1e9, "G");
  return withRealMinus(scientific(value));
}

std::string shortest(double value) {
  const double size = std::fabs(value);
  if (size != 0 && (size < 1e-6 || size >= 1e10)) return shortestPower(value);
  return withMinusSigns(shortestFixed(value));
}

std::string shortestPower(double value) { return withMinusSigns(shortestScientific(value)); }

double rounded(double value, int significant) {
  if (value == 0 || !std::isfinite(value)) return value;
  // Through text, so that 0.3 comes out as the number that is written 0.3.
  const std::string text = print("%.*e", significant - 1, value);
  // (strtod: libc++ has no from_chars for floating point.)
  return std::strtod(text.c_str(), nullptr);
}

std::string fitted(double value, int decimals, float width) {
  for (; decimals >= 0; --decimals) {
    std::string text = fixed(value, decimals);
    if (textWidth(text) <= width) return text;
  }
  return withMinusSigns(print("%.*e", 0, value));
}

double shownValue(std::string_view text) {
  std::string digits = withHyphens(text);
  std::erase(digits, ',');
  return std::strtod(digits.c_str(), nullptr);
}

const char* equals(double from_shown, std::string_view result) {
  // Room for what binary fractions of decimal numbers lose when they are added.
  const bool same = std::fabs(from_shown - shownValue(result)) <= 1e-11 * std::max(1.0, std::fabs(from_shown));
  return same ? " = " : " ≈ ";
}

std::string logText(double p, int decimals, double loss, int loss_decimals) {
  const std::string result = fixed(loss, loss_decimals);
  if (p == 0) return "−ln p = " + result;  // too small to be written, and its logarithm is not
  const std::string shown = p < 0.001 ? shortest(rounded(p, 3)) : fixed(p, decimals);
  return "−ln " + shown + rounds(-std::log(shownValue(shown)), result) + result;
}

std::string batchText(std::int64_t batch, std::int64_t points) {
  if (batch <= 0 || batch >= points) return "all " + grouped(points) + " points";
  return grouped(batch) + " of " + grouped(points) + " points";
}

}  // namespace lab::ui
