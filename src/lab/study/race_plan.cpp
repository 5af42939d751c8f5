#include "lab/study/race_plan.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/assignments.h"
#include "lab/settings/change_words.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr double most_steps = 1e6;

// The first setting in which the two differ though they must not, if a race is to compare like with like.
std::string_view unfairDifference(const Settings& base, const Settings& lane) {
  for (const SettingInfo& info : settingInfos()) {
    const bool draws = info.key == "batch" || info.key == "sampling" || info.key == "flip";
    if (info.effect == Effect::live && !draws) continue;
    if (valueText(base, info.key) != valueText(lane, info.key)) return info.key;
  }
  return {};
}

Result<Settings> laneSettings(std::string_view changes, const Settings& base, const std::string& name) {
  const Result<Settings> lane = withAssignments(base, changes);
  if (!lane) return Error{name + ": " + lane.error(), name + ". " + lane.failure().shown()};
  const std::string_view key = unfairDifference(base, lane.value());
  if (key.empty()) return lane;
  constexpr std::string_view fair =
      "all runs of a race have the same weights to begin with and the same minibatches, so ";
  const std::string same = " must be the same. Change it for all of them before.";
  return Error{name + " (" + std::string(changes) + "): " + std::string(fair) + std::string(key) + same,
               name + ": " + std::string(fair) + titleInSentence(settingTitle(key)) + same};
}

}  // namespace

Result<RacePlan> planRace(std::string_view text, const Settings& base) {
  std::vector<std::string_view> given = split(text, ';');
  for (std::string_view& part : given) part = trimmed(part);
  RacePlan plan;
  double steps = 0;
  if (!readNumber(given[0], steps) || !(steps >= 1 && steps <= most_steps) || steps != std::floor(steps)) {
    return Error{
        "'race start " + std::string(given[0]) +
            "': first comes the number of steps, a whole number from 1 to 1000000, as in 'race start 400; lr=0.1; "
            "lr=1'.",
        refusalShown("Steps", "a whole number from 1 to 1,000,000", given[0])};
  }
  plan.steps = static_cast<std::int64_t>(steps);
  if (given.size() < 2 || given.size() > 1 + RacePlan::most_runs) {
    return Error{"A race has 1 to 6 runs, and " + std::to_string(given.size() - 1) +
                     " were given. They stand after the steps, separated by semicolons.",
                 "A race has 1 to 6 runs, and there are " + std::to_string(given.size() - 1) + "."};
  }
  for (std::size_t i = 1; i < given.size(); ++i) {
    const Result<Settings> lane = laneSettings(given[i], base, "Run " + std::to_string(i));
    if (!lane) return lane.failure();
    plan.changes.emplace_back(given[i]);
    plan.settings.push_back(lane.value());
  }
  return plan;
}

}  // namespace lab
