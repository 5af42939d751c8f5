#include "core/shortest_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <optional>

namespace lab {
namespace {

std::string print(const char* format, int precision, double value) {
  std::array<char, 400> text;
  const int length = std::snprintf(text.data(), text.size(), format, precision, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

bool readsBack(const std::string& text, double value) { return std::strtod(text.c_str(), nullptr) == value; }

// Between two powers of two below a power of two lie twice as many numbers as above it. Where the nearest text of that
// many digits is the neighbour's, the next one up may still be this number's: 2^-44 is 5.684341886080802e-14.
std::string nextUp(std::string text) {
  std::size_t at = text.find('e');
  while (at > 0) {
    char& digit = text[--at];
    if (digit < '0' || digit > '9') continue;
    if (digit != '9') {
      ++digit;
      return text;
    }
    digit = '0';
  }
  return text;
}

// A number as it is written: its sign, its digits without zeros at the end, and the power of ten of the first of them.
struct Written {
  bool negative;
  std::string digits;
  int exponent;
};

Written withoutZeros(Written number) {
  number.digits.erase(std::max<std::size_t>(1, number.digits.find_last_not_of('0') + 1));
  return number;
}

// Most numbers that people write are a whole number of at most 15 digits, divided by a power of ten that is exact. Such
// a quotient is the double that its text reads back as, and no shorter text does.
std::optional<Written> writtenByPeople(double value) {
  double power = 1;
  for (int decimals = 0; decimals <= 12; ++decimals, power *= 10) {
    const double whole = std::round(std::fabs(value) * power);
    if (!(whole < 1e15)) break;
    if (whole / power != std::fabs(value)) continue;
    const std::string digits = std::to_string(static_cast<std::int64_t>(whole));
    // Of "0.025" the whole number is 25.
    return withoutZeros({std::signbit(value), digits, static_cast<int>(digits.size()) - 1 - decimals});
  }
  return std::nullopt;
}

// Finite numbers only.
Written written(double value) {
  if (const auto number = writtenByPeople(value)) return *number;
  // Every text of 15 digits is the only one for its number, so that fewer digits are 15 with zeros at the end. Close to
  // zero numbers have fewer digits than that.
  const bool tiny = std::fabs(value) < std::numeric_limits<double>::min();
  std::string text;
  for (int decimals = tiny ? 0 : 14; decimals <= 16; ++decimals) {
    text = print("%.*e", decimals, value);
    if (readsBack(text, value)) break;
    const std::string up = nextUp(text);
    if (readsBack(up, value)) {
      text = up;
      break;
    }
  }
  const std::size_t e = text.find('e');
  Written number{std::signbit(value), text.substr(0, e), std::atoi(text.c_str() + e + 1)};
  std::erase_if(number.digits, [](char c) { return c < '0' || c > '9'; });
  return withoutZeros(number);
}

}  // namespace

std::string shortestScientific(double value) {
  if (!std::isfinite(value)) return print("%.*g", 1, value);
  auto [negative, digits, exponent] = written(value);
  if (digits.size() > 1) digits.insert(1, ".");
  const int size = std::abs(exponent);
  return (negative ? "-" : "") + digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + std::to_string(size);
}

std::string shortestFixed(double value) {
  if (!std::isfinite(value)) return print("%.*g", 1, value);
  auto [negative, digits, exponent] = written(value);
  const int decimals = static_cast<int>(digits.size()) - 1 - exponent;
  // Whole numbers print all their digits, which are exact.
  if (decimals <= 0 && exponent >= 15) return print("%.*f", 0, value);
  if (decimals <= 0) return (negative ? "-" : "") + digits.append(static_cast<std::size_t>(-decimals), '0');
  if (exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
  digits.insert(static_cast<std::size_t>(exponent < 0 ? 1 : exponent + 1), ".");
  return (negative ? "-" : "") + digits;
}

}  // namespace lab
