// A row of the table of settings: what a setting is called, what it may be, how it is chosen on the screen and
// explained there. Values; the table of them all is in lab/settings/settings_table.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lab/settings/scale.h"
#include "lab/settings/settings.h"

namespace lab {

// What a change of one setting does to a run that is under way.
enum class Effect : std::uint8_t {
  look,      // nothing: it says which of the two models is on the screen
  live,      // acts from the next step on; parameters and iteration stay
  new_run,   // same data, parameters initialized afresh, iteration 0
  new_data,  // data drawn afresh, and a new run on it
};

// Under which heading the documents list it.
enum class SettingGroup : std::uint8_t { data, images, model, loss, update, steps };

// How a panel's row lets it be chosen.
enum class Control : std::uint8_t {
  elsewhere,  // by pictures or buttons that a panel has for it alone
  slider,     // with a field for the exact number
  field,
  segments,  // named values side by side
  list,      // named values in a list that opens
  toggle,    // off and on
  usual,     // the usual numbers side by side
};

// What a card of the screen says: one to three sentences for a student; the formula, where a name in braces stands for
// a number of the moment (ui/kit/terms.h); and what too little or too much of it looks like.
struct CardWords {
  std::string_view text = {};
  std::string_view now = {};
  std::string_view signs = {};
};

// A value that has a name: as it is typed, and as people read it. Both are literals, so that they end in a zero byte.
struct ValueName {
  std::string_view text;   // "replace"
  std::string_view title;  // "with replacement"
  double value = 0;        // as the row's get and set have it
  CardWords words = {};    // what a card adds while it is chosen
};

// All that a front end needs to offer, explain and check a setting; its default is that of its member in Settings.
// Every value is a double while it is read and written: whole numbers of 32 bits, choices and switches fit exactly.
struct SettingInfo {
  std::string_view key;        // "batch": what is typed in an address or a terminal
  std::string_view title;      // "Batch size": what people read
  std::string_view unit = {};  // of a number, in the plural: "epochs"; empty: none
  std::string_view meaning;    // one line, as the terminal lists it
  SettingGroup group = {};
  Effect effect = Effect::live;
  double (*get)(const Settings&) = nullptr;
  void (*set)(Settings&, double) = nullptr;
  bool whole = false;
  double low = 1, high = 0;               // the numbers that are allowed; low above high: none but the named values
  std::span<const ValueName> names = {};  // of a choice all its values; of a number those that have a name
  Control control = Control::field;
  Scale scale = {};                        // of a slider
  std::optional<Scale> images_scale = {};  // where that of images is another
  std::span<const int> usual = {};         // of Control::usual
  std::span<const int> images_usual = {};  // for images
  CardWords words = {};

  bool takesNumbers() const { return low <= high; }
};

}  // namespace lab
