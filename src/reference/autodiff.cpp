#include "reference/autodiff.h"

#include <algorithm>
#include <vector>

#include <unsupported/Eigen/AutoDiff>

namespace lab {
namespace {

// A number and its derivative with respect to the chosen parameter.
using Dual = Eigen::AutoDiffScalar<Eigen::Matrix<double, 1, 1>>;
using Row = std::vector<Dual>;

// The parameters, of which one is the variable and the others are constants.
struct Parameters {
  const Vector<double>& values;
  Index variable;

  Dual at(const ParameterBlock& block, Index row, Index col) const {
    const Index place = block.offset + row * block.cols + col;
    Dual parameter(values[place]);
    if (place == variable) parameter.derivatives()[0] = 1;
    return parameter;
  }
};

// in W + b
Row affine(const Row& in, const Parameters& parameters, const ParameterBlock& W, const ParameterBlock& b) {
  Row out;
  for (Index j = 0; j < W.cols; ++j) out.push_back(parameters.at(b, 0, j));
  for (Index d = 0; d < W.rows; ++d) {
    for (Index j = 0; j < W.cols; ++j) {
      out[static_cast<std::size_t>(j)] += in[static_cast<std::size_t>(d)] * parameters.at(W, d, j);
    }
  }
  return out;
}

// max(0, ·)
void rectify(Row& row) {
  for (Dual& value : row) {
    if (value.value() <= 0) value = Dual(0.0);
  }
}

// Scores of one example, x:(D).
template <class Example>
Row scoresOf(const ModelShape& model, const Parameters& parameters, const Example& x) {
  const std::vector<ParameterBlock>& blocks = parameterBlocks(model);
  Row features;
  for (Index d = 0; d < x.size(); ++d) features.emplace_back(x[d]);
  Row first = affine(features, parameters, blocks[0], blocks[1]);
  if (!hasHidden(model.kind)) return first;
  rectify(first);
  return affine(first, parameters, blocks[2], blocks[3]);
}

// -ln(e^{s_y} / sum_j e^{s_j}), shifted by a constant so that nothing overflows.
Dual softmaxLoss(const Row& scores, std::size_t label) {
  double largest = scores[0].value();
  for (const Dual& score : scores) largest = std::max(largest, score.value());
  Dual sum(0.0);
  for (const Dual& score : scores) sum += Dual(exp(score - largest));
  return Dual(log(sum)) - (scores[label] - largest);
}

Dual svmLoss(const DataLoss& form, const Row& scores, std::size_t label) {
  Dual total(0.0);
  for (std::size_t j = 0; j < scores.size(); ++j) {
    if (j == label && form.sum == SvmSum::others) continue;
    const Dual margin = scores[j] - scores[label] + form.margin;
    if (margin.value() <= 0) continue;
    total += form.power == 2 ? Dual(margin * margin) : margin;
  }
  if (form.reduce == SvmReduce::mean) total /= double(scores.size());
  return total;
}

Dual lossOf(const DataLoss& form, const Row& scores, std::size_t label) {
  switch (form.kind) {
    case LossKind::softmax:
      return softmaxLoss(scores, label);
    case LossKind::svm:
      return svmLoss(form, scores, label);
  }
  return Dual(0.0);
}

Dual penaltyOf(const ModelShape& model, const Regularizer& regularizer, const Parameters& parameters) {
  const double squares = (regularizer.half ? 0.5 : 1) * regularizer.l2 + regularizer.l1 * regularizer.elastic_beta;
  Dual total(0.0);
  for (const ParameterBlock& block : parameterBlocks(model)) {
    if (!block.is_weight) continue;
    for (Index row = 0; row < block.rows; ++row) {
      for (Index col = 0; col < block.cols; ++col) {
        const Dual w = parameters.at(block, row, col);
        total += squares * (w * w);
        if (w.value() > 0) total += regularizer.l1 * w;
        if (w.value() < 0) total -= regularizer.l1 * w;
      }
    }
  }
  return total;
}

}  // namespace

AutomaticDerivative automaticDerivative(const ModelShape& model, const Objective& objective,
                                        const Vector<double>& parameters, const Matrix<double>& X,
                                        std::span<const std::int32_t> labels, Index parameter) {
  const Parameters seeded{parameters, parameter};
  Dual loss(0.0);
  for (Index i = 0; i < X.rows(); ++i) {
    const Row scores = scoresOf(model, seeded, X.row(i));
    const auto label = static_cast<std::size_t>(labels[static_cast<std::size_t>(i)]);
    loss += lossOf(objective.loss, scores, label);
  }
  loss /= double(X.rows());
  loss += penaltyOf(model, objective.regularizer, seeded);
  return {loss.value(), loss.derivatives()[0]};
}

}  // namespace lab
