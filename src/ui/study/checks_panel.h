// The checks before a run is believed: its gradient, loops against matrix products, and three sanity checks.
#pragma once

#include "ui/study/gradient_panel.h"
#include "ui/study/study_panel.h"

namespace lab::ui {

class ChecksPanel : public StudyPanel {
 public:
  void draw(Frame& frame, View& view) override;

 private:
  void drawParts(Frame& frame);

  int part_ = 0;  // gradient, naive against vectorized, sanity
  GradientPanel gradient_;
};

}  // namespace lab::ui
