#include "lab/study/search_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr double most_steps = 1e6;
constexpr int usual_side = 4;  // of a grid
constexpr double most_side = 400;
constexpr double most_seed = 4294967295.0;

constexpr std::array<std::string_view, 8> keys{"lr", "l2", "l1", "grid", "random", "seed", "steps", "preset"};

using Words = std::map<std::string_view, std::string_view>;

std::string assignmentOf(std::string_view key, std::string_view value) {
  return std::string(key) + "=" + std::string(value);
}

bool readWhole(std::string_view text, double low, double high, double& value) {
  return readNumber(text, value) && value >= low && value <= high && value == std::floor(value);
}

// "Learning rate", "Grid".
std::string titled(std::string_view key) {
  if (const SettingInfo* info = findSetting(key); info != nullptr && key != "seed") return std::string(info->title);
  std::string word(key);
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

Status takeWord(std::string_view word, Words& words) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos)
    return Error{quoted(word) + " is not of the form key=value.", inQuotes(word) + " is not a setting with a value."};
  const std::string_view key = word.substr(0, equals);
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
    return Error{quoted(word) + " is no part of a search. It takes lr and l2 (or l1), grid or random with " +
                     "seed, steps, and preset; other settings are set before.",
                 "A search varies the learning rate and one penalty; other settings are set before."};
  }
  if (!words.emplace(key, word.substr(equals + 1)).second)
    return Error{std::string(key) + " is given twice.", titled(key) + " is given twice."};
  return Done{};
}

Status readWords(std::string_view text, Words& words) {
  for (const std::string_view word : lab::words(text, between_assignments)) {
    if (Status taken = takeWord(word, words); !taken) return taken;
  }
  return Done{};
}

// The preset's settings and what belongs to it, where the text does not say otherwise.
Status takePreset(Words& words, SearchPlan& plan) {
  const auto named = words.find("preset");
  if (named == words.end()) return Done{};
  const std::string_view search = presetSearch(named->second);
  if (search.empty()) {
    const std::string names = joined(searchPresets(), " and ");
    return Error{assignmentOf("preset", named->second) + " has no search that belongs to it; " + names +
                     " have. To search about another preset's values, set it before.",
                 "This preset has no search of its own. Choose it first, then search."};
  }
  plan.preset = named->second;
  plan.base = presetSettings(named->second);
  Words usual;
  const Status read = readWords(search, usual);
  if (words.contains("l1")) usual.erase("l2");
  words.merge(usual);
  return read;
}

Status conflicts(const Words& words) {
  if (words.contains("l1") && words.contains("l2")) {
    return Error{"A search has two axes, the learning rate and one penalty: give l2 or l1, not both.",
                 "A search has two axes, the learning rate and one penalty: L2 or L1, not both."};
  }
  if (words.contains("grid") && words.contains("random")) {
    return Error{"A search is a grid or random: give grid or random, not both.",
                 "A search is a grid or random, not both."};
  }
  if (words.contains("seed") && !words.contains("random")) {
    return Error{"seed is for a random search, as in random=16 seed=0; a grid draws nothing.",
                 "A seed is for a random search: a grid draws nothing."};
  }
  if (!words.contains("lr") && !words.contains("l1") && !words.contains("l2")) {
    return Error{"There is nothing to search: give a range, as in lr=1e-4..1 l2=1e-5..0.1.",
                 "There is nothing to search: give a range of learning rates or penalties."};
  }
  return Done{};
}

// The axis as given, or the value in force.
Status takeAxis(const Words& words, std::string_view key, const Settings& base, SearchAxis& axis) {
  const auto given = words.find(key);
  const std::string in_force = valueText(base, key);
  Result<SearchAxis> read = readAxis(key, given == words.end() ? in_force : given->second);
  if (!read) return read.failure();
  axis = std::move(read.value());
  // The settings' own table says what they may be.
  for (const double end : {axis.low, axis.high}) {
    const Result<Settings> allowed = withAssignments(base, assignmentOf(key, numberText(end)));
    if (!allowed) return allowed.failure();
  }
  return Done{};
}

Status takeSteps(const Words& words, SearchPlan& plan) {
  const auto given = words.find("steps");
  if (given == words.end()) return Done{};
  double steps = 0;
  if (!readWhole(given->second, 1, most_steps, steps)) {
    return Error{assignmentOf("steps", given->second) +
                     " is no budget: each cell makes so many steps, a whole number from 1 to 1000000.",
                 refusalShown("Steps per cell", "a whole number from 1 to 1,000,000", given->second)};
  }
  plan.steps = static_cast<std::int64_t>(steps);
  return Done{};
}

// How many values the grid has of an axis. `asked`: what stands in grid=.
Result<int> side(std::string_view key, const SearchAxis& axis, std::optional<int> asked) {
  const int listed = static_cast<int>(axis.values.size());
  if (!axis.isRange()) {
    if (!asked || *asked == listed) return listed;
    return Error{"grid asks for " + std::to_string(*asked) + " values of " + std::string(key) + ", but " +
                     std::string(key) + "=" + axisText(axis) + " names " + std::to_string(listed) + ".",
                 titled(key) + ": the grid asks for " + std::to_string(*asked) + " values, and " +
                     std::to_string(listed) + " are listed."};
  }
  if (asked.value_or(usual_side) >= 2) return asked.value_or(usual_side);
  return Error{"A range needs two values at least, its ends: " + std::string(key) + "=" + axisText(axis) + " has " +
                   std::to_string(*asked) + " in the grid. For a single value write it in place of the range.",
               titled(key) + ": a range has at least two values in the grid, its ends (you gave " +
                   std::to_string(*asked) + ")."};
}

