// Softmax cross-entropy and its gradient on the scores, for `rows` examples of C classes. The loop that it replaces,
// with the loss and its gradient both over `examples`, is referenceLoss in reference/loss.h:
//   p[c] = e^{s[c]} / sum over j of e^{s[j]};    loss += -ln p[y] / examples;    dscores[c] = (p[c] - 1(c = y)) /
//   examples
// Examples fill the lanes; one division an example, one logarithm for 64.
#pragma once

#include "kernels/score_columns.h"

namespace lab {

// Turns the scores into dscores and returns the loss. NaN in a row makes the loss NaN.
template <class S>
S softmaxAndGradient(const ScoreColumns<S>& batch, Index rows, Index examples);

// -ln p[label] of one example alone, of the scores that are `stride` apart.
template <class S>
S softmaxLoss(const S* scores, Index stride, Index classes, Index label);

}  // namespace lab
