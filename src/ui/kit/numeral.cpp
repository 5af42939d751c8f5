#include "ui/kit/numeral.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/number_text.h"
#include "ui/kit/format.h"

namespace lab::ui {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), digit); }

// "1,234,567": one to three digits, the first no 0, then groups of three.
bool grouped(std::string_view text) {
  const std::size_t first = text.find(',');
  if (first == std::string_view::npos || first == 0 || first > 3 || text[0] == '0') return false;
  if (!digits(text.substr(0, first))) return false;
  for (std::string_view rest = text.substr(first); !rest.empty(); rest.remove_prefix(4)) {
    if (rest.size() < 4 || rest[0] != ',' || !digits(rest.substr(1, 3))) return false;
  }
  return true;
}

std::string without(std::string text, char c) {
  std::erase(text, c);
  return text;
}

// The parts of a number: sign, digits with their commas and points, exponent.
struct Parts {
  std::string sign, body, exponent;
};

Parts partsOf(std::string_view typed) {
  const std::size_t sign = !typed.empty() && (typed[0] == '-' || typed[0] == '+') ? 1 : 0;
  const std::size_t end = std::min(typed.find_first_of("eE"), typed.size());
  return {std::string(typed.substr(0, sign)), std::string(typed.substr(sign, end - std::min(sign, end))),
          std::string(typed.substr(end))};
}

}  // namespace

Numeral readNumeral(std::string_view typed, bool whole) {
  const auto commas = std::count(typed.begin(), typed.end(), ',');
  if (commas == 0) return {std::string(typed), ""};
  const auto [sign, body, exponent] = partsOf(typed);
  const std::size_t comma = body.find(',');
  const std::size_t point = body.find('.');
  if (comma == std::string::npos) return {std::string(typed), ""};
  if (point != std::string::npos) {
    // "1,234.5": the point says what the commas are. "1.234,5" would be read otherwise by everybody else.
    const std::string_view fraction = std::string_view(body).substr(point + 1);
    if (grouped(std::string_view(body).substr(0, point)) && digits(fraction)) {
      return {sign + without(body, ',') + exponent, ""};
    }
    return {std::string(typed), ""};
  }
  if (grouped(body) && (whole || commas > 1)) return {sign + without(body, ',') + exponent, ""};
  if (commas > 1 || whole) return {std::string(typed), ""};
  const std::string integer = body.substr(0, comma);
  const std::string fraction = body.substr(comma + 1);
  if (!digits(integer) || !digits(fraction)) return {std::string(typed), ""};
  if (grouped(body)) {
    return {std::string(typed), "Is " + body + " a thousand and more, or a decimal? Write " + integer + fraction +
                                    " or " + integer + "." + fraction + "."};
  }
  return {sign + integer + "." + fraction + exponent, ""};
}

std::optional<double> numberIn(std::string_view text) {
  const std::string digits = withHyphens(text);
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end);
  if (digits.empty() || end != digits.c_str() + digits.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string nextNumeral(std::string_view text, int steps) {
  const std::optional<double> value = numberIn(text);
  if (!value) return std::string(text);
  const auto [sign, body, exponent] = partsOf(withHyphens(text));
  const std::size_t point = body.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(body.size() - point - 1);
  const int power = exponent.empty() ? 0 : std::atoi(exponent.c_str() + 1);
  const double next = *value + steps * std::pow(10.0, power - decimals);
  const std::string plain = shortest(rounded(next, 12));
  return withHyphens(exponent.empty() || next == 0 ? plain : shortestPower(rounded(next, 12)));
}

}  // namespace lab::ui
