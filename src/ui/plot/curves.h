// Loss and accuracy over the iterations, of one run or of two side by side.
#pragma once

#include <optional>
#include <span>

#include "ui/kit/frame.h"
#include "ui/plot/plot.h"

namespace lab::ui {

class CurvesPanel {
 public:
  void drawLoss(Frame& frame, const Rect& rect);
  void drawAccuracy(Frame& frame, const Rect& rect);

 private:
  std::optional<bool> log_x_;  // as the visitor chose it
  bool log_y_ = false;
};

// Whether the iterations' axis is logarithmic: as was chosen, else always, since the interesting part of a run of any
// length is its beginning, but for a published run up to the end of its table.
bool logarithmicIterations(const Snapshot& snapshot, std::optional<bool> chosen);
// From 0 or 1 to a round number beyond the run; it grows in steps, so that the plot stands still in between. The next
// published value is always in sight, and all of a short published run.
Axis iterationAxis(const Snapshot& snapshot, bool logarithmic);

// Holds the curves and the reference; infinities are left out. A linear axis lets an early spike leave the plot, or
// nothing else could be read, and after a divergence the way to it.
Axis lossAxis(std::span<const Series> curves, double reference, bool logarithmic, bool diverged = false);

}  // namespace lab::ui
