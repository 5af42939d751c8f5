// Scores of the linear model on points of the plane, X W + b with D = 2 inputs and few classes: both so few that only
// the examples can fill the lanes of a vector.
#pragma once

#include "core/matrix.h"

namespace lab {

inline constexpr Index most_point_inputs = 8;

// Examples transposed, (D,N), so that a vector is one input of neighbouring examples.
template <class S>
class PointLayer {
 public:
  // scores = X W + b.
  void forward(const Eigen::Ref<const Matrix<S>>& X, ConstMatrixView<S> W, ConstMatrixView<S> b, ScoresRef<S> scores);
  // dW = X^T dscores and db = the sum of dscores, with the X of the last forward pass; with `add`, added to what is
  // there. Examples are summed in as many sums as a vector has lanes.
  void gradient(const ScoresRef<S>& dscores, bool add, MatrixView<S> dW, MatrixView<S> db) const;

 private:
  Scores<S> inputs_;  // (N,D), each column contiguous
};

}  // namespace lab
