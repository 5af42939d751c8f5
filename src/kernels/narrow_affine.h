// scores (N,C) = X W + b where C is small, 3 or 10, and its gradients:
//   for i, c: scores[i][c] = b[c] + sum over d of X[i][d] W[d][c]
//   for d, c: dW[d][c] += sum over i of X[i][d] dscores[i][c];    db[c] += sum over i of dscores[i][c]
//   for i, d: dX[i][d] = X[i][d] > 0 ? sum over c of dscores[i][c] W[d][c] : 0
// (reference/linear.h). A general product would leave most lanes of a vector idle there; these kernels put neighbouring
// inputs into the lanes instead, and so read X once, in order. Weights and their gradient are transposed for it, (C,D),
// which for so few columns is cheap. Sums over the inputs run in one vector of lanes, which are added up at the end.
#pragma once

#include <vector>

#include "kernels/affine.h"

namespace lab {

template <class S>
class NarrowAffine final : public ScoreLayer<S> {
 public:
  // Where it does not pass back, D is large, S float and only differences are wanted, one class is left out of every
  // product: its scores are 0, and since dscores add up to 0 its gradient is less all others'.
  explicit NarrowAffine(bool passes_back) : passes_back_(passes_back) {}

  void setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse use) override;
  void forward(const ConstRowsRef<S>& X, ScoresRef<S> scores) override;
  void startGradient(MatrixView<S> dW, MatrixView<S> db) override;
  void addGradient(const ConstRowsRef<S>& X, const ScoresRef<S>& dscores) override;
  void finishGradient() override;
  void backwardThroughRelu(const ScoresRef<S>& dscores, const ConstRowsRef<S>& X, RowsRef<S> dX) override;

 private:
  bool isLong() const;  // has sums as long as images'
  void packRows(const ScoresRef<S>& dscores);

  bool passes_back_;
  Index inputs_ = 0, classes_ = 0;
  Index multiplied_ = 0;           // classes with products of their own: all, or all but the last
  Index stride_ = 0;               // of the transposed weights
  std::vector<S> weights_, bias_;  // (C,D), (C)
  std::vector<S> dweights_, dbias_;
  S *dW_ = nullptr, *db_ = nullptr;  // where the gradient goes in the end
  bool fresh_ = true;                // nothing is in dweights_ yet
  std::vector<S> rows_;              // dscores (N,C), example by example
};

}  // namespace lab
