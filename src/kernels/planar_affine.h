// scores (N,C) = X W + b on points of the plane, D = 2 inputs and few classes: both so few that only the examples can
// fill the lanes of a vector.
//   for i, c: scores[i][c] = (sum over d of X[i][d] W[d][c]) + b[c]
//   for d, c: dW[d][c] += sum over i of X[i][d] dscores[i][c];    db[c] += sum over i of dscores[i][c]
// (reference/linear.h). Examples are summed in as many sums as a vector has lanes.
#pragma once

#include "kernels/affine.h"

namespace lab {

template <class S>
class PlanarAffine final : public ScoreLayer<S> {
 public:
  void setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse use) override;
  void forward(const ConstRowsRef<S>& X, ScoresRef<S> scores) override;
  void startGradient(MatrixView<S> dW, MatrixView<S> db) override;
  void addGradient(const ConstRowsRef<S>& X, const ScoresRef<S>& dscores) override;

 private:
  const S *weights_ = nullptr, *bias_ = nullptr;  // (D,C), (C)
  S *dW_ = nullptr, *db_ = nullptr;
  Scores<S> inputs_;  // examples transposed: each column of (N,D) is contiguous, neighbouring examples fill a vector
};

}  // namespace lab
