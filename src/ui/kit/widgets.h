// The controls that panels are made of. Each draws at the cursor, with the theme of the frame, and tells what was done.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/button.h"
#include "ui/kit/icons.h"
#include "ui/kit/panel.h"
#include "ui/kit/text.h"
#include "ui/kit/tip.h"

namespace lab::ui {

// Exclusive choices side by side; returns the newly chosen one. One control for the keyboard: left and right choose.
std::optional<int> segmented(Frame& frame, const char* id, std::span<const char* const> labels, int selected,
                             float width, float height = 0);

// A small on/off pill with a label.
bool chip(Frame& frame, const char* id, std::string_view label, bool on, std::string_view tip, bool enabled = true);
float chipWidth(const Frame& frame, std::string_view label);
// A switch that fills the row, label left; true when it was flipped.
bool toggleRow(Frame& frame, const char* id, std::string_view label, bool on);

// Where a slider at `t` goes by so many steps of the keyboard.
using Nudge = std::function<float(float t, int steps)>;
// A slider over 0 to 1; `t` changes while dragging. True in frames in which it changed. Without `nudge` an arrow key
// moves it by a fiftieth.
bool slider(Frame& frame, const char* id, float& t, float width, const Nudge& nudge = {});

// What a field with this text shows after a step up (1) or down (−1).
using Stepper = std::function<std::string(std::string_view text, int steps)>;
// A one-line text field that shows `value`; the text that was entered, once it was (Enter, Tab, or leaving the field).
// Escape puts back what stood there, and ends a complaint. With `stepper` the arrows up and down enter what it says.
// Blanks are dropped unless they belong to what is typed.
std::optional<std::string> field(Frame& frame, const char* id, std::string_view value, float width, bool wrong = false,
                                 bool blanks = false, const Stepper& stepper = {});

// What a list needs to show this entry whole.
float choiceWidth(const Frame& frame, std::string_view entry);
// A list that opens below; returns the newly chosen entry. Closed it shows the selected one, or without one
// `otherwise`.
std::optional<int> choice(Frame& frame, const char* id, std::span<const std::string> entries, int selected, float width,
                          std::string_view otherwise = "Custom");

// Heading of a fold; flips `open` when clicked.
void fold(Frame& frame, const char* id, std::string_view title, bool& open);

// Label on the left of a row; leaves the cursor where a control of this width starts, at the right edge. With the key
// of a term (ui/kit/terms.h) it opens the term's card.
void rowLabel(Frame& frame, std::string_view label, float control_width, std::string_view term = {});

}  // namespace lab::ui
