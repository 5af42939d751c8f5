// Two weight vectors that score alike, and what each penalty says of them.
#pragma once

#include <array>

#include "ui/kit/frame.h"

namespace lab::ui {

class WeightsExample {
 public:
  void draw(Frame& frame);

 private:
  using Four = std::array<double, 4>;
  static constexpr Four first_w1 = {1, 0, 0, 0};
  static constexpr Four first_w2 = {0.25, 0.25, 0.25, 0.25};

  void drawVector(Frame& frame, const char* name, Four& values);

  Four x_ = {1, 1, 1, 1};
  Four w1_ = first_w1;
  Four w2_ = first_w2;
  double beta_ = 0.5;
};

}  // namespace lab::ui
