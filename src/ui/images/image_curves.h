// Loss of the minibatches, and accuracy on training and validation images.
#pragma once

#include "ui/kit/frame.h"
#include "ui/plot/plot.h"

namespace lab::ui {

class ImageCurves {
 public:
  void drawLoss(Frame& frame, const Rect& rect);
  void drawAccuracy(Frame& frame, const Rect& rect);

 private:
  std::optional<bool> log_x_;  // as the visitor chose it
  bool log_y_ = false;
};

// The running mean of a noisy curve: each point keeps `keep` of what came before it, without a pull towards its start.
std::vector<PlotPoint> smoothed(std::span<const PlotPoint> points, double keep);

}  // namespace lab::ui
