#include "model/init.h"

#include <cmath>

namespace lab {

template <class S>
Vector<S> initialParameters(const Model<S>& model, InitKind kind, double scale, NumpyRandom& random) {
  Vector<S> parameters = Vector<S>::Zero(model.parameterCount());
  const auto deviationOf = [&](const ParameterBlock& block) {
    switch (kind) {
      case InitKind::scaled:
        return scale;
      case InitKind::he:
        return std::sqrt(2.0 / double(block.rows));
      case InitKind::zero:
        break;
    }
    return 0.0;
  };
  if (kind == InitKind::zero) return parameters;  // and the stream is left as it is
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
