#include "loss/regularizer.h"

#include "kernels/subnormal.h"

namespace lab {

namespace {

// Of W^2, as the two penalties together have it.
double squaresFactor(const Regularizer& regularizer) {
  return (regularizer.half ? 0.5 : 1.0) * regularizer.l2 + regularizer.l1 * regularizer.elastic_beta;
}

}  // namespace

// What is switched off costs no pass over the weights, and cannot turn an infinite weight into 0 * inf = NaN.
template <class S>
S penalty(const Regularizer& regularizer, ConstMatrixView<S> weights) {
  S loss = 0;
  const double squares = squaresFactor(regularizer);
  if (squares != 0) loss += S(squares) * weights.squaredNorm();
  if (regularizer.l1 != 0) loss += S(regularizer.l1) * weights.template lpNorm<1>();
  return loss;
}

WeightDecay weightDecay(const Regularizer& regularizer) { return {2 * squaresFactor(regularizer), regularizer.l1}; }

template <class S>
void addPenaltyGradient(const Regularizer& regularizer, ConstMatrixView<S> weights, MatrixView<S> dweights) {
  const WeightDecay decay = weightDecay(regularizer);
  if (decay.l2 != 0) dweights += S(decay.l2) * weights;
  if (decay.l1 != 0) dweights.array() += S(decay.l1) * weights.array().sign();
}

template <class S>
void clipColumnNorms(double max_norm, MatrixView<S> weights) {
  for (Index j = 0; j < weights.cols(); ++j) {
    const S length = weights.col(j).norm();
    if (!(length > S(max_norm))) continue;
    const S factor = S(max_norm) / length;
    weights.col(j) = weights.col(j).unaryExpr([=](S w) { return flushed(factor * w, smallest_factor<S>); });
  }
}

template float penalty<float>(const Regularizer&, ConstMatrixView<float>);
template double penalty<double>(const Regularizer&, ConstMatrixView<double>);
template void addPenaltyGradient<float>(const Regularizer&, ConstMatrixView<float>, MatrixView<float>);
template void addPenaltyGradient<double>(const Regularizer&, ConstMatrixView<double>, MatrixView<double>);
template void clipColumnNorms<float>(double, MatrixView<float>);
template void clipColumnNorms<double>(double, MatrixView<double>);

}  // namespace lab
