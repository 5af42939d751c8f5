// The layer that gives the scores, X W + b with few columns: C = 3 or 10. A general product would leave most lanes of a
// vector idle there; these kernels put neighbouring inputs into the lanes instead, and so read X once, in order.
// Weights and their gradient are transposed for it, (C,D), which for so few columns is cheap.
#pragma once

#include <vector>

#include "core/matrix.h"

namespace lab {

template <class S>
class OutputLayer {
 public:
  // W (D,C) and b (C), for the forward passes that follow. `relative`: the scores may be less those of the last class,
  // which is what a loss needs of them, and dscores add up to 0 over the classes, as those of a loss do. Where D is
  // large and S float one class is then left out of every product: its scores are 0, its gradient is less all others'.
  void take(ConstMatrixView<S> W, ConstMatrixView<S> b, bool relative = false);

  // scores = X W + b. Sums over the inputs run in one vector of lanes, which are added up at the end.
  void forward(const Eigen::Ref<const Matrix<S>>& X, ScoresRef<S> scores);

  // Begins a sum of gradients over pieces of a batch.
  void startGradient();
  // dW += X^T dscores, db += the sum of dscores, example by example.
  void addGradient(const Eigen::Ref<const Matrix<S>>& X, const ScoresRef<S>& dscores);
  // Writes the sums.
  void finishGradient(MatrixView<S> dW, MatrixView<S> db);

  // dX (N,D) = dscores W^T, and 0 where `X` is not above 0: back through the layer and the ReLU before it.
  // Precondition: the weights were not taken as relative.
  void backward(const ScoresRef<S>& dscores, const Eigen::Ref<const Matrix<S>>& X, Eigen::Ref<Matrix<S>> dX);

 private:
  bool isLong() const;  // has sums as long as images'
  void packRows(const ScoresRef<S>& dscores);

  Index inputs_ = 0, classes_ = 0;
  Index multiplied_ = 0;           // classes with products of their own: all, or all but the last
  Index stride_ = 0;               // of the transposed weights
  std::vector<S> weights_, bias_;  // (C,D), (C)
  std::vector<S> dweights_, dbias_;
  bool fresh_ = true;    // nothing is in dweights_ yet
  std::vector<S> rows_;  // dscores (N,C), example by example
};

}  // namespace lab
