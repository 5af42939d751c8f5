// Breaking text into lines at blanks. Dear ImGui breaks at every point and comma as well, and tears "0.001" apart.
#pragma once

#include <string>
#include <string_view>

#include "ui/kit/im.h"

namespace lab::ui {

// The text with line ends where it would exceed `width` (ImGui's units, at the current font). A number stays in one
// piece, its exponent and per cent sign included, and so do a number and the unit after it. Only a word that is wider
// than a whole line is broken inside, beside its numbers as far as they leave a place.
std::string wrapped(std::string_view text, float width);
// What the wrapped text covers.
ImVec2 wrappedSize(std::string_view text, float width);

}  // namespace lab::ui
