#include "reference/loss.h"

#include <algorithm>
#include <cmath>

namespace lab {
namespace {

template <class S>
S naiveSoftmax(const Matrix<S>& scores, std::span<const std::int32_t> labels, Matrix<S>& dscores) {
  const Index examples = scores.rows();
  S total = 0;
  for (Index i = 0; i < examples; ++i) {
    const Index label = labels[static_cast<std::size_t>(i)];
    S largest = scores(i, 0);
    for (Index j = 1; j < scores.cols(); ++j) largest = std::max(largest, scores(i, j));
    S sum = 0;
    for (Index j = 0; j < scores.cols(); ++j) sum += std::exp(scores(i, j) - largest);
    total += std::log(sum) - (scores(i, label) - largest);
    for (Index j = 0; j < scores.cols(); ++j) {
      const S probability = std::exp(scores(i, j) - largest) / sum;
      dscores(i, j) = (probability - (j == label ? S(1) : S(0))) / S(examples);
    }
  }
  return total / S(examples);
}

template <class S>
S naiveSvm(const DataLoss& loss, const Matrix<S>& scores, std::span<const std::int32_t> labels, Matrix<S>& dscores) {
  const Index examples = scores.rows();
  dscores.setZero();
  const S terms = loss.reduce == SvmReduce::mean ? S(scores.cols()) : S(1);
  S total = 0;
  for (Index i = 0; i < examples; ++i) {
    const Index label = labels[static_cast<std::size_t>(i)];
    for (Index j = 0; j < scores.cols(); ++j) {
      if (j == label && loss.sum == SvmSum::others) continue;
      const S margin = scores(i, j) - scores(i, label) + S(loss.margin);
      if (!(margin > 0)) continue;
      const S slope = loss.power == 2 ? 2 * margin : S(1);
      total += (loss.power == 2 ? margin * margin : margin) / terms;
      dscores(i, j) += slope / terms / S(examples);
      dscores(i, label) -= slope / terms / S(examples);
    }
  }
  return total / S(examples);
}

}  // namespace

template <class S>
S referenceLoss(const DataLoss& loss, const Matrix<S>& scores, std::span<const std::int32_t> labels,
                Matrix<S>& dscores) {
  dscores.resize(scores.rows(), scores.cols());
  switch (loss.kind) {
    case LossKind::softmax:
      return naiveSoftmax(scores, labels, dscores);
    case LossKind::svm:
      return naiveSvm(loss, scores, labels, dscores);
  }
  return {};
}

template <class S>
S referencePenalty(const Regularizer& regularizer, const Matrix<S>& weights, Matrix<S>& dweights) {
  const S factor = regularizer.half ? S(0.5) : S(1);
  S total = 0;
  for (Index r = 0; r < weights.rows(); ++r) {
    for (Index c = 0; c < weights.cols(); ++c) {
      const S w = weights(r, c);
      const S beta = S(regularizer.elastic_beta);
      total += factor * S(regularizer.l2) * w * w + S(regularizer.l1) * (beta * w * w + std::abs(w));
      const S sign = w > 0 ? S(1) : (w < 0 ? S(-1) : S(0));
      dweights(r, c) += 2 * factor * S(regularizer.l2) * w + S(regularizer.l1) * (2 * beta * w + sign);
    }
  }
  return total;
}

template float referenceLoss(const DataLoss&, const Matrix<float>&, std::span<const std::int32_t>, Matrix<float>&);
template double referenceLoss(const DataLoss&, const Matrix<double>&, std::span<const std::int32_t>, Matrix<double>&);
template float referencePenalty(const Regularizer&, const Matrix<float>&, Matrix<float>&);
template double referencePenalty(const Regularizer&, const Matrix<double>&, Matrix<double>&);

}  // namespace lab
