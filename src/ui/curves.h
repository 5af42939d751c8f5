// Loss and accuracy over the iterations, of one run or of two side by side.
#pragma once

#include <span>

#include "ui/frame.h"
#include "ui/plot.h"

namespace lab::ui {

class CurvesPanel {
 public:
  void drawLoss(Frame& frame, const Rect& rect);
  void drawAccuracy(Frame& frame, const Rect& rect);

 private:
  bool log_x_ = false;
  bool log_y_ = false;
};

// Holds the curves and the reference; infinities are left out. A linear axis lets an early spike leave the plot, or
// nothing else could be read, and after a divergence the way to it.
Axis lossAxis(std::span<const Series> curves, double reference, bool logarithmic, bool diverged = false);

}  // namespace lab::ui
