#include "model/model.h"

#include "model/classifiers.h"

namespace lab {

template <class S>
void Activations<S>::reserve(const ModelShape& shape, Index rows) {
  if (scores.rows() < rows || scores.cols() != shape.classes) scores.resize(rows, shape.classes);
  if (shape.kind == ModelKind::linear) return;
  if (hidden.rows() < rows || hidden.cols() != shape.hidden) {
    hidden.resize(rows, shape.hidden);
    dhidden.resize(rows, shape.hidden);
  }
}

template <class S>
Index Model<S>::parameterCount() const {
  return blocks_.back().offset + blocks_.back().size();
}

template <class S>
std::unique_ptr<Model<S>> makeModel(const ModelShape& shape) {
  if (shape.kind == ModelKind::linear) return std::make_unique<LinearModel<S>>(shape);
  return std::make_unique<TwoLayerModel<S>>(shape);
}

template struct Activations<float>;
template struct Activations<double>;
template class Model<float>;
template class Model<double>;
template std::unique_ptr<Model<float>> makeModel(const ModelShape&);
template std::unique_ptr<Model<double>> makeModel(const ModelShape&);

}  // namespace lab
