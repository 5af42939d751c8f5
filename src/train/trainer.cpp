#include "train/trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab {
namespace {

template <class S>
double penaltyOfWeights(const Model<S>& model, const Regularizer& regularizer, const Vector<S>& parameters) {
  S loss = 0;
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) loss += penalty<S>(regularizer, view(parameters, block));
  }
  return double(loss);
}

// First class with the highest score, as NumPy's argmax.
template <class Row>
std::int32_t highestScore(const Row& scores) {
  Index best = 0;
  for (Index j = 1; j < scores.size(); ++j) {
    if (scores[j] > scores[best]) best = j;
  }
  return static_cast<std::int32_t>(best);
}

template <class S>
double accuracy(const Eigen::Ref<const Matrix<S>>& scores, std::span<const std::int32_t> labels) {
  Index right = 0;
  for (Index i = 0; i < scores.rows(); ++i) {
    right += highestScore(scores.row(i)) == labels[static_cast<std::size_t>(i)];
  }
  return double(right) / double(scores.rows());
}

// Forward and loss, with a look at the scores before the loss turns them into dscores.
template <class S, class Look>
LossParts forwardAndLoss(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                         const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                         Activations<S>& activations, Look look) {
  model.forward(parameters, X, activations);
  look(activations.scores.topRows(X.rows()));
  LossParts loss;
  loss.data_loss = double(lossAndGradient<S>(objective.loss, activations.scores.topRows(X.rows()), labels));
  loss.reg_loss = penaltyOfWeights(model, objective.regularizer, parameters);
  return loss;
}

template <class S>
void backwardWithPenalty(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                         const Eigen::Ref<const Matrix<S>>& X, Activations<S>& activations, Vector<S>& gradient) {
  model.backward(parameters, X, activations, gradient);
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) addPenaltyGradient<S>(objective.regularizer, view(parameters, block), view(gradient, block));
  }
}

}  // namespace

template <class S>
LossParts lossAndGradient(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                          const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                          Activations<S>& activations, Vector<S>& gradient) {
  const LossParts loss = forwardAndLoss(model, objective, parameters, X, labels, activations, [](const auto&) {});
  backwardWithPenalty(model, objective, parameters, X, activations, gradient);
  return loss;
}

template <class S>
Trainer<S>::Trainer(std::unique_ptr<Model<S>> model, Vector<S> parameters, const Dataset& data)
    : model_(std::move(model)),
      X_(data.X.cast<S>()),
      labels_(data.y),
      parameters_(std::move(parameters)),
      optimizer_state_(initialState<S>(parameters_.size())),
      gradient_(parameters_.size()),
      update_(parameters_.size()),
      candidate_(parameters_.size()),
      candidate_state_(optimizer_state_) {}

// Copies the rows of a minibatch into the workspace.
template <class S>
Index Trainer<S>::gather(std::span<const Index> rows) {
  const Index count = static_cast<Index>(rows.size());
  if (batch_X_.rows() < count) batch_X_.resize(count, X_.cols());
  batch_labels_.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    batch_X_.row(static_cast<Index>(i)) = X_.row(rows[i]);
    batch_labels_[i] = labels_[static_cast<std::size_t>(rows[i])];
  }
  return count;
}

template <class S>
StepReport Trainer<S>::step(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows,
                            bool measure) {
  const bool full = rows.empty();
  const Index count = full ? X_.rows() : gather(rows);
  const Eigen::Ref<const Matrix<S>> X = full ? X_.topRows(count) : batch_X_.topRows(count);
  const Labels& labels = full ? labels_ : batch_labels_;

  StepReport report;
  report.batch.loss = forwardAndLoss(*model_, objective, parameters_, X, labels, activations_, [&](const auto& scores) {
    if (measure) report.batch.accuracy = accuracy<S>(scores, labels);
  });
  if (!std::isfinite(report.batch.loss.total())) return report;
  backwardWithPenalty(*model_, objective, parameters_, X, activations_, gradient_);

  // The update is tried on a copy, so that the last finite parameters and velocity survive a divergence.
  candidate_state_.velocity = optimizer_state_.velocity;
  computeUpdate(rule, gradient_, candidate_state_, update_);
  candidate_ = parameters_ + update_;
  if (!candidate_.allFinite()) return report;
  if (measure && parameters_.norm() > 0) report.update_ratio = double(update_.norm() / parameters_.norm());
  parameters_.swap(candidate_);
  optimizer_state_.velocity.swap(candidate_state_.velocity);
  report.applied = true;
  return report;
}

template <class S>
Evaluation Trainer<S>::evaluate(const Objective& objective, std::vector<std::int32_t>* predictions) {
  Evaluation evaluation;
  evaluation.loss =
      forwardAndLoss<S>(*model_, objective, parameters_, X_, labels_, activations_, [&](const auto& scores) {
        evaluation.accuracy = accuracy<S>(scores, labels_);
        if (predictions == nullptr) return;
        predictions->resize(labels_.size());
        for (Index i = 0; i < scores.rows(); ++i) {
          (*predictions)[static_cast<std::size_t>(i)] = highestScore(scores.row(i));
        }
      });
  return evaluation;
}

template <class S>
Eigen::Ref<const Matrix<S>> Trainer<S>::scores(const Eigen::Ref<const Matrix<S>>& X) {
  model_->forward(parameters_, X, activations_);
  return activations_.scores.topRows(X.rows());
}

template <class S>
void Trainer<S>::restore(const Vector<S>& parameters, const OptimizerState<S>& optimizer_state) {
  parameters_ = parameters;
  optimizer_state_ = optimizer_state;
}

template LossParts lossAndGradient(const Model<float>&, const Objective&, const Vector<float>&,
                                   const Eigen::Ref<const Matrix<float>>&, std::span<const std::int32_t>,
                                   Activations<float>&, Vector<float>&);
template LossParts lossAndGradient(const Model<double>&, const Objective&, const Vector<double>&,
                                   const Eigen::Ref<const Matrix<double>>&, std::span<const std::int32_t>,
                                   Activations<double>&, Vector<double>&);
template class Trainer<float>;
template class Trainer<double>;

}  // namespace lab
