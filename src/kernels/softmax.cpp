#include "kernels/softmax.h"

#include <cmath>

#include "kernels/elementary.h"

namespace lab {
namespace {

// Sum of logarithms, one call for 64 numbers: those of a softmax are at least 1 and at most C, far from an overflow.
class LogSum {
 public:
  void add(double number) {
    product_ *= number;
    if (++factors_ == 64) close();
  }
  double total() {
    close();
    return sum_;
  }

 private:
  void close() {
    sum_ += std::log(product_);
    product_ = 1;
    factors_ = 0;
  }

  double sum_ = 0, product_ = 1;
  int factors_ = 0;
};

}  // namespace

// One pass: shift by the row's maximum, exponentiate, sum, loss, and in place dscores = (p - 1(j = y)) / N, with one
// division an example.
template <class S>
S softmaxAndGradient(const ScoreColumns<S>& batch, Index rows, Index examples) {
  LogSum logs;
  double label_scores = 0;
  const S share = S(1) / S(examples);
  forExamples<S>(rows, [&]<class V>(Index i) {
    const LabelMask<V, S> labels(batch.labels, i);
    // A NaN in the row may be passed over here; it then reaches the sum and the loss.
    V largest = load<V>(batch.at(i, 0));
    for (Index c = 1; c < batch.classes; ++c) {
      const V score = load<V>(batch.at(i, c));
      largest = score > largest ? score : largest;
    }
    V sum{};
    V label_score{};
    for (Index c = 0; c < batch.classes; ++c) {
      const V shifted = load<V>(batch.at(i, c)) - largest;
      const V e = expNonPositive(shifted);
      store(batch.at(i, c), e);
      sum += e;
      label_score = labels.are(c) ? shifted : label_score;
    }
    const V scale = broadcast<V>(share) / sum;
    for (Index c = 0; c < batch.classes; ++c) {
      const V p = load<V>(batch.at(i, c)) * scale;
      store<V>(batch.at(i, c), labels.are(c) ? p - broadcast<V>(share) : p);
    }
    forLanes(sum, [&](double lane) { logs.add(lane); });
    forLanes(label_score, [&](double lane) { label_scores += lane; });
  });
  return S((logs.total() - label_scores) / double(examples));
}

template <class S>
S softmaxLoss(const S* scores, Index stride, Index classes, Index label) {
  S largest = scores[0];
  for (Index c = 1; c < classes; ++c) largest = scores[c * stride] > largest ? scores[c * stride] : largest;
  S sum = 0;
  for (Index c = 0; c < classes; ++c) sum += expNonPositive(S(scores[c * stride] - largest));
  return std::log(sum) - (scores[label * stride] - largest);
}

template float softmaxAndGradient(const ScoreColumns<float>&, Index, Index);
template double softmaxAndGradient(const ScoreColumns<double>&, Index, Index);
template float softmaxLoss(const float*, Index, Index, Index);
template double softmaxLoss(const double*, Index, Index, Index);

}  // namespace lab
