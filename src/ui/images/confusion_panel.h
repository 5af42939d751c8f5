// What is taken for what: counts or shares a class, and the score on the test images once it was asked for.
#pragma once

#include "ui/images/image_desk.h"

namespace lab::ui {

class ConfusionPanel {
 public:
  void draw(Frame& frame, const Rect& rect, ImageDesk& desk);

 private:
  void drawMatrix(Frame& frame, const Confusion& confusion, ImageDesk& desk);
  void drawScore(Frame& frame, const Confusion& confusion, ImageDesk& desk);
  void drawTest(Frame& frame, const ImageDesk& desk);

  bool shares_ = false;
};

// Where the matrix lies within a width: names left, ten columns, the share of each class that is right.
struct MatrixPlan {
  float names = 0;  // width of the row names
  float cell_w = 0;
  float cell_h = 0;
  float share = 0;  // width of the last column
};
MatrixPlan planMatrix(float width, float height, float names, float share, float least_row);

}  // namespace lab::ui
