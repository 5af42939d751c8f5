// Which update rule is meant, with its numbers: values, without the code that makes the step.
#pragma once

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

// What a rule remembers of each parameter from step to step, and whether it follows a gradient at all.
struct RuleTraits {
  bool velocity = false;  // a velocity, or a mean gradient
  bool squares = false;   // a sum or a mean of squared gradients
  bool search = false;    // it tries parameters and keeps the better, rather than follow a gradient
};
constexpr RuleTraits traitsOf(OptimizerKind kind) {
  switch (kind) {
    case OptimizerKind::sgd:
    case OptimizerKind::numerical:
      return {};
    case OptimizerKind::momentum:
    case OptimizerKind::nesterov:
      return {.velocity = true};
    case OptimizerKind::adagrad:
    case OptimizerKind::rmsprop:
      return {.squares = true};
    case OptimizerKind::adam:
      return {.velocity = true, .squares = true};
    case OptimizerKind::random_search:
    case OptimizerKind::local_search:
      return {.search = true};
  }
  return {};
}

constexpr bool isSearch(OptimizerKind kind) { return traitsOf(kind).search; }

// How many vectors of the parameters' size the rule remembers.
constexpr int memoryVectors(OptimizerKind kind) { return int{traitsOf(kind).velocity} + int{traitsOf(kind).squares}; }

}  // namespace lab
