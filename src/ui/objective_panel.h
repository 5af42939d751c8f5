// What is minimized: the loss in its forms, the penalties on large weights, and the formula in force with its numbers.
// All of it acts at once, and keeps the weights.
#pragma once

#include "ui/frame.h"

namespace lab::ui {

class ObjectivePanel {
 public:
  // At the cursor: what everybody uses, and the rest under a fold.
  void draw(Frame& frame);

 private:
  bool forms_open_ = false;
};

// The loss in force, with its settings: "L = 1/N Σ −ln p(y) + ½·0.001·ΣW²".
std::string lossFormula(const Settings& settings);

// The same with what it comes to: "0.7869 = 0.7128 data + 0.0741 penalty".
std::string lossSum(const Metrics& now);

// What a model that knows nothing would lose, and why: "ln 3 ≈ 1.0986", "C − 1 = 2", "(C − 1)·Δ² = 0.5".
std::string expectedStartText(const Settings& settings, int classes, double expected);

}  // namespace lab::ui
