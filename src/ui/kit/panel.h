// The surfaces that everything lies on, which scroll by wheel, bar or finger.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

struct PanelOptions {
  bool surface = true;  // rounded, with padding; else its contents lie on what is behind it, up to the edges
  bool scrolls = true;  // if its contents are taller, by wheel, bar or finger
};
// A place for a row of controls.
inline constexpr PanelOptions bare_panel{.surface = false, .scrolls = false};

void beginPanel(Frame& frame, const char* id, const Rect& rect, PanelOptions options = {});
void endPanel(Frame& frame);
// The rest of a panel, which scrolls by itself below what stays in sight. False where it would be too low to be read:
// then the panel scrolls as a whole. `endBody` takes the answer.
bool beginBody(Frame& frame, const char* id);
void endBody(Frame& frame, bool begun);
// Whether the wheel at this place, in ImGui's units, would scroll something, downwards or upwards: as of the last
// frame.
bool scrollsAt(float x, float y, bool down);

}  // namespace lab::ui
