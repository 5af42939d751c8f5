#include "loss/loss.h"

#include <cmath>

#include "kernels/hinge.h"
#include "kernels/softmax.h"

namespace lab {
namespace {

template <class S>
HingeForm<S> hingeForm(const DataLoss& loss, Index classes) {
  HingeForm<S> form{};
  form.margin = S(loss.margin);
  form.squared = loss.power == 2;
  switch (loss.sum) {
    case SvmSum::others:
      form.at_label = 0;
      break;
    case SvmSum::all:
      form.at_label = form.term(form.margin);
  }
  switch (loss.reduce) {
    case SvmReduce::sum:
      form.share = 1;
      break;
    case SvmReduce::mean:
      form.share = S(1) / S(classes);
  }
  return form;
}

}  // namespace

template <class S>
S lossAndGradient(const DataLoss& loss, ScoresRef<S> scores, std::span<const std::int32_t> labels, Index examples) {
  const ScoreColumns<S> batch{scores.data(), scores.outerStride(), scores.cols(), labels.data()};
  switch (loss.kind) {
    case LossKind::softmax:
      return softmaxAndGradient(batch, scores.rows(), examples);
    case LossKind::svm:
      return hingeAndGradient(hingeForm<S>(loss, scores.cols()), batch, scores.rows(), examples);
  }
  return {};
}

template <class S>
S lossOnly(const DataLoss& loss, const ConstScoresRef<S>& scores, std::span<const std::int32_t> labels) {
  const Index stride = scores.outerStride();
  const HingeForm<S> form = hingeForm<S>(loss, scores.cols());
  const auto lossOfRow = [&](Index i, Index label) -> S {
    const S* row = scores.data() + i;
    switch (loss.kind) {
      case LossKind::softmax:
        return softmaxLoss(row, stride, scores.cols(), label);
      case LossKind::svm:
        return hingeLoss(form, row, stride, scores.cols(), label);
    }
    return {};
  };
  S total = 0;
  for (Index i = 0; i < scores.rows(); ++i) total += lossOfRow(i, labels[static_cast<std::size_t>(i)]);
  return total * (S(1) / S(scores.rows()));
}

double chanceLoss(const DataLoss& loss, Index classes) {
  switch (loss.kind) {
    case LossKind::softmax:
      return std::log(double(classes));
    case LossKind::svm: {
      const HingeForm<double> form = hingeForm<double>(loss, classes);
      return (double(classes - 1) * form.term(form.margin) + form.at_label) * form.share;
    }
  }
  return 0;
}

template float lossAndGradient<float>(const DataLoss&, ScoresRef<float>, std::span<const std::int32_t>, Index);
template double lossAndGradient<double>(const DataLoss&, ScoresRef<double>, std::span<const std::int32_t>, Index);
template float lossOnly<float>(const DataLoss&, const ConstScoresRef<float>&, std::span<const std::int32_t>);
template double lossOnly<double>(const DataLoss&, const ConstScoresRef<double>&, std::span<const std::int32_t>);

}  // namespace lab
