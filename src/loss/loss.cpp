#include "loss/loss.h"

#include <cmath>

#include "kernels/elementary.h"
#include "kernels/simd.h"

namespace lab {
namespace {

// Sum of logarithms, one call for 64 numbers: those of a softmax are at least 1 and at most C, far from an overflow.
class SumOfLogs {
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

// Calls f.operator()<V>(i) for the examples from i on, as many as V has lanes: whole vectors first, then one by one.
template <class S, class F>
void forExamples(Index examples, const F& f) {
  Index i = 0;
  for (; i + lane_count<S> <= examples; i += lane_count<S>) f.template operator()<Lanes<S>>(i);
  for (; i < examples; ++i) f.template operator()<S>(i);
}

// Columns of scores, or of dscores, and labels.
template <class S>
struct Columns {
  S* scores;
  Index stride;  // of two classes
  Index classes;
  const std::int32_t* labels;

  S* at(Index i, Index c) const { return scores + c * stride + i; }
};

// Lanes whose label is class c, as a condition.
template <class V, class S>
class Labels {
 public:
  Labels(const std::int32_t* labels, Index i) {
    NumberOf<V> numbers[width_of<V>];
    for (Index lane = 0; lane < width_of<V>; ++lane) numbers[lane] = S(labels[i + lane]);
    std::memcpy(&labels_, numbers, sizeof labels_);
  }
  auto are(Index c) const { return labels_ == splat<V>(S(c)); }

 private:
  V labels_;  // classes are small numbers: exact
};

template <class V, class Use>
void forLanes(const V& value, const Use& use) {
  NumberOf<V> lane[width_of<V>];
  std::memcpy(lane, &value, sizeof lane);
  for (const NumberOf<V>& number : lane) use(double(number));
}

// One pass: shift by the row's maximum, exponentiate, sum, loss, and in place dscores = (p - 1(j = y)) / N, with one
// division an example.
template <class S>
S softmaxAndGradient(const Columns<S>& of, Index rows, Index examples) {
  SumOfLogs logs;
  double label_scores = 0;
  const S share = S(1) / S(examples);
  forExamples<S>(rows, [&]<class V>(Index i) {
    const Labels<V, S> labels(of.labels, i);
    // A NaN in the row may be passed over here; it then reaches the sum and the loss.
    V largest = load<V>(of.at(i, 0));
    for (Index c = 1; c < of.classes; ++c) {
      const V score = load<V>(of.at(i, c));
      largest = score > largest ? score : largest;
    }
    V sum{};
    V label_score{};
    for (Index c = 0; c < of.classes; ++c) {
      const V shifted = load<V>(of.at(i, c)) - largest;
      const V e = expNonPositive(shifted);
      store(of.at(i, c), e);
      sum += e;
      label_score = labels.are(c) ? shifted : label_score;
    }
    const V scale = splat<V>(share) / sum;
    for (Index c = 0; c < of.classes; ++c) {
      const V p = load<V>(of.at(i, c)) * scale;
      store<V>(of.at(i, c), labels.are(c) ? p - splat<V>(share) : p);
    }
    forLanes(sum, [&](double lane) { logs.add(lane); });
    forLanes(label_score, [&](double lane) { label_scores += lane; });
  });
  return S((logs.total() - label_scores) / double(examples));
}

// What all rows of an SVM's scores have in common.
template <class S>
struct SvmForm {
  SvmForm(const DataLoss& loss, Index classes)
      : margin(S(loss.margin)),
        squared(loss.power == 2),
        at_label(loss.sum == SvmSum::all ? term(margin) : S(0)),
        share(loss.reduce == SvmReduce::mean ? S(1) / S(classes) : S(1)) {}

  template <class V>
  V term(const V& inside) const {
    return squared ? inside * inside : inside;
  }
  template <class V>
  V slope(const V& inside) const {
    return squared ? 2 * inside : splat<V>(S(1));
  }

