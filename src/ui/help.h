// The page behind the question mark, the corner that leads to it, and the page's own preferences.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

enum class ThemeChoice { automatic, light, dark };

// What the help asks of the cards of a first visit (ui/cards.h).
enum class FirstSteps { as_they_are, again, as_on_a_first_visit };

struct Preferences {
  ThemeChoice theme = ThemeChoice::automatic;
  bool explain = true;
  bool help_open = false;
  int help_age = 0;  // frames since it was opened
  FirstSteps first_steps = FirstSteps::as_they_are;
  bool starting_over = false;  // "Start over" was pressed once and waits for its confirmation
};

// Undo and help, in the corner; where there is room redo and theme as well.
void drawCorner(Frame& frame, const Rect& rect, Preferences& preferences, bool run_is_hidden);
// Over the whole page, while it is open.
void drawHelp(Frame& frame, Preferences& preferences);

}  // namespace lab::ui
