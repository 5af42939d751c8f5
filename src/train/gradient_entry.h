// What a gradient check says of one parameter: numbers, without the code that finds them.
#pragma once

#include "core/matrix.h"

namespace lab {

// What a relative error says: CS231n notes, "Neural Networks Part 3", gradient checks.
enum class GradientBand {
  happy,          // at most 1e-7
  kinks_only,     // to 1e-4: okay for an objective with kinks, too high for a smooth one
  uncomfortable,  // to 1e-2
  wrong,          // above: usually the gradient is wrong. Also NaN
};

// One parameter: f'(w), four ways.
struct GradientEntry {
  Index index = 0;       // in the flat parameter vector
  double value = 0;      // w
  double analytic = 0;   // by backpropagation
  double forward = 0;    // (f(w + h) - f(w)) / h, the lecture's
  double centered = 0;   // (f(w + h) - f(w - h)) / 2h
  double automatic = 0;  // by automatic differentiation
  // Of the analytic one against each: |a - n| / max(|a|, |n|), 0 if both are 0. The automatic one has no h: it is 0
  // where the two are apart by no more than the rounding of a sum.
  double forward_error = 0;
  double relative_error = 0;  // against the centered one: this is what is judged
  double automatic_error = 0;
  // How far a right gradient may be from the centered difference, in units of f': the rounding of f(w + h) and f(w -
  // h), divided by h, and what the curvature's change adds, as the difference by h/2 tells.
  double blur = 0;
  bool kink = false;  // a hinge, a ReLU or |w| bends between w - h and w + h
  // The two differ by no more than the blur, and that is more than the tolerance: right or wrong, it would look so. Not
  // where the automatic derivative tells that it is wrong.
  bool too_small = false;

  bool counts() const { return !kink && !too_small; }
};

}  // namespace lab
