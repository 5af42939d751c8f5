#include "model/model_shape.h"

namespace lab {
namespace {

std::vector<ParameterBlock> linearBlocks(const ModelShape& shape) {
  return {{"W", 0, shape.inputs, shape.classes, true}, {"b", shape.inputs * shape.classes, 1, shape.classes, false}};
}

std::vector<ParameterBlock> twoLayerBlocks(const ModelShape& shape) {
  const Index first = shape.inputs * shape.hidden;
  const Index second = shape.hidden * shape.classes;
  return {{"W1", 0, shape.inputs, shape.hidden, true},
          {"b1", first, 1, shape.hidden, false},
          {"W2", first + shape.hidden, shape.hidden, shape.classes, true},
          {"b2", first + shape.hidden + second, 1, shape.classes, false}};
}

}  // namespace

std::vector<ParameterBlock> parameterBlocks(const ModelShape& shape) {
  switch (shape.kind) {
    case ModelKind::linear:
      return linearBlocks(shape);
    case ModelKind::two_layer:
      return twoLayerBlocks(shape);
  }
  return {};
}

Index ModelShape::parameterCount() const {
  const ParameterBlock last = parameterBlocks(*this).back();
  return last.offset + last.size();
}

}  // namespace lab
