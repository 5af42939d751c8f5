// What is minimized: the loss in its forms, the penalties on large weights, and the formula in force with its numbers.
// All of it acts at once, and keeps the weights.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

class ObjectivePanel {
 public:
  // At the cursor: what everybody uses, and the rest under a fold.
  void draw(Frame& frame);

 private:
  bool forms_open_ = false;
};

}  // namespace lab::ui
