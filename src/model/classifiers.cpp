#include "model/classifiers.h"

namespace lab {

template <class S>
std::unique_ptr<Model<S>> makeModel(const ModelShape& shape) {
  switch (shape.kind) {
    case ModelKind::linear:
      return std::make_unique<LinearModel<S>>(shape);
    case ModelKind::two_layer:
      return std::make_unique<TwoLayerModel<S>>(shape);
  }
  return nullptr;
}

template std::unique_ptr<Model<float>> makeModel(const ModelShape&);
template std::unique_ptr<Model<double>> makeModel(const ModelShape&);

}  // namespace lab
