#include "loss/loss.h"

#include <cmath>

#include "core/math.h"

namespace lab {
namespace {

// Largest of a row of C >= 2 scores. A NaN in the row may be passed over here; it then reaches the sum and the loss.
template <class S>
S rowMaximum(const S* row, Index classes) {
  S largest = row[0];
  for (Index j = 1; j < classes; ++j) largest = row[j] > largest ? row[j] : largest;
  return largest;
}

// One pass a row: shift by the row's maximum, exponentiate, sum, loss, and in place dscores = (p - 1(j = y)) / N. The
// order of operations is the course's own, step by step: another one rounds differently, and after 9,000 steps of the
// two-layer run that shows in the sixth digit.
template <class S>
S softmaxAndGradient(Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels) {
  const Index examples = scores.rows();
  const Index classes = scores.cols();
  const S scale = S(1) / S(examples);
  S total = 0;
  for (Index i = 0; i < examples; ++i) {
    S* row = scores.row(i).data();
    const Index label = labels[static_cast<std::size_t>(i)];
    const S largest = rowMaximum(row, classes);
    const S label_score = row[label] - largest;
    double exact_sum = 0;  // rounds once, whatever the order of the classes
    for (Index j = 0; j < classes; ++j) {
      row[j] = expNonPositive(row[j] - largest);
      exact_sum += double(row[j]);
    }
    const S sum = S(exact_sum);
    total += std::log(sum) - label_score;
    for (Index j = 0; j < classes; ++j) row[j] /= sum;
    row[label] -= S(1);
    for (Index j = 0; j < classes; ++j) row[j] /= S(examples);
  }
  return total * scale;
}

// dscores: 1/N for each class inside the margin, minus their number / N at the label.
template <class S>
S svmAndGradient(Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels) {
  const Index examples = scores.rows();
  const Index classes = scores.cols();
  const S scale = S(1) / S(examples);
  S total = 0;
  for (Index i = 0; i < examples; ++i) {
    S* row = scores.row(i).data();
    const Index label = labels[static_cast<std::size_t>(i)];
    const S threshold = row[label] - S(1);
    S inside = 0;
    for (Index j = 0; j < classes; ++j) {
      const S margin = row[j] - threshold;
      const bool counts = j != label && !(margin <= 0);  // NaN counts, and makes the loss NaN
      total += counts ? margin : S(0);
      inside += counts ? S(1) : S(0);
      row[j] = counts ? scale : S(0);
    }
    row[label] = -scale * inside;
  }
  return total * scale;
}

template <class S>
S softmaxLossOfRow(const S* row, Index classes, Index label) {
  const S largest = rowMaximum(row, classes);
  S sum = 0;
  for (Index j = 0; j < classes; ++j) sum += expNonPositive(row[j] - largest);
  return std::log(sum) - (row[label] - largest);
}

template <class S>
S svmLossOfRow(const S* row, Index classes, Index label) {
  S total = 0;
  for (Index j = 0; j < classes; ++j) {
    const S margin = row[j] - row[label] + S(1);
    if (j != label && !(margin <= 0)) total += margin;
  }
  return total;
}

}  // namespace

template <class S>
S lossAndGradient(LossKind kind, Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels) {
  return kind == LossKind::softmax ? softmaxAndGradient<S>(scores, labels) : svmAndGradient<S>(scores, labels);
}

template <class S>
S lossOnly(LossKind kind, const Eigen::Ref<const Matrix<S>>& scores, std::span<const std::int32_t> labels) {
  S total = 0;
  for (Index i = 0; i < scores.rows(); ++i) {
    const S* row = scores.row(i).data();
    const Index label = labels[static_cast<std::size_t>(i)];
    total += kind == LossKind::softmax ? softmaxLossOfRow(row, scores.cols(), label)
                                       : svmLossOfRow(row, scores.cols(), label);
  }
  return total * (S(1) / S(scores.rows()));
}

double expectedStart(LossKind kind, Index classes) {
  return kind == LossKind::softmax ? std::log(double(classes)) : double(classes - 1);
}

template float lossAndGradient<float>(LossKind, Eigen::Ref<Matrix<float>>, std::span<const std::int32_t>);
template double lossAndGradient<double>(LossKind, Eigen::Ref<Matrix<double>>, std::span<const std::int32_t>);
template float lossOnly<float>(LossKind, const Eigen::Ref<const Matrix<float>>&, std::span<const std::int32_t>);
template double lossOnly<double>(LossKind, const Eigen::Ref<const Matrix<double>>&, std::span<const std::int32_t>);

}  // namespace lab
