// One row of a settings panel: label, slider and exact entry.
#pragma once

#include <string_view>

#include "ui/kit/scale.h"
#include "ui/kit/widgets.h"

namespace lab::ui {

// Label, slider and field on one line. Returns the text that was chosen in this frame, by slider or typed; the arrow
// keys step both along the scale (stepped, ui/kit/scale.h).
std::optional<std::string> numberRow(Frame& frame, const char* key, std::string_view label, std::string_view value,
                                     const Scale& scale);

// The same without a slider.
std::optional<std::string> fieldRow(Frame& frame, const char* key, std::string_view label, std::string_view value);
// Label above, segments across the whole width.
std::optional<int> segmentRow(Frame& frame, const char* key, std::string_view label, std::span<const char* const> names,
                              int selected);

// The same rows for a setting of this key: what was chosen is posted.
void postNumber(Frame& frame, const char* key, const char* label, Scale scale);
void postField(Frame& frame, const char* key, const char* label);
// One of a few values, as segments; `names` are for people.
void postChoice(Frame& frame, const char* key, const char* label, std::span<const char* const> names,
                std::span<const char* const> values);
// The same with what the settings table has: the title as the label, and of a choice the names of its values.
void postNumber(Frame& frame, const char* key, const Scale& scale);
void postField(Frame& frame, const char* key);
void postChoice(Frame& frame, const char* key);
void postList(Frame& frame, const char* key);
void postToggle(Frame& frame, const char* key);
// "Warm-up (epochs)": the title, with the unit where the title does not say it.
std::string rowTitle(std::string_view key);

// One of several, as a list that opens.
void postList(Frame& frame, const char* key, const char* label, std::span<const std::string> names,
              std::span<const char* const> values);

}  // namespace lab::ui