  S margin;
  bool squared;
  S at_label;  // the label's own term: a constant
  S share;     // of the terms' sum
};

// The label's dscore is minus the sum of the others': its score is in each of their terms.
template <class S>
S svmAndGradient(const DataLoss& loss, const Columns<S>& of, Index rows, Index examples) {
  const SvmForm<S> form(loss, of.classes);
  const S scale = form.share / S(examples);
  double total = double(form.at_label) * double(rows);
  forExamples<S>(rows, [&]<class V>(Index i) {
    const Labels<V, S> labels(of.labels, i);
    V label_score{};
    for (Index c = 0; c < of.classes; ++c) label_score = labels.are(c) ? load<V>(of.at(i, c)) : label_score;
    const V threshold = label_score - splat<V>(form.margin);
    V terms{}, slopes{};
    for (Index c = 0; c < of.classes; ++c) {
      const V inside = load<V>(of.at(i, c)) - threshold;
      const auto left_out = (inside <= V{}) | labels.are(c);  // NaN counts, and makes the loss NaN
      const V slope = left_out ? V{} : form.slope(inside);
      terms += left_out ? V{} : form.term(inside);
      slopes += slope;
      store<V>(of.at(i, c), slope * splat<V>(scale));
    }
    for (Index c = 0; c < of.classes; ++c) {
      store<V>(of.at(i, c), labels.are(c) ? -splat<V>(scale) * slopes : load<V>(of.at(i, c)));
    }
    forLanes(terms, [&](double lane) { total += lane; });
  });
  return S(total * double(form.share) / double(examples));
}

template <class S>
S softmaxLossOfRow(const Eigen::Ref<const Scores<S>>& scores, Index i, Index label) {
  S largest = scores(i, 0);
  for (Index c = 1; c < scores.cols(); ++c) largest = scores(i, c) > largest ? scores(i, c) : largest;
  S sum = 0;
  for (Index c = 0; c < scores.cols(); ++c) sum += expNonPositive(S(scores(i, c) - largest));
  return std::log(sum) - (scores(i, label) - largest);
}

template <class S>
S svmLossOfRow(const SvmForm<S>& form, const Eigen::Ref<const Scores<S>>& scores, Index i, Index label) {
  S total = form.at_label;
  for (Index c = 0; c < scores.cols(); ++c) {
    const S inside = scores(i, c) - scores(i, label) + form.margin;
    if (c != label && !(inside <= 0)) total += form.term(inside);
  }
  return total * form.share;
}

}  // namespace

template <class S>
S lossAndGradient(const DataLoss& loss, ScoresRef<S> scores, std::span<const std::int32_t> labels, Index examples) {
  const Columns<S> columns{scores.data(), scores.outerStride(), scores.cols(), labels.data()};
  switch (loss.kind) {
    case LossKind::softmax:
      return softmaxAndGradient<S>(columns, scores.rows(), examples);
    case LossKind::svm:
      return svmAndGradient<S>(loss, columns, scores.rows(), examples);
  }
  return {};
}

template <class S>
S lossOnly(const DataLoss& loss, const Eigen::Ref<const Scores<S>>& scores, std::span<const std::int32_t> labels) {
  const SvmForm<S> form(loss, scores.cols());
  const auto lossOfRow = [&](Index i, Index label) -> S {
    switch (loss.kind) {
      case LossKind::softmax:
        return softmaxLossOfRow<S>(scores, i, label);
      case LossKind::svm:
        return svmLossOfRow(form, scores, i, label);
    }
    return {};
  };
  S total = 0;
  for (Index i = 0; i < scores.rows(); ++i) total += lossOfRow(i, labels[static_cast<std::size_t>(i)]);
  return total * (S(1) / S(scores.rows()));
}

double expectedStart(const DataLoss& loss, Index classes) {
  switch (loss.kind) {
    case LossKind::softmax:
      return std::log(double(classes));
    case LossKind::svm: {
      const SvmForm<double> form(loss, classes);
      return (double(classes - 1) * form.term(form.margin) + form.at_label) * form.share;
    }
  }
  return 0;
}

template float lossAndGradient<float>(const DataLoss&, ScoresRef<float>, std::span<const std::int32_t>, Index);
template double lossAndGradient<double>(const DataLoss&, ScoresRef<double>, std::span<const std::int32_t>, Index);
template float lossOnly<float>(const DataLoss&, const Eigen::Ref<const Scores<float>>&, std::span<const std::int32_t>);
template double lossOnly<double>(const DataLoss&, const Eigen::Ref<const Scores<double>>&,
                                 std::span<const std::int32_t>);

}  // namespace lab
