#include "optim/optimizer.h"

namespace lab {
namespace {

bool remembersVelocity(OptimizerKind kind) {
  return kind == OptimizerKind::momentum || kind == OptimizerKind::nesterov || kind == OptimizerKind::adam;
}

bool remembersSquares(OptimizerKind kind) {
  return kind == OptimizerKind::adagrad || kind == OptimizerKind::rmsprop || kind == OptimizerKind::adam;
}

// base^exponent by repeated squaring: multiplications alone, so that native and browser runs agree.
double power(double base, std::int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1) != 0) result *= base;
  }
  return result;
}

template <class S>
void scaleByRoot(const UpdateRule& rule, const Vector<S>& gradient, const Vector<S>& squares, Vector<S>& update) {
  update = -S(rule.lr) * gradient.array() / (squares.array().sqrt() + S(rule.epsilon));
}

template <class S>
void computeAdam(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state, Vector<S>& update) {
  ++state.steps;
  // Both means start at 0 and are too small at first; 1 - beta^t is by how much.
  const S velocity_share = S(1 - power(rule.beta1, state.steps));
  const S squares_share = S(1 - power(rule.beta2, state.steps));
  state.velocity = S(rule.beta1) * state.velocity + S(1 - rule.beta1) * gradient;
  state.squares = S(rule.beta2) * state.squares + S(1 - rule.beta2) * gradient.cwiseAbs2();
  update = -S(rule.lr) * (state.velocity.array() / velocity_share) /
           ((state.squares.array() / squares_share).sqrt() + S(rule.epsilon));
}

}  // namespace

template <class S>
OptimizerState<S> startedMemory(OptimizerKind kind, Index parameters) {
  return {.kind = kind,
          .velocity = Vector<S>::Zero(remembersVelocity(kind) ? parameters : 0),
          .squares = Vector<S>::Zero(remembersSquares(kind) ? parameters : 0),
          .steps = 0};
}

bool isSearch(OptimizerKind kind) {
  return kind == OptimizerKind::random_search || kind == OptimizerKind::local_search;
}

int memoryVectors(OptimizerKind kind) { return int{remembersVelocity(kind)} + int{remembersSquares(kind)}; }

template <class S>
void computeUpdate(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state, Vector<S>& update) {
  const bool own_memory =
      state.kind == rule.kind && (memoryVectors(rule.kind) == 0 || state.velocity.size() + state.squares.size() > 0);
  if (!own_memory) state = startedMemory<S>(rule.kind, gradient.size());
  const S lr = S(rule.lr);
  const S momentum = S(rule.momentum);
  switch (rule.kind) {
    case OptimizerKind::sgd:
    case OptimizerKind::numerical:
      update = -lr * gradient;
      break;
    case OptimizerKind::momentum:
      state.velocity = momentum * state.velocity - lr * gradient;
      update = state.velocity;
      break;
    case OptimizerKind::nesterov:
      update = -momentum * state.velocity;
      state.velocity = momentum * state.velocity - lr * gradient;
      update += (1 + momentum) * state.velocity;
      break;
    case OptimizerKind::adagrad:
      state.squares += gradient.cwiseAbs2();
      scaleByRoot(rule, gradient, state.squares, update);
      break;
    case OptimizerKind::rmsprop:
      state.squares = S(rule.rms_decay) * state.squares + S(1 - rule.rms_decay) * gradient.cwiseAbs2();
      scaleByRoot(rule, gradient, state.squares, update);
      break;
    case OptimizerKind::adam:
      computeAdam(rule, gradient, state, update);
      break;
    case OptimizerKind::random_search:
    case OptimizerKind::local_search:
      update.setZero();
      break;
  }
}

template OptimizerState<float> startedMemory(OptimizerKind, Index);
template OptimizerState<double> startedMemory(OptimizerKind, Index);
template void computeUpdate(const UpdateRule&, const Vector<float>&, OptimizerState<float>&, Vector<float>&);
template void computeUpdate(const UpdateRule&, const Vector<double>&, OptimizerState<double>&, Vector<double>&);

}  // namespace lab
