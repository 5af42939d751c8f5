// Words over the page that belong to a control: a tip after a rest of the mouse or the focus on it, and the reason why
// its input was refused. Both stand above or below the control, so that they leave it and its neighbours to the sides
// in sight.
#pragma once

#include <string_view>

#include "ui/kit/frame.h"
#include "ui/kit/im.h"

namespace lab::ui {

// Where a box of this size goes: above `target`, else below, else beside it; always inside the page.
ImVec2 besideTarget(const Frame& frame, const ImRect& target, ImVec2 size);
// A tip for the last item, after 0.6 s; none for touch, and none after a press until mouse or focus have left the item.
void hint(Frame& frame, std::string_view text);
// Asks for the reason of a refusal at the last item, in this frame.
void askBubble(Frame& frame, std::string_view reason);
// Draws the reason that was asked for, over everything.
void drawBubble(Frame& frame);

}  // namespace lab::ui
