#include "lab/study/search_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr std::string_view range_mark = "..";

double threeDigits(double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.2e", value);
  double out = value;
  (void)readNumber(text.data(), out);
  return out;
}

double between(double low, double high, double share) {
  return std::exp(std::log(low) + share * (std::log(high) - std::log(low)));
}

// "fast–1" of "fast..1".
std::string ends(std::string_view text) {
  std::string shown(text);
  if (const std::size_t mark = shown.find(range_mark); mark != std::string::npos) {
    shown.replace(mark, range_mark.size(), " to ");
  }
  return shown;
}

Error noNumber(std::string_view key, std::string_view text) {
  return {std::string(key) + "=" + std::string(text) + ": a range is LOW..HIGH, as in " + std::string(key) +
              "=1e-4..1, and single values are separated by commas, as in " + std::string(key) + "=0.01,0.1.",
          refusalShown(settingTitle(key), "two numbers, the least and the greatest", ends(text))};
}

Result<SearchAxis> readRange(std::string_view key, std::string_view text, std::size_t mark) {
  SearchAxis axis;
  if (!readNumber(text.substr(0, mark), axis.low) || !readNumber(text.substr(mark + range_mark.size()), axis.high)) {
    return noNumber(key, text);
  }
  const std::string name = std::string(key) + "=" + std::string(text);
  const std::string title(settingTitle(key));
  if (!(axis.low > 0 && axis.high > 0)) {
    return Error{name +
                     ": a range is cut on a logarithmic scale, so both ends must be above 0. Single values may be 0: " +
                     std::string(key) + "=0,0.1.",
                 title + ": both ends must be above 0, for the range is cut on a logarithmic scale."};
  }
  if (axis.low > axis.high) {
    return Error{name + " is upside down: it begins at " + numberText(axis.low) + " and ends below, at " +
                     numberText(axis.high) + ". Write " + std::string(key) + "=" + numberText(axis.high) + ".." +
                     numberText(axis.low) + ".",
                 title + ": the least value, " + shownNumber(axis.low) + ", is above the greatest, " +
                     shownNumber(axis.high) + "."};
  }
  if (axis.low == axis.high) {
    return Error{name + " has the same number at both ends. For a single value write " + std::string(key) + "=" +
                     numberText(axis.low) + ".",
                 title + ": the least and the greatest value are the same, " + shownNumber(axis.low) + "."};
  }
  return axis;
}

bool isDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The number that a list looks like which is written with a decimal comma: "0.5" of "0,5", and "1.05" of "1,05", for
// nobody writes 05. Whoever means the values puts them the other way round. Empty: a plain list.
std::string decimalMeant(std::string_view text) {
  for (std::string_view rest = text; rest.find(',') != std::string_view::npos;) {
    const std::string_view whole = rest.substr(0, rest.find(','));
    rest.remove_prefix(whole.size() + 1);
    const std::string_view decimals = rest.substr(0, rest.find(','));
    const bool zeros = decimals.size() > 1 && decimals[0] == '0';
    if (!isDigits(whole) || !isDigits(decimals) || !(whole == "0" || zeros)) continue;
    return std::string(whole) + "." + std::string(decimals);
  }
  return {};
}

Status askAboutComma(std::string_view key, std::string_view text) {
  const std::string meant = decimalMeant(text);
  if (meant.empty()) return Done{};
  return Error{std::string(key) + "=" + std::string(text) + " is a list, for a comma separates values. Did you mean " +
                   meant + "? Numbers have a decimal point. If the list is meant, put the larger value first.",
               std::string(settingTitle(key)) + ": a comma separates values. Did you mean " + meant +
                   "? Numbers have a decimal point; if the list is meant, put the larger value first."};
}

}  // namespace

Result<SearchAxis> readAxis(std::string_view key, std::string_view text) {
  const std::size_t mark = text.find(range_mark);
  if (mark != std::string_view::npos) return readRange(key, text, mark);
  if (const Status clear = askAboutComma(key, text); !clear) return clear.failure();
  SearchAxis axis;
  for (const std::string_view number : split(text, ',')) {
    double value = 0;
    if (!readNumber(number, value)) return noNumber(key, text);
    axis.values.push_back(value);
  }
  std::sort(axis.values.begin(), axis.values.end());
  const auto twice = std::adjacent_find(axis.values.begin(), axis.values.end());
  if (twice != axis.values.end()) {
    return Error{std::string(key) + "=" + std::string(text) + " has the value " + numberText(*twice) + " twice.",
                 std::string(settingTitle(key)) + ": the value " + shownNumber(*twice) + " is there twice."};
  }
  axis.low = axis.values.front();
  axis.high = axis.values.back();
  return axis;
}

std::string axisText(const SearchAxis& axis) {
  if (axis.isRange()) return numberText(axis.low) + std::string(range_mark) + numberText(axis.high);
  std::string text, reversed;
  for (const double value : axis.values) {
    const std::string number = numberText(value);
    addTo(text, number, ",");
    reversed.insert(0, number + (reversed.empty() ? "" : ","));
  }
  return decimalMeant(text).empty() ? text : reversed;
}

std::vector<double> logSpaced(double low, double high, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(between(low, high, double(i) / double(count - 1)));
  values.front() = low;
  values.back() = high;
  constexpr double apart = 1.1;  // neighbours' ratio from which on three digits tell them from each other
  if (std::pow(high / low, 1.0 / double(count - 1)) < apart) return values;
  for (std::size_t i = 1; i + 1 < values.size(); ++i) values[i] = threeDigits(values[i]);
  return values;
}

double drawFrom(const SearchAxis& axis, NumpyRandom& random) {
  if (!axis.isRange()) return axis.values.front();
  return std::clamp(threeDigits(between(axis.low, axis.high, random.uniform())), axis.low, axis.high);
}

}  // namespace lab
