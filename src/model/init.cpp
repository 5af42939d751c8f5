#include "model/init.h"

#include <cmath>

namespace lab {

template <class S>
Vector<S> initialParameters(const Model<S>& model, InitKind kind, double scale, NumpyRandom& random) {
  Vector<S> parameters = Vector<S>::Zero(model.parameterCount());
  if (kind == InitKind::zero) return parameters;
  for (const ParameterBlock& block : model.blocks()) {
    if (!block.is_weight) continue;
    const S deviation = S(deviationOf(block));
    for (S& weight : parameters.segment(block.offset, block.size())) weight = deviation * S(random.normal());
  }
  return parameters;
}

template Vector<float> initialParameters(const Model<float>&, InitKind, double, NumpyRandom&);
template Vector<double> initialParameters(const Model<double>&, InitKind, double, NumpyRandom&);

}  // namespace lab
