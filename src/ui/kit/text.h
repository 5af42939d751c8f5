// Words on the page: text at the cursor in a tone, and text at a place in a draw list.
#pragma once

#include <string_view>

#include "ui/kit/frame.h"

namespace lab::ui {

enum class Tone { body, muted, heading, accent, good, bad };

// Text at the cursor; `wrap` breaks it at the right edge of the region, between words (ui/kit/wrap.h).
void text(const Frame& frame, std::string_view text, Tone tone = Tone::body, bool wrap = false);
// An explanatory paragraph, muted; nothing when explanations are hidden.
void prose(const Frame& frame, std::string_view text);
Color toneColor(const Frame& frame, Tone tone);
// Width of text in ImGui's units, at the current font.
float textWidth(std::string_view text);
// Text with its left, centre or right (align 0, 0.5, 1) at x, vertically centred on y.
void textAt(ImDrawList& list, ImVec2 position, float align, Color color, std::string_view text);
// One line that ends in an ellipsis where it would exceed `width`. True when it was cut.
bool textFitted(ImDrawList& list, ImVec2 position, float width, Color color, std::string_view text);

}  // namespace lab::ui
