// What a race is to be: its runs and how long they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab {

// A race as it is asked for.
struct RacePlan {
  static constexpr std::size_t most_runs = 6;

  std::int64_t steps = 0;
  std::vector<std::string> changes;  // of each run, as given
  std::vector<Settings> settings;
};

// Reads what stands after "race start". Refuses, naming the run: none or more than six, assignments that settings
// refuse, and those that would give a run other weights, data or minibatches than the rest.
Result<RacePlan> planRace(std::string_view text, const Settings& base);

// A race that is worth a look, for settings like these: "effect of the step size" and others.
struct ReadyRace {
  std::string_view name;
  std::string_view question;
  std::string command;  // "race start …"
};
std::vector<ReadyRace> readyRaces(const Settings& base);

}  // namespace lab
