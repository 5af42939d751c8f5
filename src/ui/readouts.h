// Where the run stands, in the bar at the top: iteration, loss, accuracy, epoch. Figures keep their places.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ui/kit/frame.h"

namespace lab::ui {

struct Readout {
  std::string label;
  std::array<std::string, 2> values;  // side by side one a model; otherwise the second is empty
  std::string widest;                 // the width that is kept for one value
  std::string brief;                  // the label where there is little room
  bool bad = false;
};

// The most important first. After a divergence they say where it happened instead of a loss that is no number.
std::vector<Readout> readoutsOf(const Snapshot& snapshot);

void drawReadouts(Frame& frame, const Rect& rect);

}  // namespace lab::ui
