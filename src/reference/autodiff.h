// A third opinion on the gradient, neither numerical nor by our backward pass: automatic differentiation in forward
// mode. Every number of the forward pass carries its derivative with respect to one parameter along, by Eigen's
// AutoDiffScalar, and the chain rule is applied operation by operation. Exact to rounding, but one forward pass a
// parameter: for checks only.
#pragma once

#include <span>

#include "core/matrix.h"
#include "loss/objective.h"
#include "model/model_shape.h"

namespace lab {

struct AutomaticDerivative {
  double loss = 0;        // data loss plus penalty, as lossAndGradient has it
  double derivative = 0;  // of it, with respect to the chosen parameter
};

// The model's forward pass, the loss and the penalty are written out here once more, plainly, example by example; only
// the parameters' layout is the model's. Where a hinge, a ReLU or |w| bends at the very point, the derivative is that
// of the flat side, 0, as in the analytic gradient. `labels` belong to the rows of X (N,D); `parameter` is a place in
// the flat vector.
AutomaticDerivative automaticDerivative(const ModelShape& model, const Objective& objective,
                                        const Vector<double>& parameters, const Matrix<double>& X,
                                        std::span<const std::int32_t> labels, Index parameter);

}  // namespace lab
