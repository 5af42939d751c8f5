// Data losses: from scores (N,C) to the mean loss, and its gradient on the scores.
#pragma once

#include <span>

#include "core/matrix.h"

namespace lab {

enum class LossKind { softmax, svm };
// Which classes the SVM's loss of an example adds up: those that are not its label, or all (the lecture's question 1).
enum class SvmSum { others, all };
// Whether they are added up, or averaged over the C classes (question 2; as PyTorch's MultiMarginLoss does).
enum class SvmReduce { sum, mean };

// A data loss with its variants. The defaults are the course's standard form. Softmax cross-entropy has none:
//   L_i = -ln(e^{s_y} / sum_j e^{s_j})
// Multiclass SVM (Weston-Watkins), with m_j = max(0, s_j - s_y + margin):
//   L_i = sum_{j != y} m_j^power      and with SvmSum::all + margin^power, with SvmReduce::mean all of it / C
struct DataLoss {
  // Implicit: a kind is its standard form.
  DataLoss(LossKind loss = LossKind::softmax) : kind(loss) {}

  LossKind kind;
  double margin = 1;  // above 0
  int power = 1;      // 1: hinge, 2: squared hinge
  SvmSum sum = SvmSum::others;
  SvmReduce reduce = SvmReduce::sum;
};

// Sum of the rows' losses over `examples`, their mean if that is the number of rows; a batch may come in pieces. Turns
// `scores` into dscores in place: (p - 1(j = y)) / examples, or of the SVM, with r = 1 or 1/C,
// r power m_j^(power-1) 1(m_j > 0) / examples for j != y, and at y minus their sum.
// Preconditions: scores has N >= 1 rows and at least two columns; labels are within them.
template <class S>
S lossAndGradient(const DataLoss& loss, ScoresRef<S> scores, std::span<const std::int32_t> labels, Index examples);
template <class S>
S lossAndGradient(const DataLoss& loss, ScoresRef<S> scores, std::span<const std::int32_t> labels) {
  return lossAndGradient<S>(loss, scores, labels, scores.rows());
}

// The mean loss without the gradient.
template <class S>
S lossOnly(const DataLoss& loss, const Eigen::Ref<const Scores<S>>& scores, std::span<const std::int32_t> labels);

// Loss of a model that gives every class the same score: ln C for softmax, C - 1 for the SVM in its standard form.
double expectedStart(const DataLoss& loss, Index classes);

}  // namespace lab
