// Settings as people write them: "key=value key=value". What is refused, and in which words.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab {

// Assignments that were read: each value by itself is allowed, whatever they are applied to.
struct Assignments {
  std::vector<std::string_view> keys;  // of the settings that get a value, in the order in which they were given
  Settings values;                     // these values
  bool preset = false;                 // a preset was named: `values` is all settings, and `keys` what came after it

  Settings appliedTo(Settings settings) const;
  bool operator==(const Assignments&) const = default;
};

// Reads "key=value" assignments, separated by '&', white space or new lines, left to right. "preset=NAME" replaces
// every setting by the preset's. All or nothing: at the first unknown key or bad value the error names key, value and
// what is allowed; a key that is given twice and a blank beside the = are refused as well.
Result<Assignments> readAssignments(std::string_view text);

// Reads and applies them. Refuses also settings whose steps would take too long together
// (lab/settings/numerical_cost.h).
Result<Settings> withAssignments(const Settings& base, std::string_view text);

// One assignment of a text; without a '=' all of it is the key.
struct Assignment {
  std::string_view key, value;
};
// As they stand in the text, whether or not they are allowed.
std::vector<Assignment> assignmentsIn(std::string_view text);

}  // namespace lab
