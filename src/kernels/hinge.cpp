#include "kernels/hinge.h"

namespace lab {

// The label's dscore is minus the sum of the others': its score is in each of their terms.
template <class S>
S hingeAndGradient(const HingeForm<S>& form, const ScoreColumns<S>& batch, Index rows, Index examples) {
  const S scale = form.share / S(examples);
  double total = double(form.at_label) * double(rows);
  forExamples<S>(rows, [&]<class V>(Index i) {
    const LabelMask<V, S> labels(batch.labels, i);
    V label_score{};
    for (Index c = 0; c < batch.classes; ++c) label_score = labels.are(c) ? load<V>(batch.at(i, c)) : label_score;
    const V threshold = label_score - broadcast<V>(form.margin);
    V terms{}, slopes{};
    for (Index c = 0; c < batch.classes; ++c) {
      const V inside = load<V>(batch.at(i, c)) - threshold;
      const auto left_out = (inside <= V{}) | labels.are(c);  // NaN counts, and makes the loss NaN
      const V slope = left_out ? V{} : form.slope(inside);
      terms += left_out ? V{} : form.term(inside);
      slopes += slope;
      store<V>(batch.at(i, c), slope * broadcast<V>(scale));
    }
    for (Index c = 0; c < batch.classes; ++c) {
      store<V>(batch.at(i, c), labels.are(c) ? -broadcast<V>(scale) * slopes : load<V>(batch.at(i, c)));
    }
    forLanes(terms, [&](double lane) { total += lane; });
  });
  return S(total * double(form.share) / double(examples));
}

template <class S>
S hingeLoss(const HingeForm<S>& form, const S* scores, Index stride, Index classes, Index label) {
  S total = form.at_label;
  for (Index c = 0; c < classes; ++c) {
    const S inside = scores[c * stride] - scores[label * stride] + form.margin;
    if (c != label && !(inside <= 0)) total += form.term(inside);
  }
  return total * form.share;
}

template float hingeAndGradient(const HingeForm<float>&, const ScoreColumns<float>&, Index, Index);
template double hingeAndGradient(const HingeForm<double>&, const ScoreColumns<double>&, Index, Index);
template float hingeLoss(const HingeForm<float>&, const float*, Index, Index, Index);
template double hingeLoss(const HingeForm<double>&, const double*, Index, Index, Index);

}  // namespace lab
