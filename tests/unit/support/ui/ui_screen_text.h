// The words on the screen, read back from the quads that were drawn: what a test sees is what a visitor sees.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/layout/layout.h"

namespace lab::ui {

// Where these words stand in the frame that was drawn last, in the order of drawing. Blanks and line ends do not count;
// letters that lie outside of their panel are not there.
std::vector<Rect> findText(std::string_view words);
// The first of those places.
std::optional<Rect> placeOf(std::string_view words);
// All letters, in the order of drawing, without blanks.
std::string screenLetters();
// True if they stand anywhere.
bool says(std::string_view words);
// True if something was painted over a part of these words, wherever they stand, after they were written.
bool paintedOver(std::string_view words);

}  // namespace lab::ui
