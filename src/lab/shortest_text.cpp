#include "lab/shortest_text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

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

// "2.500e-04" as "2.5e-04", "1.000e+06" as "1e+06".
std::string withoutZeros(std::string text) {
  const std::size_t e = text.find('e');
  if (text.find('.') > e) return text;
  const std::size_t last = text.find_last_not_of('0', e - 1);
  const std::size_t kept = text[last] == '.' ? last : last + 1;
  return text.erase(kept, e - kept);
}

}  // namespace

std::string shortestScientific(double value) {
  if (!std::isfinite(value)) return print("%.*g", 1, value);
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
  return withoutZeros(text);
}

std::string shortestFixed(double value) {
  if (!std::isfinite(value)) return print("%.*g", 1, value);
  const std::string scientific = shortestScientific(value);
  const std::size_t e = scientific.find('e');
  const int exponent = std::atoi(scientific.c_str() + e + 1);
  const std::size_t point = scientific.find('.');
  const int decimals = point < e ? static_cast<int>(e - point) - 1 : 0;
  // Whole numbers print all their digits, which are exact.
  if (exponent >= decimals) return print("%.*f", 0, value);
  std::string digits;
  for (const char c : scientific.substr(0, e)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
  digits.insert(static_cast<std::size_t>(exponent < 0 ? 1 : exponent + 1), ".");
  return (value < 0 ? "-" : "") + digits;
}

}  // namespace lab
