// Icons drawn with lines and polygons, so that they are sharp at every size and density.
#pragma once

#include "ui/kit/theme.h"

namespace lab::ui {

enum class Icon {
  play,
  pause,
  step,
  back,
  reset,
  sun,
  moon,
  half,
  help,
  chevron_down,
  chevron_right,
  tick,
  close,
  dice,
  flask,
  undo,
  redo,
  link
};

// Draws the icon centred at `center` within a square of `size`.
void drawIcon(ImDrawList& list, Icon icon, ImVec2 center, float size, Color color);

}  // namespace lab::ui
