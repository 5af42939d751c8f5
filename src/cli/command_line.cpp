#include "cli/command_line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <ostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

// Levenshtein's distance: least number of letters inserted, deleted or replaced.
std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

// Null: there is none.
const OptionSpec* findOption(std::span<const OptionSpec> known, std::string_view name) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.name == name; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view nearest;
  std::size_t least = std::max<std::size_t>(1, (word.size() + 1) / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = editDistance(word, candidate);
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest.empty() ? std::string() : " Did you mean " + quoted(nearest) + "?";
}

Result<ParsedArguments> ParsedArguments::parse(Arguments arguments, std::span<const OptionSpec> known) {
  ParsedArguments parsed;
  parsed.known_ = known;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    if (!argument.starts_with("-")) {
      if (equals == std::string::npos) return Error{quoted(argument) + " is neither an option nor key=value."};
      addTo(parsed.assignments_, argument, "&");
      continue;
    }
    Option option{.name = argument.substr(0, equals), .value = {}};
    const OptionSpec* spec = findOption(known, option.name);
    if (spec == nullptr) {
      std::vector<std::string_view> names{"--help"};
      for (const OptionSpec& one : known) names.push_back(one.name);
      return Error{"Unknown option " + quoted(option.name) + "." + suggestion(option.name, names)};
    }
    if (spec->takesValue() && equals != std::string::npos) {
      option.value = argument.substr(equals + 1);
    } else if (spec->takesValue()) {
      if (i + 1 == arguments.size()) return Error{option.name + " needs a value after it."};
      option.value = arguments[++i];
    } else if (equals != std::string::npos) {
      return Error{option.name + " takes no value, but " + quoted(argument.substr(equals + 1)) + " was given."};
    }
    parsed.options_.push_back(std::move(option));
  }
  return parsed;
}

bool ParsedArguments::has(std::string_view option) const {
  return std::any_of(options_.begin(), options_.end(), [&](const Option& one) { return one.name == option; });
}

const std::string& ParsedArguments::text(std::string_view option) const {
  return std::find_if(options_.begin(), options_.end(), [&](const Option& one) { return one.name == option; })->value;
}

Result<double> ParsedArguments::number(std::string_view option, std::optional<double> fallback) const {
  const NumberRange& range = *findOption(known_, option)->range;
  std::optional<double> number = fallback ? fallback : range.fallback;
  const auto end = [&](double value) {
    return range.whole ? std::to_string(static_cast<std::int64_t>(value)) : numberText(value);
  };
  for (const Option& one : options_) {
    if (one.name != option) continue;
    double value = 0;
    const bool good = readNumber(one.value, value) && value >= range.low && value <= range.high;
    if (!good || (range.whole && value != std::floor(value))) {
      return Error{one.name + " is " + quoted(one.value) + "; it must be a " + (range.whole ? "whole " : "") +
                   "number from " + end(range.low) + " to " + end(range.high) + "."};
    }
    number = value;
  }
  return *number;
}

Result<std::int64_t> ParsedArguments::wholeNumber(std::string_view option, std::optional<double> fallback) const {
  const Result<double> value = number(option, fallback);
  if (!value) return value.failure();
  return static_cast<std::int64_t>(value.value());
}

Result<Settings> settingsFrom(const Settings& base, std::string_view assignments) {
  const Result<Settings> result = withAssignments(base, assignments);
  if (result) return result;
  // The library's message lists every key; a person who mistyped one wants the one that was meant.
  std::vector<std::string_view> keys{"preset"};
  for (const SettingInfo& info : settingInfos()) keys.push_back(info.key);
  for (const std::string_view assignment : words(assignments, between_assignments)) {
    const std::size_t equals = assignment.find('=');
    const std::string_view key = assignment.substr(0, equals);
    if (equals == std::string_view::npos || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    // Only if that key is what was refused: an earlier bad value stopped the reading before it.
    if (result.error().find(quoted(key)) == std::string::npos) break;
    return Error{result.error() + suggestion(key, keys)};
  }
  return result;
}

ExitCode usageError(Terminal& terminal, std::string_view command, std::string_view message) {
  const std::string program = command.empty() ? std::string("lab") : "lab " + std::string(command);
  terminal.err << program << ": " << printable(message) << "\nTry '" << program << " --help'.\n";
  return usage_error;
}

std::string formatted(const char* format, double value) {
  std::array<char, 64> text;
  const int length = std::snprintf(text.data(), text.size(), format, value);
  return {text.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(text.size()) - 1))};
}

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// Asked anew each time: windows change.
std::size_t terminalColumns() {
  constexpr std::size_t usual = 80;
  winsize window{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0;
  return known ? window.ws_col : usual;
}

std::string fitted(std::string_view text, std::size_t columns) {
  // The last column stays free: some terminals go to the next line when it is filled.
  const std::size_t room = columns > 1 ? columns - 1 : 1;
  std::string start;
  std::size_t count = 0;
  for (std::string_view rest = text; !rest.empty(); ++count) {
    if (count == room) return start + "…";
    const std::string_view next = rest.substr(0, firstCharacter(rest).bytes);
    if (count + 1 < room) start += next;
    rest.remove_prefix(next.size());
  }
  return std::string(text);
}

void Progress::show(std::string_view text) {
  if (!terminal_.show_progress) return;
  terminal_.err << "\r\033[K" << fitted(text, terminalColumns()) << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) terminal_.err << "\r\033[K" << std::flush;
  shown_ = false;
}

}  // namespace lab::cli