Status checkCount(std::int64_t cells, std::int64_t most) {
  if (cells <= most) return Done{};
  return Error{"A search has at most " + std::to_string(most) + " cells here, and this one would have " +
               std::to_string(cells) + "."};
}

// A range may be so narrow that there are not as many numbers in it.
Status checkApart(std::string_view key, const SearchAxis& axis, const std::vector<double>& values) {
  if (std::adjacent_find(values.begin(), values.end()) == values.end()) return Done{};
  return Error{std::string(key) + "=" + axisText(axis) + " is too narrow for " + std::to_string(values.size()) +
                   " different values. Give a wider range, or fewer values.",
               titled(key) + ": the range is too narrow for " + std::to_string(values.size()) +
                   " different values. Give a wider range, or fewer values."};
}

Status fillGrid(const Words& words, std::int64_t most_cells, SearchPlan& plan) {
  std::optional<int> columns, rows;
  if (const auto given = words.find("grid"); given != words.end()) {
    const std::size_t by = given->second.find('x');
    double wide = 0, high = 0;
    if (by == std::string_view::npos || !readWhole(given->second.substr(0, by), 1, most_side, wide) ||
        !readWhole(given->second.substr(by + 1), 1, most_side, high)) {
      return Error{
          assignmentOf("grid", given->second) +
              " is no grid: write learning rates x strengths, two whole numbers from 1 to 400, as in grid=4x4.",
          refusalShown("Grid", "two whole numbers from 1 to 400", given->second)};
    }
    columns = static_cast<int>(wide);
    rows = static_cast<int>(high);
  }
  const Result<int> width = side("lr", plan.lr, columns);
  if (!width) return width.failure();
  const Result<int> height = side(plan.key, plan.strength, rows);
  if (!height) return height.failure();
  const Status few_enough = checkCount(std::int64_t{width.value()} * height.value(), most_cells);
  if (!few_enough) return few_enough;
  plan.rates = plan.lr.isRange() ? logSpaced(plan.lr.low, plan.lr.high, width.value()) : plan.lr.values;
  plan.strengths =
      plan.strength.isRange() ? logSpaced(plan.strength.low, plan.strength.high, height.value()) : plan.strength.values;
  const Status apart = checkApart("lr", plan.lr, plan.rates);
  if (!apart) return apart;
  const Status strengths_apart = checkApart(plan.key, plan.strength, plan.strengths);
  if (!strengths_apart) return strengths_apart;
  for (const double strength : plan.strengths) {
    for (const double lr : plan.rates) plan.cells.push_back({lr, strength});
  }
  return Done{};
}

Status fillRandom(const Words& words, std::int64_t most_cells, SearchPlan& plan) {
  const std::string_view asked = words.at("random");
  double count = 0, seed = 0;
  if (!readWhole(asked, 1, 1e6, count)) {
    return Error{assignmentOf("random", asked) + ": it must be a whole number of pairs to try, 1 or more.",
                 refusalShown("Pairs", "a whole number, 1 or more", asked)};
  }
  const Status few_enough = checkCount(static_cast<std::int64_t>(count), most_cells);
  if (!few_enough) return few_enough;
  if (const auto given = words.find("seed"); given != words.end()) {
    if (!readWhole(given->second, 0, most_seed, seed)) {
      return Error{assignmentOf("seed", given->second) + ": the seed must be a whole number from 0 to 4294967295.",
                   refusalShown("Seed", "a whole number from 0 to 4,294,967,295", given->second)};
    }
  }
  for (const auto& [key, axis] : {std::pair(std::string("lr"), &plan.lr), std::pair(plan.key, &plan.strength)}) {
    if (axis->isRange() || axis->values.size() == 1) continue;
    return Error{"A random search draws from ranges, but " + key + "=" + axisText(*axis) + " is a list.",
                 titled(key) + ": a random search draws from a range, and this is a list."};
  }
  if (!plan.lr.isRange() && !plan.strength.isRange()) {
    return Error{"A random search draws from ranges, and none is given: lr=1e-4..1 is one.",
                 "A random search draws from ranges, and none is given."};
  }
  plan.seed = static_cast<std::uint32_t>(seed);
  NumpyRandom random(*plan.seed);
  for (double made = 0; made < count; ++made) {
    const double lr = drawFrom(plan.lr, random);
    plan.cells.push_back({lr, drawFrom(plan.strength, random)});
  }
  return Done{};
}

}  // namespace

Result<SearchPlan> planSearch(std::string_view text, const Settings& base, std::int64_t most_cells) {
  SearchPlan plan;
  plan.base = base;
  Words words;
  Status status = readWords(text, words);
  if (status) status = takePreset(words, plan);
  if (status) status = conflicts(words);
  plan.base.side_by_side = false;
  plan.key = words.contains("l1") ? "l1" : "l2";
  if (status) status = takeAxis(words, "lr", plan.base, plan.lr);
  if (status) status = takeAxis(words, plan.key, plan.base, plan.strength);
  if (status) status = takeSteps(words, plan);
  if (status)
    status = words.contains("random") ? fillRandom(words, most_cells, plan) : fillGrid(words, most_cells, plan);
  if (!status) return status.failure();
  return plan;
}

Settings cellSettings(const SearchPlan& plan, std::size_t cell) {
  Settings settings = plan.base;
  settings.lr = plan.cells[cell].lr;
  (plan.key == "l1" ? settings.l1 : settings.l2) = plan.cells[cell].strength;
  return settings;
}

std::string adoptText(const SearchPlan& plan, std::size_t cell) {
  const SearchPoint& point = plan.cells[cell];
  return (plan.preset.empty() ? "" : "preset=" + plan.preset + "&") + "lr=" + numberText(point.lr) + "&" + plan.key +
         "=" + numberText(point.strength);
}

bool isSearchKey(std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

}  // namespace lab
