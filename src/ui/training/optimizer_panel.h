// How a gradient becomes a step: update rule, its numbers, and the learning rate's schedule. All of it acts at once.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

class OptimizerPanel {
 public:
  // At the cursor, under a heading that folds it.
  void draw(Frame& frame);

 private:
  bool open_ = false;
};

}  // namespace lab::ui
