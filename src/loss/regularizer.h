// Penalties on the size of the weights. Biases are not regularized.
#pragma once

#include "core/matrix.h"
#include "loss/penalty.h"

namespace lab {

// Loss of one block of weights.
template <class S>
S penalty(const Regularizer& regularizer, ConstMatrixView<S> weights);

// What the penalty comes to in a step: with the 1/2, l2 itself; without it, and of the elastic net, twice that.
WeightDecay weightDecay(const Regularizer& regularizer);

// dweights += the penalty's gradient.
template <class S>
void addPenaltyGradient(const Regularizer& regularizer, ConstMatrixView<S> weights, MatrixView<S> dweights);

// Max norm (CS231n notes, "Neural Networks Part 2"): not a penalty but a bound. The weights into each unit or class, a
// column of W, are shortened to the length max_norm where they are longer. NaN stays.
template <class S>
void clipColumnNorms(double max_norm, MatrixView<S> weights);

}  // namespace lab
