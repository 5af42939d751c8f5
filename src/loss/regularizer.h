// Penalties on the size of the weights. Biases are not regularized.
#pragma once

#include "core/matrix.h"

namespace lab {

// loss = (half ? 1/2 : 1) * l2 * sum W^2 + l1 * sum |W|. The case study has the 1/2 (gradient l2 * W), the
// lecture and the assignment do not (gradient 2 * l2 * W). The subgradient of |w| at 0 is 0.
struct Regularizer {
  double l2 = 0;
  double l1 = 0;
  bool half = true;
};

// Loss of one block of weights.
template <class S>
S penalty(const Regularizer& regularizer, ConstMatrixView<S> weights);

// dweights += the penalty's gradient.
template <class S>
void addPenaltyGradient(const Regularizer& regularizer, ConstMatrixView<S> weights, MatrixView<S> dweights);

}  // namespace lab
