// What the layers of a classifier have in common: out (N,K) = X W + b with X (N,D), W (D,K) and b (K), and the gradient
// of a loss on W and b. A batch goes through in chunks of examples, so that it stays in the cache: weights are set
// once, the gradient's sums are started once, and finished after the last chunk.
#pragma once

#include "core/matrix.h"

namespace lab {

// What is wanted of scores. A loss depends on the differences of an example's scores alone (loss/loss.h), so that all
// of them may be less by a number of the example's own; who shows them wants the values.
enum class ScoreUse { values, differences };

template <class S>
class AffineLayer {
 public:
  virtual ~AffineLayer() = default;

  // Weights and biases of the forward passes that follow. They stay where and as they are until the next call.
  virtual void setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse use) = 0;

  // The sums over examples begin: dW (D,K) = X' dout and db (K) = the sum of dout. What is there is overwritten, and
  // whole only after finishGradient.
  virtual void startGradient(MatrixView<S> dW, MatrixView<S> db) = 0;
  virtual void finishGradient() {}
};

// The layer that gives the scores, of few columns: K = C classes.
template <class S>
class ScoreLayer : public AffineLayer<S> {
 public:
  // scores = X W + b
  virtual void forward(const ConstRowsRef<S>& X, ScoresRef<S> scores) = 0;
  // dW += X' dscores, db += the sum of dscores. Precondition: forward ran last on the same X.
  virtual void addGradient(const ConstRowsRef<S>& X, const ScoresRef<S>& dscores) = 0;
  // Back through the layer and the ReLU before it: dX (N,D) = dscores W', and 0 where X is not above 0. Only of a layer
  // that was made for it.
  virtual void backwardThroughRelu(const ScoresRef<S>& /*dscores*/, const ConstRowsRef<S>& /*X*/, RowsRef<S> /*dX*/) {}
};

// The layer of hidden units, with its ReLU: K = H units.
template <class S>
class HiddenLayer : public AffineLayer<S> {
 public:
  // hidden = max(0, X W + b); NaN stays NaN.
  virtual void forward(const ConstRowsRef<S>& X, RowsRef<S> hidden) = 0;
  // dW += X' dhidden, db += the sum of dhidden, example by example. dhidden is 0 where hidden is: back through the ReLU
  // already.
  virtual void addGradient(const ConstRowsRef<S>& X, const ConstRowsRef<S>& dhidden) = 0;
};

// Points of the plane have so few inputs that kernels of their own do better.
inline constexpr Index few_inputs = 8;

}  // namespace lab
