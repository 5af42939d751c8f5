// The keys of the page: one table that acts and that the help page shows.
#pragma once

#include <functional>
#include <span>

#include "ui/kit/frame.h"

namespace lab::ui {

struct Preferences;

// What the keys may do beyond posting commands.
struct KeyActions {
  std::function<void()> generate;
  std::function<void()> explore;          // opens and closes the studies
  std::function<void(int)> choose_study;  // by place, from 0; nothing while they are closed
  std::function<void()> close;            // what lies over the picture, else lets go of the point
  bool run_is_hidden = false;             // nothing trains, changes or opens that is not on the screen
};

struct KeyLine {
  const char* key;  // as on the keyboard: "Space", "Ctrl+Z"
  const char* meaning;
};
// All that have a line in the help, in its order.
std::span<const KeyLine> keyLines();

// Reads the keys of this frame. None while a text field or a list has them; Space belongs to the control that shows the
// focus ring, if one does.
void handleKeys(Frame& frame, Preferences& preferences, const KeyActions& actions, int& help_frame);

}  // namespace lab::ui
