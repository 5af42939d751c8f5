#include "core/number_text.h"

#include <cmath>
#include <cstdlib>

#include "core/shortest_text.h"
#include "core/text.h"

namespace lab {
namespace {

constexpr std::string_view minus = "\u2212";

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string numberText(double value) {
  const std::string fixed = shortestFixed(value);
  const std::string scientific = shortestScientific(value);
  std::string text = fixed.size() <= scientific.size() ? fixed : scientific;
  // "1e+06" as "1e06": a plus sign in an address reads as a space.
  std::erase(text, '+');
  return text;
}

std::string shownNumber(double value) {
  const double size = std::fabs(value);
  if (size >= 1000 && size < 1e15 && value == std::floor(value)) return grouped(static_cast<std::int64_t>(value));
  if (size == 0 || size >= 1e-6) return withMinusSigns(shortestFixed(value));
  return withMinusSigns(shortestScientific(value));
}

std::string withMinusSigns(std::string_view text) {
  std::string shown;
  bool exponent = false;  // its first digits are next
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool more = i + 1 < text.size() && digit(text[i + 1]);
    if (c == '-' && more) {
      shown += minus;
    } else if (!(exponent && ((c == '0' && more) || c == '+'))) {
      shown += c;
      exponent = false;
    }
    const bool power = c == 'e' && i > 0 && digit(text[i - 1]);
    exponent = exponent ? exponent : power;
  }
  return shown;
}

std::string withHyphens(std::string_view text) {
  std::string plain(text);
  for (std::size_t at = plain.find(minus); at != std::string::npos; at = plain.find(minus, at)) {
    plain.replace(at, minus.size(), "-");
  }
  return plain;
}

// strtod rather than from_chars, which libc++ lacks for floating point.
bool readNumber(std::string_view text, double& value) {
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
  const std::string terminated(text);
  char* end = nullptr;
  const double read = std::strtod(terminated.c_str(), &end);
  if (end != terminated.c_str() + terminated.size() || !std::isfinite(read)) return false;
  value = read;
  return true;
}

}  // namespace lab
