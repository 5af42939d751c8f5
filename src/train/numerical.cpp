#include "train/numerical.h"

#include <utility>

#include "loss/loss.h"
#include "model/classifiers.h"
#include "optim/numerical_gradient.h"
#include "train/model_loss.h"

namespace lab {

NumericalGradient::NumericalGradient(const ModelShape& shape) : model_(makeModel<double>(shape)) {}

void NumericalGradient::start(const Vector<double>& parameters, Index examples) {
  parameters_ = parameters;
  gradient_.setZero(parameters.size());
  examples_ = examples;
  right_ = 0;
  batch_ = {};
}

void NumericalGradient::addChunk(const Objective& objective, const Matrix<double>& X,
                                 std::span<const std::int32_t> labels, bool measure) {
  LossParts loss;
  bool at_point = true;  // the first call is at the parameters themselves
  const auto lossOf = [&](const Vector<double>& parameters) {
    model_->forward(parameters, X, activations_);
    const auto& scores = activations_.scores.topRows(X.rows());
    const LossParts parts{lossOnly<double>(objective.loss, scores, labels),
                          penaltyOfWeights(*model_, objective.regularizer, parameters)};
    if (std::exchange(at_point, false)) {
      loss = parts;
      if (measure) right_ += countRight<double>(scores, labels);
    }
    return parts.total();
  };
  forwardDifferences(lossOf, parameters_, chunk_gradient_);
  const double share = double(X.rows()) / double(examples_);  // of the penalty, too
  batch_.loss.data_loss += share * loss.data_loss;
  batch_.loss.reg_loss = loss.reg_loss;
  batch_.accuracy = double(right_) / double(examples_);
  gradient_ += share * chunk_gradient_;
}

}  // namespace lab
