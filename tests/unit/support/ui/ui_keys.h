// Hands on the keyboard of a page: Tab and chords, where the focus is, and the controls at which Tab stops.
#pragma once

#include <map>
#include <string_view>

#include "ui/kit/focus.h"
#include "ui_harness.h"

namespace lab::ui {

ImGuiContext& context();
// 0: no control shows its ring.
ImGuiID focused();
// Middle of the control with the focus.
ImVec2 place();

void tab(Harness& page, bool back = false);
void chord(Harness& page, ImGuiKey modifier, ImGuiKey key, bool shift = false);
// Tab from the first control until one is right of this label on its row; `nth` of those.
bool tabTo(Harness& page, std::string_view label, int nth = 0);

using Places = std::map<ImGuiID, ImVec2>;
// All controls at which Tab stops, and where they were.
Places tabStops(Harness& page);
// From the first control to this one.
void tabToStop(Harness& page, ImGuiID stop);
// The control is a word that opens a card.
bool isLabel(Harness& page, ImGuiID id);

}  // namespace lab::ui
