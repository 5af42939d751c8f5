#include "train/broken_gradient.h"

#include "loss/loss.h"
#include "loss/regularizer.h"
#include "train/model_loss.h"

#include <optional>

namespace lab {

Vector<double> gradientWith(GradientBreak mistake, const Model<double>& model, const Objective& objective,
                            const Vector<double>& parameters, const Matrix<double>& X,
                            std::span<const std::int32_t> labels, Activations<double>& activations) {
  Vector<double> gradient(parameters.size());
  Objective differentiated = objective;
  std::optional<double> dscores_factor;
  bool forgets_bias = false;
  switch (mistake) {
    case GradientBreak::none:
      break;
    case GradientBreak::forget_regularizer:
      differentiated.regularizer = {};
      break;
    case GradientBreak::flip_sign:
      dscores_factor = -1.0;
      break;
    case GradientBreak::forget_mean:
      dscores_factor = double(X.rows());
      break;
    case GradientBreak::forget_bias:
      forgets_bias = true;
      break;
  }
  lossAndGradient<double>(model, differentiated, parameters, X, labels, activations, gradient);
  if (dscores_factor) {
    // Once more from the scores: the mistake is made in dscores and flows back from there.
    model.forward(parameters, X, activations);
    auto dscores = activations.scores.topRows(X.rows());
    lossAndGradient<double>(objective.loss, dscores, labels);
    dscores *= *dscores_factor;
    model.backward(X, activations, gradient);
    for (const ParameterBlock& block : model.blocks()) {
      if (block.is_weight) {
        addPenaltyGradient<double>(objective.regularizer, view(parameters, block), view(gradient, block));
      }
    }
  }
  if (forgets_bias) {
    for (const ParameterBlock& block : model.blocks()) {
      if (!block.is_weight) gradient.segment(block.offset, block.size()).setZero();
    }
  }
  return gradient;
}

}  // namespace lab
