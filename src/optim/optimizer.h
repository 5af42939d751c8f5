// Update rules: from gradient to parameters. An optimizer knows one flat vector, not the model behind it.
// Formulas as in the CS231n notes, "Neural Networks Part 3", section "Parameter updates".
#pragma once

#include <cstdint>

#include "core/matrix.h"
#include "loss/penalty.h"
#include "optim/update_rule.h"

namespace lab {

// What an update rule remembers between steps, in the layout of the parameters. Empty vectors where the rule has no use
// for them.
template <class S>
struct OptimizerState {
  OptimizerKind kind = OptimizerKind::sgd;  // whose memory this is
  Vector<S> velocity;                       // momentum, nesterov: velocity; adam: mean gradient
  Vector<S> squares;                        // adagrad: sum of squared gradients; rmsprop, adam: their mean
  std::int64_t steps = 0;                   // adam: updates so far, for the bias correction
};

// What a step reads and writes, all in the layout of the parameters.
template <class S>
struct StepVectors {
  const Vector<S>& parameters;
  const OptimizerState<S>& memory;
  Vector<S>& gradient;         // of the data loss; becomes the update
  Vector<S>& next_parameters;  // the old ones stay, should the new ones not be finite
  OptimizerState<S>& next_memory;
};

// Before the blocks: gives the next vectors their size and counts the step. Memory starts at 0, and anew when it is
// another rule's.
template <class S>
void beginStep(const UpdateRule& rule, const StepVectors<S>& step);

// One pass over the parameters [first, first + count): penalty, rule, new parameters. With g = gradient + decay,
// elementwise:
//   sgd       update = -lr g;                          numerical likewise
//   momentum  v = momentum v - lr g;                   update = v
//   nesterov  v' = momentum v - lr g;                  update = (1 + momentum) v' - momentum v
//   adagrad   s = s + g^2;                             update = -lr g / (sqrt(s) + epsilon)
//   rmsprop   s = rms_decay s + (1 - rms_decay) g^2;   update = -lr g / (sqrt(s) + epsilon)
//   adam      v = beta1 v + (1 - beta1) g;  s = beta2 s + (1 - beta2) g^2;
//             update = -lr (v / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon), t = 1, 2, …
//   next parameters = parameters + update
// Returns whether all of these are finite. Precondition: !isSearch(rule.kind).
template <class S>
bool stepBlock(const UpdateRule& rule, const WeightDecay& decay, const StepVectors<S>& step, Index first, Index count);

// What the rule remembers before its first update of so many parameters.
template <class S>
OptimizerState<S> startedMemory(OptimizerKind kind, Index parameters);

}  // namespace lab
