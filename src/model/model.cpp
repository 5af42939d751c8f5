#include "model/model.h"

namespace lab {

template <class S>
void Activations<S>::reserve(const ModelShape& shape, Index rows) {
  if (scores.rows() < rows || scores.cols() != shape.classes) scores.resize(rows, shape.classes);
  if (!hasHidden(shape.kind)) return;
  if (hidden.rows() < rows || hidden.cols() != shape.hidden) {
    hidden.resize(rows, shape.hidden);
    dhidden.resize(rows, shape.hidden);
  }
}

template <class S>
Index Model<S>::parameterCount() const {
  return blocks_.back().offset + blocks_.back().size();
}

template struct Activations<float>;
template struct Activations<double>;
template class Model<float>;
template class Model<double>;

}  // namespace lab
