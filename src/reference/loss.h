// The losses as the lecture writes them, by loops over examples and classes: slow and obvious, the oracle of the tests
// of loss.h. They take scores and leave them alone.
#pragma once

#include <span>

#include "core/matrix.h"
#include "loss/data_loss.h"
#include "loss/penalty.h"

namespace lab {

// Same contract as lossAndGradient, but dscores (N,C) is written apart.
template <class S>
S referenceLoss(const DataLoss& loss, const Matrix<S>& scores, std::span<const std::int32_t> labels,
                Matrix<S>& dscores);

// Same contract as penalty and addPenaltyGradient, in one.
template <class S>
S referencePenalty(const Regularizer& regularizer, const Matrix<S>& weights, Matrix<S>& dweights);

}  // namespace lab
