// What defines a model, and how its parameters lie in one flat vector: values, without the machinery that trains.
#pragma once

#include <string_view>
#include <vector>

#include "core/matrix.h"

namespace lab {

enum class ModelKind { linear, two_layer };

// Whether a hidden layer stands between examples and scores.
constexpr bool hasHidden(ModelKind kind) {
  switch (kind) {
    case ModelKind::linear:
      return false;
    case ModelKind::two_layer:
      return true;
  }
  return false;
}

// Sizes that define a model. `hidden` is unused by the linear one.
struct ModelShape {
  ModelKind kind = ModelKind::linear;
  Index inputs = 0;   // D
  Index hidden = 0;   // H
  Index classes = 0;  // C

  bool operator==(const ModelShape&) const = default;

  // How many numbers the model learns.
  Index parameterCount() const;
};

// A named matrix inside the flat parameter vector; gradients and optimizer state have the same layout.
struct ParameterBlock {
  std::string_view name;  // "W1", "b1", …
  Index offset = 0;
  Index rows = 0;
  Index cols = 0;
  bool is_weight = true;  // weights are drawn and regularized, biases start at 0 and are left alone

  Index size() const { return rows * cols; }
};

// In the order in which the course draws them: W, b, or W1, b1, W2, b2.
std::vector<ParameterBlock> parameterBlocks(const ModelShape& shape);

}  // namespace lab
