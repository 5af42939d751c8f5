// What the data set is drawn from. Every change acts at once: what the panel says is what is shown and trained.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

class DataPanel {
 public:
  // At the cursor, as wide as the region; under a heading that folds it, where no tab names it.
  void draw(Frame& frame, bool heading);
  // Draws other points of the same kind, from the next seed.
  static void newSample(const Frame& frame);

 private:
  void drawShapes(Frame& frame);

  bool open_ = true;
};

}  // namespace lab::ui
