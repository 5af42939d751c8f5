// Update rules: from gradient to parameters. An optimizer knows one flat vector, not the model behind it.
#pragma once

#include "core/matrix.h"

namespace lab {

enum class OptimizerKind { sgd, momentum };

struct UpdateRule {
  OptimizerKind kind = OptimizerKind::sgd;
  double lr = 1;          // learning rate
  double momentum = 0.9;  // share of the velocity that is kept; momentum only
};

// What an update rule remembers between steps, in the layout of the parameters.
template <class S>
struct OptimizerState {
  Vector<S> velocity;  // momentum only; starts at 0
};

template <class S>
OptimizerState<S> initialState(Index parameter_count);

// sgd:      update = -lr * gradient
// momentum: velocity = momentum * velocity - lr * gradient; update = velocity
// Writes the update, which the caller adds to the parameters once it has looked at it.
template <class S>
void computeUpdate(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state, Vector<S>& update);

}  // namespace lab
