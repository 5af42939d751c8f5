// The checks before a run is believed: its gradient, loops against matrix products, and three sanity checks.
#pragma once

#include "ui/kit/frame.h"
#include "ui/study/gradient_panel.h"

namespace lab::ui {

class ChecksPanel {
 public:
  // At the cursor, in the whole region.
  void draw(Frame& frame);

 private:
  void drawParts(Frame& frame);

  int part_ = 0;  // gradient, naive against vectorized, sanity
  GradientPanel gradient_;
};

}  // namespace lab::ui
