// The surfaces that everything lies on, which scroll by wheel, bar or finger.
#pragma once

#include "ui/frame.h"

namespace lab::ui {

// Begins and ends a panel: a rounded surface with padding that scrolls if its contents are taller, by wheel, bar or
// finger.
void beginPanel(Frame& frame, const char* id, const Rect& rect, bool surface = true, bool scrolls = true);
void endPanel(Frame& frame);
// The rest of a panel, which scrolls by itself below what stays in sight. Ends as a panel.
void beginBody(Frame& frame, const char* id);

}  // namespace lab::ui
