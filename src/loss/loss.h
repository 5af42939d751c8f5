// Data losses: from scores (N,C) to the mean loss, and its gradient on the scores.
#pragma once

#include <span>

#include "core/matrix.h"

namespace lab {

enum class LossKind { softmax, svm };

// Softmax cross-entropy, L_i = -ln(e^{s_y} / sum_j e^{s_j}), or multiclass SVM (Weston-Watkins),
// L_i = sum_{j != y} max(0, s_j - s_y + 1). Returns the mean over the rows, and turns `scores` into dscores in place:
// (p - 1(j = y)) / N, or (1(margin > 0) - 1(j = y) * how many margins are positive) / N.
// Preconditions: scores has N >= 1 rows and at least two columns; labels are within them.
template <class S>
S lossAndGradient(LossKind kind, Eigen::Ref<Matrix<S>> scores, std::span<const std::int32_t> labels);

// The same loss without the gradient.
template <class S>
S lossOnly(LossKind kind, const Eigen::Ref<const Matrix<S>>& scores, std::span<const std::int32_t> labels);

// Loss of a model that gives every class the same score: ln C for softmax, C - 1 for the SVM.
double expectedStart(LossKind kind, Index classes);

}  // namespace lab
