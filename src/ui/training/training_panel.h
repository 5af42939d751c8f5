// How the model learns: live settings act at once, the others say that they restart the run.
#pragma once

#include "ui/kit/frame.h"
#include "ui/kit/time_left.h"
#include "ui/training/objective_panel.h"
#include "ui/training/optimizer_panel.h"

namespace lab::ui {

class TrainingPanel {
 public:
  // At the cursor, as wide as the region; under a heading that folds it, where no tab names it.
  void draw(Frame& frame, bool heading);

 private:
  void drawPresets(Frame& frame);
  void drawEpoch(Frame& frame);
  void drawSteps(Frame& frame);
  void drawModel(Frame& frame);

  ObjectivePanel objective_;
  OptimizerPanel optimizer_;
  Countdown countdown_;
  bool open_ = true;
  bool model_open_ = false;
};

}  // namespace lab::ui
