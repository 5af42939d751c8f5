#include <algorithm>

#include "kernels/hidden_affine.h"
#include "model/classifiers.h"

namespace lab {
namespace {

enum Block { W1, b1, W2, b2 };

// In the order of the rows, whatever the pieces in which a batch comes.
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

// Of images enough that a product over them is long, of points few enough that their hidden layer stays in the
// second-level cache.
template <class S>
Index TwoLayerModel<S>::rowsAtOnce() const {
  constexpr Index cached = 64 << 10;
  if (this->shape().inputs > most_point_inputs) return 512;
  return std::clamp<Index>(cached / this->shape().hidden, 64, 4096);
}

template <class S>
void TwoLayerModel<S>::forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X,
                               Activations<S>& activations, Piece piece) const {
  const auto& blocks = this->blocks();
  activations.reserve(this->shape(), X.rows());
  auto hidden = activations.hidden.topRows(X.rows());
  if (piece.first) activations.output.take(view(parameters, blocks[W2]), view(parameters, blocks[b2]));
  hiddenForward<S>(X, view(parameters, blocks[W1]), view(parameters, blocks[b1]), hidden);
  if (activations.dropout.rate > 0) dropOut(activations.dropout, hidden);
  activations.output.forward(hidden, activations.scores.topRows(X.rows()));
}

template <class S>
void TwoLayerModel<S>::backward(const Vector<S>& /*parameters*/, const Eigen::Ref<const Matrix<S>>& X,
                                Activations<S>& activations, Vector<S>& gradient, Piece piece) const {
  const auto& blocks = this->blocks();
  const auto hidden = activations.hidden.topRows(X.rows());
  auto dhidden = activations.dhidden.topRows(X.rows());
  const ScoresRef<S> dscores = activations.scores.topRows(X.rows());
  if (piece.first) activations.output.startGradient();
  activations.output.addGradient(hidden, dscores);        // undoes hidden W2 + b2
  activations.output.backward(dscores, hidden, dhidden);  // undoes it the other way, and max(0, ·); of units that the
                                                          // dropout left out, hidden is 0
  if (activations.dropout.rate > 0) dhidden *= S(activations.dropout.raise());  // undoes the raise of those that stayed
  hiddenGradient<S>(X, dhidden, !piece.first, view(gradient, blocks[W1]), view(gradient, blocks[b1]));  // X W1 + b1
  if (piece.last) activations.output.finishGradient(view(gradient, blocks[W2]), view(gradient, blocks[b2]));
}

template class TwoLayerModel<float>;
template class TwoLayerModel<double>;

}  // namespace lab
