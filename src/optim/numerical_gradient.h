// The gradient from the loss alone, by forward differences. CS231n notes, "Optimization: Stochastic Gradient Descent",
// section "Computing the gradient numerically with finite differences": easy to write, only approximate, and slow, as
// it evaluates the loss once more for each parameter.
#pragma once

#include "core/matrix.h"

namespace lab {

// The notes' step. In float64 the error of a difference is then about 1e-5 times half the curvature, and rounding adds
// about 1e-11; float32 would round a loss near 1 by 6e-8, a hundredth of a slope of 0.6.
// Beside a parameter beyond 1e11, h is lost in rounding and the slope comes out as 0.
inline constexpr double difference_h = 1e-5;

// gradient_i = (loss(w + h e_i) - loss(w)) / h, for each of the parameters w (P), into `gradient` (P). Returns loss(w).
// Calls loss(w) P + 1 times. The parameters are changed on the way and come back as they were.
template <class Loss>
double forwardDifferences(Loss&& loss, Vector<double>& parameters, Vector<double>& gradient) {
  const double at = loss(parameters);
  gradient.resize(parameters.size());
  for (Index i = 0; i < parameters.size(); ++i) {
    const double kept = parameters[i];
    parameters[i] = kept + difference_h;
    gradient[i] = (loss(parameters) - at) / difference_h;
    parameters[i] = kept;
  }
  return at;
}

}  // namespace lab
