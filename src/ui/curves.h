// Loss and accuracy over the iterations, of one run or of two side by side.
#pragma once

#include "ui/frame.h"

namespace lab::ui {

class CurvesPanel {
 public:
  void drawLoss(Frame& frame, const Rect& rect);
  void drawAccuracy(Frame& frame, const Rect& rect);

 private:
  bool log_x_ = false;
  bool log_y_ = false;
};

}  // namespace lab::ui
