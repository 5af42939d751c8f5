// The two models beside each other: their order, and what they are called.
#pragma once

#include <array>
#include <cstddef>

#include "model/model_shape.h"

namespace lab {

// In the order in which they stand on the screen.
inline constexpr std::array<ModelKind, 2> model_kinds{ModelKind::linear, ModelKind::two_layer};
constexpr std::size_t placeOf(ModelKind model) {
  switch (model) {
    case ModelKind::linear:
      return 0;
    case ModelKind::two_layer:
      return 1;
  }
  return 0;
}
constexpr ModelKind otherModel(ModelKind model) { return model_kinds[1 - placeOf(model)]; }

// One flag or thing a model: linear, two-layer.
template <class T>
using PerModel = std::array<T, 2>;

// As it is typed and stored, and as people read it.
constexpr const char* modelKey(ModelKind model) { return PerModel<const char*>{"linear", "two_layer"}[placeOf(model)]; }
constexpr const char* modelName(ModelKind model) {
  return PerModel<const char*>{"linear", "two-layer"}[placeOf(model)];
}

}  // namespace lab
