// How a layout is made: strips are cut off a rectangle until nothing is left, so that no two of them can overlap.
#pragma once

#include "ui/layout/layout.h"

namespace lab::ui {

inline constexpr float gap = 12;
inline constexpr float header_height = 40;
inline constexpr float tabs_height = 44;
inline constexpr float mode_width = 136;       // two names side by side
inline constexpr float mode_narrow = 92;       // a button with one name
inline constexpr float corner_wide = 194;      // undo, redo, theme, help
inline constexpr float corner_narrow = 92;     // undo, help
inline constexpr float transport_least = 396;  // without the speed

inline constexpr float status_height = 62;  // of the strip below the picture: three lines, or a sentence and a button
inline constexpr float status_small = 56;   // on small screens, side by side only

// Height that one or two pictures want at this width, captions included.
float picturesHeight(const LayoutWish& wish, float width);
// One or two squares at the top of `area`, in its middle, as large as fits.
void placePictures(Layout& layout, const Rect& area, bool side_by_side);

// The arrangements; `page` begins at (0, 0), in design pixels.
void placeColumns(Layout& layout, const LayoutWish& wish, Rect page);
void placeTall(Layout& layout, const LayoutWish& wish, Rect page);
void placeSplit(Layout& layout, const LayoutWish& wish, Rect page);
void placeStacked(Layout& layout, const LayoutWish& wish, Rect page);

}  // namespace lab::ui
