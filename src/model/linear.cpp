#include <algorithm>

#include "model/classifiers.h"

namespace lab {
namespace {

enum Block { W, b };

}  // namespace

template <class S>
LinearModel<S>::LinearModel(const ModelShape& shape) : Model<S>(shape) {}

// Few enough that what the forward pass read of X is still in the second-level cache for the backward pass, and a whole
// number of its tiles.
template <class S>
Index LinearModel<S>::rowsAtOnce() const {
  constexpr Index cached = 100 << 10;
  return std::clamp<Index>(cached / this->shape().inputs / 3 * 3, 33, 4096);
}

template <class S>
void LinearModel<S>::forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X,
                             Activations<S>& activations, Piece piece) const {
  const auto& blocks = this->blocks();
  activations.reserve(this->shape(), X.rows());
  const auto scores = activations.scores.topRows(X.rows());
  if (X.cols() <= most_point_inputs) {
    return activations.points.forward(X, view(parameters, blocks[W]), view(parameters, blocks[b]), scores);
  }
  if (piece.first) {
    activations.output.take(view(parameters, blocks[W]), view(parameters, blocks[b]), activations.relative);
  }
  activations.output.forward(X, scores);
}

template <class S>
void LinearModel<S>::backward(const Vector<S>& /*parameters*/, const Eigen::Ref<const Matrix<S>>& X,
                              Activations<S>& activations, Vector<S>& gradient, Piece piece) const {
  const auto& blocks = this->blocks();
  const auto dscores = activations.scores.topRows(X.rows());
  if (X.cols() <= most_point_inputs) {
    return activations.points.gradient(dscores, !piece.first, view(gradient, blocks[W]), view(gradient, blocks[b]));
  }
  if (piece.first) activations.output.startGradient();
  activations.output.addGradient(X, dscores);
  if (piece.last) activations.output.finishGradient(view(gradient, blocks[W]), view(gradient, blocks[b]));
}

template class LinearModel<float>;
template class LinearModel<double>;

}  // namespace lab
