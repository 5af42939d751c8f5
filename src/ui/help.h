// The overlay that lists the keys, and the page's own preferences.
#pragma once

#include "ui/frame.h"

namespace lab::ui {

enum class ThemeChoice { automatic, light, dark };

struct Preferences {
  ThemeChoice theme = ThemeChoice::automatic;
  bool explain = true;
  bool help_open = false;
};

// Theme and help, in the corner.
void drawCorner(Frame& frame, const Rect& rect, Preferences& preferences);
// The overlay over the whole page, while it is open.
void drawHelp(Frame& frame, Preferences& preferences);

}  // namespace lab::ui
