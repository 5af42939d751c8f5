// Rows of a panel: label, control and exact entry. A setting's row is drawn as the table of settings says
// (SettingInfo::control), so that a panel lists keys.
#pragma once

#include <initializer_list>
#include <string_view>

#include "lab/settings/setting_info.h"
#include "ui/kit/scale.h"
#include "ui/kit/widgets.h"

namespace lab::ui {

// The setting's row; what was chosen is posted. While training runs, a slider that begins a new run counts when it is
// let go, and so does one that draws much data anew. Precondition: a key of the table, with a control.
void settingRow(Frame& frame, std::string_view key);
void settingRows(Frame& frame, std::initializer_list<std::string_view> keys);

// The setting's field under another label.
void postField(Frame& frame, const char* key, const char* label);
// Its list under another label, its values under other names.
void postList(Frame& frame, const char* key, const char* label, std::span<const std::string> names);

// "Warm-up (epochs)": the title, with the unit where the title does not say it.
std::string rowTitle(std::string_view key);
// Of its slider: that of images is another for some.
Scale scaleOf(const SettingInfo& setting, Mode mode);

// When a slider's value counts: on the way, or when it is let go, for what takes long to follow.
enum class Counts { at_once, on_release };

// Label, slider and field on one line. Returns the text that was chosen in this frame, by slider or typed; the arrow
// keys step both along the scale (stepped, ui/kit/scale.h).
std::optional<std::string> numberRow(Frame& frame, const char* key, std::string_view label, std::string_view value,
                                     const Scale& scale, Counts counts = Counts::at_once);

// The same without a slider.
std::optional<std::string> fieldRow(Frame& frame, const char* key, std::string_view label, std::string_view value);
// Label above, segments across the whole width.
std::optional<int> segmentRow(Frame& frame, const char* key, std::string_view label, std::span<const char* const> names,
                              int selected);

}  // namespace lab::ui
