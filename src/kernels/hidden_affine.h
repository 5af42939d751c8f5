// The hidden layer, hidden (N,H) = max(0, X W + b), and its gradient:
//   for i, h: hidden[i][h] = max(0, b[h] + sum over d of X[i][d] W[d][h])
//   for d, h: dW[d][h] += sum over i of X[i][d] dhidden[i][h];    db[h] += sum over i of dhidden[i][h]
// (reference/training.cpp). Images (D = 3,072) go through the large product, kernels/gemm.h. Points of the plane (D =
// 2) have a kernel of their own, with units in the lanes: their sums over the inputs are so short that packing would
// cost more than the product. There the sum begins with the bias.
#pragma once

#include "kernels/affine.h"

namespace lab {

template <class S>
class HiddenAffine final : public HiddenLayer<S> {
 public:
  explicit HiddenAffine(Index inputs) : few_(inputs <= few_inputs) {}

  void setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse use) override;
  void forward(const ConstRowsRef<S>& X, RowsRef<S> hidden) override;
  void startGradient(MatrixView<S> dW, MatrixView<S> db) override;
  void addGradient(const ConstRowsRef<S>& X, const ConstRowsRef<S>& dhidden) override;

 private:
  bool few_;
  const S *weights_ = nullptr, *bias_ = nullptr;  // (D,H), (H)
  S *dW_ = nullptr, *db_ = nullptr;
  bool fresh_ = true;  // nothing is in dW_ yet
};

}  // namespace lab
