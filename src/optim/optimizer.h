// Update rules: from gradient to parameters. An optimizer knows one flat vector, not the model behind it.
// Formulas as in the CS231n notes, "Neural Networks Part 3", section "Parameter updates".
#pragma once

#include <cstdint>

#include "core/matrix.h"

namespace lab {

enum class OptimizerKind {
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  random_search,  // without a gradient: see optim/search.h
  local_search,   // likewise
  numerical,      // SGD along a gradient that comes from differences of the loss: see optim/numerical_gradient.h
};

struct UpdateRule {
  OptimizerKind kind = OptimizerKind::sgd;
  double lr = 1;           // learning rate
  double momentum = 0.9;   // share of the velocity that is kept; momentum and nesterov
  double rms_decay = 0.9;  // share of the mean square that is kept; rmsprop
  double beta1 = 0.9;      // share of the mean gradient that is kept; adam
  double beta2 = 0.999;    // share of the mean square that is kept; adam
  double epsilon = 1e-8;   // added to the root, so that nothing is divided by 0; adagrad, rmsprop and adam
};

// What an update rule remembers between steps, in the layout of the parameters. Empty vectors where the rule has no use
// for them.
template <class S>
struct OptimizerState {
  OptimizerKind kind = OptimizerKind::sgd;  // whose memory this is
  Vector<S> velocity;                       // momentum, nesterov: velocity; adam: mean gradient
  Vector<S> squares;                        // adagrad: sum of squared gradients; rmsprop, adam: their mean
  std::int64_t steps = 0;                   // adam: updates so far, for the bias correction
};

// g = gradient, elementwise:
//   sgd       update = -lr g;                          numerical likewise
//   momentum  v = momentum v - lr g;                   update = v
//   nesterov  v' = momentum v - lr g;                  update = (1 + momentum) v' - momentum v
//   adagrad   s = s + g^2;                             update = -lr g / (sqrt(s) + epsilon)
//   rmsprop   s = rms_decay s + (1 - rms_decay) g^2;   update = -lr g / (sqrt(s) + epsilon)
//   adam      v = beta1 v + (1 - beta1) g;  s = beta2 s + (1 - beta2) g^2;
//             update = -lr (v / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon), t = 1, 2, …
// Writes the update, which the caller adds to the parameters once it has looked at it. Memory starts at 0, and anew
// when the state is another rule's. Of a search, which follows no gradient, the update is 0.
template <class S>
void computeUpdate(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state, Vector<S>& update);

// What the rule remembers before its first update of so many parameters.
template <class S>
OptimizerState<S> startedMemory(OptimizerKind kind, Index parameters);

// Rules that try parameters and keep the better, rather than follow a gradient.
bool isSearch(OptimizerKind kind);

// How many vectors of the parameters' size the rule remembers.
int memoryVectors(OptimizerKind kind);

}  // namespace lab
