#include "train/trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "loss/regularizer.h"
#include "train/model_loss.h"

namespace lab {
namespace {

// Whether the rows are examples that lie one after the other.
bool consecutive(std::span<const Index> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i] != rows[i - 1] + 1) return false;
  }
  return true;
}

}  // namespace

template <class S>
Trainer<S>::Trainer(std::unique_ptr<Model<S>> model, Vector<S> parameters, std::unique_ptr<ExampleSource<S>> examples)
    : model_(std::move(model)),
      examples_(std::move(examples)),
      parameters_(std::move(parameters)),
      gradient_(parameters_.size()),
      candidate_(parameters_.size()) {}

// Calls `use` with X and labels of one chunk of the batch after the other. Examples that lie in order are looked at
// where they are; others are gathered.
template <class S>
template <class Use>
void Trainer<S>::forEachChunk(std::span<const Index> rows, Index chunk_rows, Use&& use) {
  const Index total = batchSize(rows);
  const bool in_order = rows.empty() || (consecutive(rows) && rows.back() < examples_->size());
  const Index start = rows.empty() ? 0 : rows.front();
  for (Index first = 0; first < total; first += chunk_rows) {
    const Index count = std::min(chunk_rows, total - first);
    const auto size = static_cast<std::size_t>(count);
    if (in_order) {
      const auto at = static_cast<std::size_t>(start + first);
      use(examples_->slice(start + first, count, batch_X_), examples_->labels().subspan(at, size));
      continue;
    }
    const std::span<const Index> chosen = rows.subspan(static_cast<std::size_t>(first), size);
    const auto X = examples_->gather(chosen, batch_X_);
    batch_labels_.resize(size);
    for (std::size_t i = 0; i < size; ++i) batch_labels_[i] = examples_->labelOf(chosen[i]);
    use(X, batch_labels_);
  }
}

// Sets the weights for passes that are about a loss.
template <class S>
void Trainer<S>::setWeights(const Vector<S>& parameters) {
  activations_.use = ScoreUse::differences;
  model_->setWeights(parameters, activations_);
}

// Loss of the parameters that are set, on the batch. `after` is called with X after each chunk's loss, while the
// activations holds its dscores.
template <class S>
template <class AfterChunk>
Evaluation Trainer<S>::lossOfBatch(const Objective& objective, const Vector<S>& parameters, std::span<const Index> rows,
                                   bool measure, AfterChunk&& after) {
  Evaluation batch;
  Index right = 0;
  const Index total = batchSize(rows);
  forEachChunk(rows, model_->chunkRows(), [&](const ConstRowsRef<S>& X, std::span<const std::int32_t> labels) {
    model_->forward(X, activations_);
    if (measure) right += countRight<S>(activations_.scores.topRows(X.rows()), labels);
    batch.loss.data_loss += dataLossOfChunk(objective.loss, labels, total, activations_);
    after(X);
  });
  batch.accuracy = double(right) / double(total);
  batch.loss.reg_loss = penaltyOfWeights(*model_, objective.regularizer, parameters);
  return batch;
}

// Data loss, penalty, and the gradient of the data loss.
template <class S>
Evaluation Trainer<S>::gradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure) {
  const auto backward = [&](const ConstRowsRef<S>& X) { model_->backward(X, activations_); };
  setWeights(parameters_);
  model_->startGradient(gradient_, activations_);
  const Evaluation batch = lossOfBatch(objective, parameters_, rows, measure, backward);
  model_->finishGradient(activations_);
  return batch;
}

// The same, but the gradient comes from differences, of the penalty too, in chunks as large as memory likes.
template <class S>
Evaluation Trainer<S>::numericalGradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure) {
  if (!numerical_) numerical_ = std::make_unique<NumericalGradient>(model_->shape());
  numerical_->start(parameters_.template cast<double>(), batchSize(rows));
  forEachChunk(rows, rowsAtOnce(examples_->features()),
               [&](const ConstRowsRef<S>& X, std::span<const std::int32_t> labels) {
                 numerical_X_ = X.template cast<double>();
                 numerical_->addChunk(objective, numerical_X_, labels, measure);
               });
  gradient_ = numerical_->gradient().template cast<S>();
  return numerical_->batch();
}

