// Settings as people write them: "key=value key=value". What is refused, and in which words.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab {

// Applies "key=value" assignments, separated by '&', white space or new lines, to `base`, left to right.
// "preset=NAME" replaces every setting by the preset's. All or nothing: at the first unknown key or bad value the
// error names key, value and what is allowed; a key that is given twice and a blank beside the = are refused as well,
// and settings whose steps would take too long together (lab/settings/numerical_cost.h).
Result<Settings> withAssignments(const Settings& base, std::string_view text);

// The mode of `base` after the assignments, whether or not they are allowed there; unchanged by text that is refused.
Mode modeAfter(const Settings& base, std::string_view text);

// True if the text sets a preset.
bool namesPreset(std::string_view text);

// One assignment of a text; without a '=' all of it is the key.
struct Assignment {
  std::string_view key, value;
};
// As they stand in the text, whether or not they are allowed.
std::vector<Assignment> assignmentsIn(std::string_view text);

// As withAssignments, but for the cost of a step.
Result<Settings> withAssignmentsAtAnyCost(const Settings& base, std::string_view text);

}  // namespace lab
