// Keys, the overlay that lists them, and the page's own preferences.
#pragma once

#include <functional>

#include "ui/frame.h"

namespace lab::ui {

enum class ThemeChoice { automatic, light, dark };

struct Preferences {
  ThemeChoice theme = ThemeChoice::automatic;
  bool explain = true;
  bool help_open = false;
};

// What the keys may do beyond posting commands.
struct KeyActions {
  std::function<void()> generate;
  std::function<void()> deselect;
};

// Reads the keys of this frame; none while a text field has the focus.
void handleKeys(Frame& frame, Preferences& preferences, const KeyActions& actions, int& help_frame);

// Theme and help, in the corner.
void drawCorner(Frame& frame, const Rect& rect, Preferences& preferences);
// The overlay over the whole page, while it is open.
void drawHelp(Frame& frame, Preferences& preferences);

}  // namespace lab::ui