// The update is tried on a copy, so that the last finite parameters and the optimizer's memory survive a divergence.
// Penalty, rule and new parameters are one pass over each block. False: the candidate is not finite.
template <class S>
bool Trainer<S>::makeCandidate(const Objective& objective, const UpdateRule& rule) {
  // A numerical gradient has the penalty's in it.
  const bool numerical = rule.kind == OptimizerKind::numerical;
  const WeightDecay decay = numerical ? WeightDecay{} : weightDecay(objective.regularizer);
  const StepVectors<S> vectors{parameters_, optimizer_state_, gradient_, candidate_, candidate_state_};
  bool finite = true;
  beginStep(rule, vectors);
  for (const ParameterBlock& block : model_->blocks()) {
    const WeightDecay of_block = block.is_weight ? decay : WeightDecay{};
    finite = stepBlock(rule, of_block, vectors, block.offset, block.size()) && finite;
  }
  if (objective.max_norm > 0) {
    applyMaxNorm(*model_, objective.max_norm, candidate_);
    gradient_ = candidate_ - parameters_;
    finite = candidate_.allFinite();
  }
  return finite;
}

template <class S>
void Trainer<S>::takeCandidate(bool measure, StepReport& report) {
  if (measure && parameters_.norm() > 0) report.update_ratio = double(gradient_.norm() / parameters_.norm());
  parameters_.swap(candidate_);
  moved_ = true;
}

template <class S>
StepReport Trainer<S>::step(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows,
                            bool measure, Dropout dropout) {
  StepReport report;
  moved_ = false;
  activations_.dropout = dropout;
  const bool numerical = rule.kind == OptimizerKind::numerical;
  report.batch =
      numerical ? numericalGradientOfBatch(objective, rows, measure) : gradientOfBatch(objective, rows, measure);
  activations_.dropout = {};
  if (!std::isfinite(report.batch.loss.total()) || !makeCandidate(objective, rule)) return report;
  takeCandidate(measure, report);
  std::swap(optimizer_state_, candidate_state_);
  report.applied = true;
  return report;
}

template <class S>
StepReport Trainer<S>::searchStep(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows,
                                  bool measure, SearchState& search) {
  const auto lossOf = [&](const Vector<S>& parameters, bool look) {
    setWeights(parameters);
    return lossOfBatch(objective, parameters, rows, look, [](const auto&) {});
  };
  StepReport report{.batch = lossOf(parameters_, measure), .applied = true};
  drawCandidate(rule, parameters_, search.random, candidate_);
  applyMaxNorm(*model_, objective.max_norm, candidate_);
  const double best = report.batch.loss.total();
  const double tried = lossOf(candidate_, false).loss.total();
  moved_ = countTry(rule.kind, tried, best, search.progress);
  if (!moved_) return report;
  gradient_ = candidate_ - parameters_;
  takeCandidate(measure, report);
  return report;
}

template <class S>
Evaluation Trainer<S>::evaluateOn(const ExampleSource<S>& examples, const Objective& objective,
                                  std::vector<std::int32_t>* predictions) {
  EvaluationSums sums;
  if (predictions == nullptr) return *evaluateNext(examples, objective, examples.size(), sums);
  predictions->resize(static_cast<std::size_t>(examples.size()));
  const auto see = [predictions](Index first, const ConstScoresRef<S>& scores) {
    for (Index i = 0; i < scores.rows(); ++i) {
      (*predictions)[static_cast<std::size_t>(first + i)] = predictedClass(scores.row(i));
    }
  };
  return *evaluateNext(examples, objective, examples.size(), sums, see);
}

template <class S>
std::optional<Evaluation> Trainer<S>::evaluateNext(const ExampleSource<S>& examples, const Objective& objective,
                                                   Index most, EvaluationSums& sums, const SeeScores<S>& see) {
  return lab::evaluateNext(*model_, parameters_, objective, examples, most, sums, see, activations_, batch_X_);
}

template <class S>
ConstScoresRef<S> Trainer<S>::scores(const ConstRowsRef<S>& X) {
  activations_.use = ScoreUse::values;
  model_->forward(parameters_, X, activations_);
  return activations_.scores.topRows(X.rows());
}

template <class S>
void Trainer<S>::restore(const Vector<S>& parameters, const OptimizerState<S>& optimizer_state) {
  parameters_ = parameters;
  optimizer_state_ = optimizer_state;
  moved_ = false;
}

template class Trainer<float>;
template class Trainer<double>;

}  // namespace lab
