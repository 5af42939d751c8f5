// What a setting is called and what it may be: values. The table of them all is in lab/settings/settings_table.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lab {

// What a change of one setting does to a run that is under way.
enum class Effect {
  look,      // nothing: it says which of the two models is on the screen
  live,      // acts from the next step on; parameters and iteration stay
  new_run,   // same data, parameters initialized afresh, iteration 0
  new_data,  // data drawn afresh, and a new run on it
};

// A value that has a name: as it is typed, and as people read it. Both are literals, so that they end in a zero byte.
struct ValueName {
  std::string_view text;   // "replace"
  std::string_view title;  // "with replacement"
};

// One row of the settings table: all that a front end needs to offer, explain and check a setting.
struct SettingInfo {
  std::string_view key;      // "batch": what is typed in an address or a terminal
  std::string_view title;    // "Batch size": what people read
  std::string_view unit;     // of a number, in the plural: "epochs"; empty: none
  std::string_view meaning;  // one line, as the terminal lists it
  Effect effect;
  std::string allowed;           // "a whole number from 1 to 2000", "linear or two_layer"
  std::string allowed_shown;     // the same for people: "a whole number from 1 to 2,000", "linear or two-layer"
  std::vector<ValueName> names;  // of a choice all its values; of a number those that have a name
};

}  // namespace lab
