#include "train/broken_gradient.h"

#include <optional>

namespace lab {

Vector<double> gradientWith(GradientBreak mistake, const Model<double>& model, const Objective& objective,
                            const Vector<double>& parameters, const Matrix<double>& X,
                            std::span<const std::int32_t> labels, Activations<double>& activations) {
  Vector<double> gradient(parameters.size());
  Objective differentiated = objective;
  if (mistake == GradientBreak::forget_regularizer) differentiated.regularizer = {};
  lossAndGradient<double>(model, differentiated, parameters, X, labels, activations, gradient);
  if (mistake == GradientBreak::flip_sign || mistake == GradientBreak::forget_mean) {
    // Once more from the scores: the mistake is made in dscores and flows back from there.
    model.forward(parameters, X, activations);
    auto dscores = activations.scores.topRows(X.rows());
    lossAndGradient<double>(objective.loss, dscores, labels);
    dscores *= mistake == GradientBreak::flip_sign ? -1.0 : double(X.rows());
    model.backward(parameters, X, activations, gradient);
    for (const ParameterBlock& block : model.blocks()) {
      if (block.is_weight) {
        addPenaltyGradient<double>(objective.regularizer, view(parameters, block), view(gradient, block));
      }
    }
  }
  if (mistake == GradientBreak::forget_bias) {
    for (const ParameterBlock& block : model.blocks()) {
      if (!block.is_weight) gradient.segment(block.offset, block.size()).setZero();
    }
  }
  return gradient;
}

}  // namespace lab
