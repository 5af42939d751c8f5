#include "model/classifiers.h"

namespace lab {
namespace {

enum Block { W1, b1, W2, b2 };

std::vector<ParameterBlock> twoLayerBlocks(const ModelShape& shape) {
  const Index first = shape.inputs * shape.hidden;
  const Index second = shape.hidden * shape.classes;
  return {{"W1", 0, shape.inputs, shape.hidden, true},
          {"b1", first, 1, shape.hidden, false},
          {"W2", first + shape.hidden, shape.hidden, shape.classes, true},
          {"b2", first + shape.hidden + second, 1, shape.classes, false}};
}

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
TwoLayerModel<S>::TwoLayerModel(const ModelShape& shape) : Model<S>(shape, twoLayerBlocks(shape)) {}

template <class S>
void TwoLayerModel<S>::forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X,
                               Activations<S>& activations) const {
  const auto& blocks = this->blocks();
  activations.reserve(this->shape(), X.rows());
  auto hidden = activations.hidden.topRows(X.rows());
  auto scores = activations.scores.topRows(X.rows());
  hidden.noalias() = X * view(parameters, blocks[W1]);
  // NaN must survive the ReLU: x * (x > 0) would keep it, but so does max with NaN propagated, in one instruction.
  hidden = (hidden.rowwise() + view(parameters, blocks[b1]).row(0)).array().template max<Eigen::PropagateNaN>(S(0));
  if (activations.dropout.rate > 0) dropOut(activations.dropout, hidden);
  scores.noalias() = hidden * view(parameters, blocks[W2]);
  scores.rowwise() += view(parameters, blocks[b2]).row(0);
}

template <class S>
void TwoLayerModel<S>::backward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X,
                                Activations<S>& activations, Vector<S>& gradient) const {
  const auto& blocks = this->blocks();
  const auto hidden = activations.hidden.topRows(X.rows());
  auto dhidden = activations.dhidden.topRows(X.rows());
  const auto dscores = activations.scores.topRows(X.rows());
  view(gradient, blocks[W2]).noalias() = hidden.transpose() * dscores;     // undoes hidden W2
  view(gradient, blocks[b2]).noalias() = dscores.colwise().sum();          // undoes + b2
  dhidden.noalias() = dscores * view(parameters, blocks[W2]).transpose();  // undoes hidden W2, the other way
  if (activations.dropout.rate > 0)
    dhidden *= S(activations.dropout.raise());              // undoes the dropout of those that stayed
  dhidden = (hidden.array() > S(0)).select(dhidden, S(0));  // undoes max(0, ·), and the dropout of those left out
  view(gradient, blocks[W1]).noalias() = X.transpose() * dhidden;  // undoes X W1
  view(gradient, blocks[b1]).noalias() = dhidden.colwise().sum();  // undoes + b1
}

template class TwoLayerModel<float>;
template class TwoLayerModel<double>;

}  // namespace lab
