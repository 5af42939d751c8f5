#include "kernels/planar_affine.h"

#include "kernels/simd.h"

namespace lab {
namespace {

// Scores of the examples from i on, as many as V holds, of one class.
template <class V, class S>
void scorePoints(const Scores<S>& inputs, Index i, ConstMatrixView<S> W, S bias, Index c, S* scores) {
  V sum = load<V>(&inputs(i, 0)) * broadcast<V>(W(0, c));
  for (Index d = 1; d < W.rows(); ++d) sum += load<V>(&inputs(i, d)) * broadcast<V>(W(d, c));
  store(scores + i, sum + broadcast<V>(bias));
}

// Sum over examples of x[i] g[i].
template <class S>
S dotOfExamples(const S* x, const S* g, Index examples) {
  using V = Lanes<S>;
  V sums{};
  Index i = 0;
  for (; i + lane_count<S> <= examples; i += lane_count<S>) sums += load<V>(x + i) * load<V>(g + i);
  S sum = horizontalSum<S>(sums);
  for (; i < examples; ++i) sum += x[i] * g[i];
  return sum;
}

template <class S>
S sumOfExamples(const S* g, Index examples) {
  using V = Lanes<S>;
  V sums{};
  Index i = 0;
  for (; i + lane_count<S> <= examples; i += lane_count<S>) sums += load<V>(g + i);
  S sum = horizontalSum<S>(sums);
  for (; i < examples; ++i) sum += g[i];
  return sum;
}

}  // namespace

template <class S>
void PlanarAffine<S>::setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse /*use*/) {
  weights_ = W.data();
  bias_ = b.data();
}

template <class S>
void PlanarAffine<S>::forward(const ConstRowsRef<S>& X, ScoresRef<S> scores) {
  if (inputs_.rows() != X.rows() || inputs_.cols() != X.cols()) inputs_.resize(X.rows(), X.cols());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index d = 0; d < X.cols(); ++d) inputs_(i, d) = X(i, d);
  }
  const ConstMatrixView<S> W(weights_, X.cols(), scores.cols());
  for (Index c = 0; c < W.cols(); ++c) {
    S* column = scores.col(c).data();
    Index i = 0;
    for (; i + lane_count<S> <= X.rows(); i += lane_count<S>) {
      scorePoints<Lanes<S>>(inputs_, i, W, bias_[c], c, column);
    }
    for (; i < X.rows(); ++i) scorePoints<S>(inputs_, i, W, bias_[c], c, column);
  }
}

template <class S>
void PlanarAffine<S>::startGradient(MatrixView<S> dW, MatrixView<S> db) {
  dW_ = dW.data();
  db_ = db.data();
  dW.setZero();
  db.setZero();
}

template <class S>
void PlanarAffine<S>::addGradient(const ConstRowsRef<S>& X, const ScoresRef<S>& dscores) {
  MatrixView<S> dW(dW_, X.cols(), dscores.cols());
  for (Index c = 0; c < dW.cols(); ++c) {
    const S* g = dscores.col(c).data();
    for (Index d = 0; d < dW.rows(); ++d) dW(d, c) += dotOfExamples(inputs_.col(d).data(), g, dscores.rows());
    db_[c] += sumOfExamples(g, dscores.rows());
  }
}

template class PlanarAffine<float>;
template class PlanarAffine<double>;

}  // namespace lab
