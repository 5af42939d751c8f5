// The hidden layer, max(0, X W + b), and its gradient. Images (D = 3072) go through the large product. Points of the
// plane (D = 2) have a kernel of their own: their sums over the inputs are so short that packing would cost more than
// the product.
#pragma once

#include "core/matrix.h"

namespace lab {

// hidden (N,H) = max(0, X W + b), NaN staying NaN. Of few inputs the sum begins with the bias.
template <class S>
void hiddenForward(const Eigen::Ref<const Matrix<S>>& X, ConstMatrixView<S> W, ConstMatrixView<S> b,
                   Eigen::Ref<Matrix<S>> hidden);

// dW (D,H) = X^T dhidden and db (1,H) = the sum of dhidden, over examples in their order; with `add`, added to what is
// there.
template <class S>
void hiddenGradient(const Eigen::Ref<const Matrix<S>>& X, const Eigen::Ref<const Matrix<S>>& dhidden, bool add,
                    MatrixView<S> dW, MatrixView<S> db);

}  // namespace lab
