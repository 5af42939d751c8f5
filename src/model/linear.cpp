#include "model/classifiers.h"

namespace lab {
namespace {

enum Block { W, b };

std::vector<ParameterBlock> linearBlocks(const ModelShape& shape) {
  return {{"W", 0, shape.inputs, shape.classes, true}, {"b", shape.inputs * shape.classes, 1, shape.classes, false}};
}

}  // namespace

template <class S>
LinearModel<S>::LinearModel(const ModelShape& shape) : Model<S>(shape, linearBlocks(shape)) {}

template <class S>
void LinearModel<S>::forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X,
                             Activations<S>& activations) const {
  const auto& blocks = this->blocks();
  activations.reserve(this->shape(), X.rows());
  auto scores = activations.scores.topRows(X.rows());
  scores.noalias() = X * view(parameters, blocks[W]);
  scores.rowwise() += view(parameters, blocks[b]).row(0);
}

template <class S>
void LinearModel<S>::backward(const Vector<S>& /*parameters*/, const Eigen::Ref<const Matrix<S>>& X,
                              Activations<S>& activations, Vector<S>& gradient) const {
  const auto& blocks = this->blocks();
  const auto dscores = activations.scores.topRows(X.rows());
  view(gradient, blocks[W]).noalias() = X.transpose() * dscores;  // undoes X W
  view(gradient, blocks[b]).noalias() = dscores.colwise().sum();  // undoes + b
}

template class LinearModel<float>;
template class LinearModel<double>;

}  // namespace lab
