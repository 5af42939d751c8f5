// Data losses: from scores (N,C) to the mean loss, and its gradient on the scores.
//
// Every loss keeps two promises, which the layers that make the scores build on (OutputLayer leaves out one class of
// wide inputs, and Activations::relative gives the scores less an example's last one):
//   - It depends on differences of an example's scores alone: the same number added to all of a row changes neither the
//     loss nor dscores, but for rounding.
//   - The dscores of each row add up to 0, but for rounding. (The first promise says so of an exact gradient.)
// A loss of each class by itself, such as a sigmoid's, keeps neither. A new kind is held to both by a test over all of
// them.
#pragma once

#include <span>

#include "core/matrix.h"
#include "loss/data_loss.h"

namespace lab {

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
S lossOnly(const DataLoss& loss, const ConstScoresRef<S>& scores, std::span<const std::int32_t> labels);

}  // namespace lab
