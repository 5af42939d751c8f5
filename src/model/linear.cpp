// scores (N,C) = X W + b, for X (N,D), W (D,C), b (1,C).
#include <algorithm>

#include "kernels/choose_affine.h"
#include "model/classifiers.h"

namespace lab {

template <class S>
LinearModel<S>::LinearModel(const ModelShape& shape) : Model<S>(shape) {}

template <class S>
void LinearModel<S>::makeLayers(Activations<S>& activations) const {
  activations.score_layer = makeScoreLayer<S>(this->shape().inputs);
}

template <class S>
void LinearModel<S>::forward(const ConstRowsRef<S>& X, Activations<S>& activations) const {
  activations.reserve(X.rows());
  activations.score_layer->forward(X, activations.scores.topRows(X.rows()));  // scores = X W + b
}

template <class S>
void LinearModel<S>::backward(const ConstRowsRef<S>& X, Activations<S>& activations) const {
  activations.score_layer->addGradient(X, activations.scores.topRows(X.rows()));  // dW += X' dscores, db += their sum
}

// Few enough that what the forward pass read of X is still in the second-level cache for the backward pass, and a whole
// number of the kernel's tiles.
template <class S>
Index LinearModel<S>::chunkRows() const {
  constexpr Index cached = 100 << 10;
  return std::clamp<Index>(cached / this->shape().inputs / 3 * 3, 33, 4096);
}

template class LinearModel<float>;
template class LinearModel<double>;

}  // namespace lab
