#include "train/model_loss.h"

#include "loss/loss.h"
#include "loss/regularizer.h"

namespace lab {

template <class S>
double penaltyOfWeights(const Model<S>& model, const Regularizer& regularizer, const Vector<S>& parameters) {
  S loss = 0;
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) loss += penalty<S>(regularizer, view(parameters, block));
  }
  return double(loss);
}

template <class S>
void applyMaxNorm(const Model<S>& model, double max_norm, Vector<S>& parameters) {
  if (!(max_norm > 0)) return;
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) clipColumnNorms<S>(max_norm, view(parameters, block));
  }
}

template <class S>
Index countRight(const ConstScoresRef<S>& scores, std::span<const std::int32_t> labels) {
  Index right = 0;
  for (Index i = 0; i < scores.rows(); ++i) {
    right += predictedClass(scores.row(i)) == labels[static_cast<std::size_t>(i)];
  }
  return right;
}

template <class S>
double dataLossOfChunk(const DataLoss& loss, std::span<const std::int32_t> labels, Index examples,
                       Activations<S>& activations) {
  const auto scores = activations.scores.topRows(static_cast<Index>(labels.size()));
  return double(lossAndGradient<S>(loss, scores, labels, examples));
}

template <class S>
LossParts lossAndGradient(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                          const ConstRowsRef<S>& X, std::span<const std::int32_t> labels, Activations<S>& activations,
                          Vector<S>& gradient) {
  activations.use = ScoreUse::differences;
  LossParts loss;
  model.forward(parameters, X, activations);
  loss.data_loss = dataLossOfChunk(objective.loss, labels, X.rows(), activations);
  loss.reg_loss = penaltyOfWeights(model, objective.regularizer, parameters);
  model.backward(X, activations, gradient);
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) addPenaltyGradient<S>(objective.regularizer, view(parameters, block), view(gradient, block));
  }
  return loss;
}

template <class S>
LossParts lossAt(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                 const ConstRowsRef<S>& X, std::span<const std::int32_t> labels, Activations<S>& activations) {
  activations.use = ScoreUse::differences;
  model.forward(parameters, X, activations);
  return {double(lossOnly<S>(objective.loss, activations.scores.topRows(X.rows()), labels)),
          penaltyOfWeights(model, objective.regularizer, parameters)};
}

#define LAB_INSTANTIATE(S)                                                                                        \
  template double penaltyOfWeights(const Model<S>&, const Regularizer&, const Vector<S>&);                        \
  template void applyMaxNorm(const Model<S>&, double, Vector<S>&);                                                \
  template Index countRight<S>(const ConstScoresRef<S>&, std::span<const std::int32_t>);                          \
  template double dataLossOfChunk(const DataLoss&, std::span<const std::int32_t>, Index, Activations<S>&);        \
  template LossParts lossAndGradient(const Model<S>&, const Objective&, const Vector<S>&, const ConstRowsRef<S>&, \
                                     std::span<const std::int32_t>, Activations<S>&, Vector<S>&);                 \
  template LossParts lossAt(const Model<S>&, const Objective&, const Vector<S>&, const ConstRowsRef<S>&,          \
                            std::span<const std::int32_t>, Activations<S>&);
LAB_INSTANTIATE(float)
LAB_INSTANTIATE(double)
#undef LAB_INSTANTIATE

}  // namespace lab
