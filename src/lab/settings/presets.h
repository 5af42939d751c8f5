// Whole settings under one name, and which of them are two models' answers to the same question.
#pragma once

#include <span>
#include <string_view>

#include "lab/settings/settings.h"

namespace lab {

// The author's session drew other numbers between the data and the weights: this many normals. Found by search; with
// them every printed digit comes back.
inline constexpr int linear_init_skip = 18;
inline constexpr int two_layer_init_skip = 24;

struct Preset {
  std::string_view name;     // "notes_linear": what is typed
  std::string_view title;    // "Course: linear": what people read
  std::string_view meaning;  // one line, as the terminal lists it
  Settings settings;
  Index images = 0;  // to learn from and to validate on that its figures were measured with; 0: however many there are
  bool either_model = false;   // it is as much the other model's
  std::string_view pair = {};  // what it is called together with the other model's, when both are on the screen
};
// In the order in which they are offered; the first of each mode is what it opens with.
std::span<const Preset> presets();
// Null: there is no such preset.
const Preset* findPreset(std::string_view name);
// Precondition: the name is a preset's.
Settings presetSettings(std::string_view name);
// The preset that these settings of one run are, its model included; null: none. How numbers are rounded and what else
// is on the screen make no other.
const Preset* presetOf(const Settings& settings);
// What the runs on the screen are called, one or two: their preset's title, or their pair's. Empty: no preset's.
std::string_view presetTitle(std::span<const Settings> shown);

// The same settings for the other model. Presets that belong together map to each other: the published runs, whose
// weights start at different places of the random stream, so that side by side both come out to the printed digit; and
// the images' softmax classifier and two-layer net, which need different learning rates.
Settings withModel(const Settings& settings, ModelKind model);

}  // namespace lab
