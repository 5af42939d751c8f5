// The multiclass hinge of an SVM and its gradient on the scores, for `rows` examples of C classes. The loop that it
// replaces is referenceLoss in reference/loss.h:
//   m[c] = max(0, s[c] - s[y] + margin);    loss += share (sum over c != y of m[c]^power + at_label) / examples
//   dscores[c] = share power m[c]^(power-1) 1(m[c] > 0) / examples for c != y;    dscores[y] = -(sum of the others)
// Examples fill the lanes.
#pragma once

#include "kernels/score_columns.h"

namespace lab {

// The forms of the multiclass hinge (loss/data_loss.h).
template <class S>
struct HingeForm {
  S margin;  // above 0
  bool squared;
  S at_label;  // the label's own term, where it counts: a constant
  S share;     // of the terms' sum: 1, or 1/C
  template <class V>
  V term(const V& inside) const {
    return squared ? inside * inside : inside;
  }
  template <class V>
  V slope(const V& inside) const {
    return squared ? 2 * inside : broadcast<V>(S(1));
  }
};

// Turns the scores into dscores and returns the loss. NaN in a row makes the loss NaN.
template <class S>
S hingeAndGradient(const HingeForm<S>& form, const ScoreColumns<S>& batch, Index rows, Index examples);

// The loss of one example alone, of the scores that are `stride` apart.
template <class S>
S hingeLoss(const HingeForm<S>& form, const S* scores, Index stride, Index classes, Index label);

}  // namespace lab
