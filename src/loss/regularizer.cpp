#include "loss/regularizer.h"

namespace lab {

// What is switched off costs no pass over the weights, and cannot turn an infinite weight into 0 * inf = NaN.
template <class S>
S penalty(const Regularizer& regularizer, ConstMatrixView<S> weights) {
  S loss = 0;
  if (regularizer.l2 != 0) loss += S(regularizer.half ? 0.5 * regularizer.l2 : regularizer.l2) * weights.squaredNorm();
  if (regularizer.l1 != 0) loss += S(regularizer.l1) * weights.template lpNorm<1>();
  return loss;
}

template <class S>
void addPenaltyGradient(const Regularizer& regularizer, ConstMatrixView<S> weights, MatrixView<S> dweights) {
  if (regularizer.l2 != 0) dweights += S(regularizer.half ? regularizer.l2 : 2 * regularizer.l2) * weights;
  if (regularizer.l1 != 0) dweights.array() += S(regularizer.l1) * weights.array().sign();
}

template float penalty<float>(const Regularizer&, ConstMatrixView<float>);
template double penalty<double>(const Regularizer&, ConstMatrixView<double>);
template void addPenaltyGradient<float>(const Regularizer&, ConstMatrixView<float>, MatrixView<float>);
template void addPenaltyGradient<double>(const Regularizer&, ConstMatrixView<double>, MatrixView<double>);

}  // namespace lab
