// Penalties on the size of the weights. Biases are not regularized.
#pragma once

#include "core/matrix.h"

namespace lab {

// loss = (half ? 1/2 : 1) * l2 * sum W^2 + l1 * sum (|W| + elastic_beta W^2). The case study has the 1/2 (gradient
// l2 * W), the lecture and the assignment do not (gradient 2 * l2 * W). With elastic_beta above 0 the second term is
// the lecture's elastic net. The subgradient of |w| at 0 is 0.
struct Regularizer {
  double l2 = 0;
  double l1 = 0;
  double elastic_beta = 0;
  bool half = true;
};

// Loss of one block of weights.
template <class S>
S penalty(const Regularizer& regularizer, ConstMatrixView<S> weights);

// The penalty's gradient on a weight w is squares w + absolute sign(w), with sign(0) = 0.
struct PenaltySlopes {
  double squares = 0, absolute = 0;
};
PenaltySlopes penaltySlopes(const Regularizer& regularizer);

// dweights += the penalty's gradient.
template <class S>
void addPenaltyGradient(const Regularizer& regularizer, ConstMatrixView<S> weights, MatrixView<S> dweights);

// Max norm (CS231n notes, "Neural Networks Part 2"): not a penalty but a bound. The weights into each unit or class, a
// column of W, are shortened to the length max_norm where they are longer. NaN stays.
template <class S>
void shortenColumns(double max_norm, MatrixView<S> weights);

}  // namespace lab
