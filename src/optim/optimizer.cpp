#include "optim/optimizer.h"

namespace lab {

template <class S>
OptimizerState<S> initialState(Index parameter_count) {
  return {.velocity = Vector<S>::Zero(parameter_count)};
}

template <class S>
void computeUpdate(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state, Vector<S>& update) {
  switch (rule.kind) {
    case OptimizerKind::sgd:
      update = S(-rule.lr) * gradient;
      break;
    case OptimizerKind::momentum:
      state.velocity = S(rule.momentum) * state.velocity - S(rule.lr) * gradient;
      update = state.velocity;
      break;
  }
}

template OptimizerState<float> initialState(Index);
template OptimizerState<double> initialState(Index);
template void computeUpdate(const UpdateRule&, const Vector<float>&, OptimizerState<float>&, Vector<float>&);
template void computeUpdate(const UpdateRule&, const Vector<double>&, OptimizerState<double>&, Vector<double>&);

}  // namespace lab
