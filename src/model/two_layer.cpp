// hidden (N,H) = max(0, X W1 + b1) and scores (N,C) = hidden W2 + b2,
// for X (N,D), W1 (D,H), b1 (1,H), W2 (H,C), b2 (1,C).
#include <algorithm>

#include "kernels/choose_affine.h"
#include "model/classifiers.h"

namespace lab {
namespace {

// In the order of the rows, whatever the chunks in which a batch comes.
template <class Hidden>
void dropOut(const Dropout& dropout, Hidden hidden) {
  using S = typename Hidden::Scalar;
  const auto out_below = static_cast<std::uint32_t>(dropout.rate * 4294967296.0);
  const S raise = S(dropout.raise());
  for (Index i = 0; i < hidden.rows(); ++i) {
    for (Index j = 0; j < hidden.cols(); ++j) {
      hidden(i, j) = dropout.random->bits() < out_below ? S(0) : hidden(i, j) * raise;
    }
  }
}

}  // namespace

template <class S>
TwoLayerModel<S>::TwoLayerModel(const ModelShape& shape) : Model<S>(shape) {}

template <class S>
void TwoLayerModel<S>::makeLayers(Activations<S>& activations) const {
  activations.hidden_layer = makeHiddenLayer<S>(this->shape().inputs);
  activations.score_layer = makeScoreLayerOnHidden<S>();
}

template <class S>
void TwoLayerModel<S>::forward(const ConstRowsRef<S>& X, Activations<S>& activations) const {
  activations.reserve(X.rows());
  auto hidden = activations.hidden.topRows(X.rows());
  const ScoresRef<S> scores = activations.scores.topRows(X.rows());
  activations.hidden_layer->forward(X, hidden);                            // hidden = max(0, X W1 + b1)
  if (activations.dropout.rate > 0) dropOut(activations.dropout, hidden);  // hidden = hidden * mask / (1 - rate)
  activations.score_layer->forward(hidden, scores);                        // scores = hidden W2 + b2
}

template <class S>
void TwoLayerModel<S>::backward(const ConstRowsRef<S>& X, Activations<S>& activations) const {
  const auto hidden = activations.hidden.topRows(X.rows());
  auto dhidden = activations.dhidden.topRows(X.rows());
  const ScoresRef<S> dscores = activations.scores.topRows(X.rows());
  // Each line undoes one of forward, the last one first; of units that were left out or negative, hidden is 0.
  activations.score_layer->addGradient(hidden, dscores);                   // dW2 += hidden' dscores, db2 += their sum
  activations.score_layer->backwardThroughRelu(dscores, hidden, dhidden);  // dhidden = dscores W2' where hidden > 0
  if (activations.dropout.rate > 0) dhidden *= S(activations.dropout.raise());  // dhidden = dhidden / (1 - rate)
  activations.hidden_layer->addGradient(X, dhidden);                            // dW1 += X' dhidden, db1 += their sum
}

// Of images enough that a product over them is long, of points few enough that their hidden layer stays in the
// second-level cache.
template <class S>
Index TwoLayerModel<S>::chunkRows() const {
  constexpr Index cached = 64 << 10;
  if (this->shape().inputs > few_inputs) return 512;
  return std::clamp<Index>(cached / this->shape().hidden, 64, 4096);
}

template class TwoLayerModel<float>;
template class TwoLayerModel<double>;

}  // namespace lab
