// A part of a panel with a width of its own, as high as its contents: what stands beside something else.
#pragma once

namespace lab::ui {

// At the cursor; `width` in ImGui's units. What is drawn between the two sees a region of this width.
void beginColumn(const char* id, float width);
void endColumn();

// Fills up what was drawn since `top` (ImGui::GetCursorPosY() then) to so much height, so that what comes and goes
// there moves nothing below it.
void keepHeight(float top, float height);

}  // namespace lab::ui
