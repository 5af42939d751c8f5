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

// What all rows of an SVM's scores have in common.
template <class S>
struct SvmForm {
  SvmForm(const DataLoss& loss, Index classes)
      : margin(S(loss.margin)),
        squared(loss.power == 2),
        at_label(loss.sum == SvmSum::all ? term(margin) : S(0)),
        share(loss.reduce == SvmReduce::mean ? S(1) / S(classes) : S(1)) {}

  S term(S inside) const { return squared ? inside * inside : inside; }
  S slope(S inside) const { return squared ? 2 * inside : S(1); }

  S margin;
  bool squared;
  S at_label;  // the label's own term: a constant
  S share;     // of the terms' sum
};

// The label's dscore is minus the sum of the others': its score is in each of their terms.
template <class S>
S svmAndGradient(const DataLoss& loss, Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels) {
  const Index examples = scores.rows();
  const Index classes = scores.cols();
  const SvmForm<S> form(loss, classes);
  const S scale = form.share / S(examples);
  S total = 0;
  for (Index i = 0; i < examples; ++i) {
    S* row = scores.row(i).data();
    const Index label = labels[static_cast<std::size_t>(i)];
    const S threshold = row[label] - form.margin;
    S slopes = 0;
    total += form.at_label;
    for (Index j = 0; j < classes; ++j) {
      const S inside = row[j] - threshold;
      const bool counts = j != label && !(inside <= 0);  // NaN counts, and makes the loss NaN
      total += counts ? form.term(inside) : S(0);
      row[j] = counts ? form.slope(inside) : S(0);
      slopes += row[j];
      row[j] *= scale;
    }
    row[label] = -scale * slopes;
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
S svmLossOfRow(const SvmForm<S>& form, const S* row, Index classes, Index label) {
  S total = form.at_label;
  for (Index j = 0; j < classes; ++j) {
    const S inside = row[j] - row[label] + form.margin;
    if (j != label && !(inside <= 0)) total += form.term(inside);
  }
  return total * form.share;
}

}  // namespace

template <class S>
S lossAndGradient(const DataLoss& loss, Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels) {
  return loss.kind == LossKind::softmax ? softmaxAndGradient<S>(scores, labels)
                                        : svmAndGradient<S>(loss, scores, labels);
}

template <class S>
S lossOnly(const DataLoss& loss, const Eigen::Ref<const Matrix<S>>& scores, std::span<const std::int32_t> labels) {
  const SvmForm<S> form(loss, scores.cols());
  S total = 0;
  for (Index i = 0; i < scores.rows(); ++i) {
    const S* row = scores.row(i).data();
    const Index label = labels[static_cast<std::size_t>(i)];
    total += loss.kind == LossKind::softmax ? softmaxLossOfRow(row, scores.cols(), label)
                                            : svmLossOfRow(form, row, scores.cols(), label);
  }
  return total * (S(1) / S(scores.rows()));
}

double expectedStart(const DataLoss& loss, Index classes) {
  if (loss.kind == LossKind::softmax) return std::log(double(classes));
  const SvmForm<double> form(loss, classes);
  return (double(classes - 1) * form.term(form.margin) + form.at_label) * form.share;
}

template float lossAndGradient<float>(const DataLoss&, Eigen::Ref<Matrix<float>>, std::span<const std::int32_t>);
template double lossAndGradient<double>(const DataLoss&, Eigen::Ref<Matrix<double>>, std::span<const std::int32_t>);
template float lossOnly<float>(const DataLoss&, const Eigen::Ref<const Matrix<float>>&, std::span<const std::int32_t>);
template double lossOnly<double>(const DataLoss&, const Eigen::Ref<const Matrix<double>>&,
                                 std::span<const std::int32_t>);

}  // namespace lab
