#include "train/trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/classifiers.h"
#include "optim/numerical_gradient.h"

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
Index countRight(const Eigen::Ref<const Scores<S>>& scores, std::span<const std::int32_t> labels) {
  Index right = 0;
  for (Index i = 0; i < scores.rows(); ++i) {
    right += highestScore(scores.row(i)) == labels[static_cast<std::size_t>(i)];
  }
  return right;
}

// Forward and data loss, with a look at the scores before the loss turns them into dscores. Losses and verdicts depend
// on the differences of an example's scores alone. The loss is the piece's part of the mean over `examples`.
template <class S, class Look>
double forwardAndLoss(const Model<S>& model, const DataLoss& loss, const Vector<S>& parameters,
                      const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels, Index examples,
                      Piece piece, Activations<S>& activations, Look look) {
  activations.relative = true;
  model.forward(parameters, X, activations, piece);
  look(activations.scores.topRows(X.rows()));
  return double(lossAndGradient<S>(loss, activations.scores.topRows(X.rows()), labels, examples));
}

template <class S>
void addPenaltyGradients(const Model<S>& model, const Regularizer& regularizer, const Vector<S>& parameters,
                         Vector<S>& gradient) {
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) addPenaltyGradient<S>(regularizer, view(parameters, block), view(gradient, block));
  }
}

template <class S>
void keepBounds(const Model<S>& model, double max_norm, Vector<S>& parameters) {
  if (!(max_norm > 0)) return;
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) shortenColumns<S>(max_norm, view(parameters, block));
  }
}

// Whether the rows are examples that lie one after the other.
bool consecutive(std::span<const Index> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i] != rows[i - 1] + 1) return false;
  }
  return true;
}

}  // namespace

template <class S>
LossParts lossAndGradient(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                          const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                          Activations<S>& activations, Vector<S>& gradient) {
  LossParts loss;
  loss.data_loss =
      forwardAndLoss(model, objective.loss, parameters, X, labels, X.rows(), {}, activations, [](const auto&) {});
  loss.reg_loss = penaltyOfWeights(model, objective.regularizer, parameters);
  model.backward(parameters, X, activations, gradient);
  addPenaltyGradients(model, objective.regularizer, parameters, gradient);
  return loss;
}

// What a numerical gradient needs in float64, whatever S is.
template <class S>
struct Trainer<S>::Numerical {
  std::unique_ptr<Model<double>> model;
  Matrix<double> X;
  Activations<double> activations;
  Vector<double> parameters, gradient, chunk_gradient;
};

template <class S>
LossParts lossAt(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                 const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                 Activations<S>& activations) {
  activations.relative = true;
  model.forward(parameters, X, activations);
  return {double(lossOnly<S>(objective.loss, activations.scores.topRows(X.rows()), labels)),
          penaltyOfWeights(model, objective.regularizer, parameters)};
}

template <class S>
Trainer<S>::Trainer(std::unique_ptr<Model<S>> model, Vector<S> parameters, std::unique_ptr<ExampleSource<S>> examples)
    : model_(std::move(model)),
      examples_(std::move(examples)),
      parameters_(std::move(parameters)),
      gradient_(parameters_.size()),
      candidate_(parameters_.size()) {}

template <class S>
Trainer<S>::~Trainer() = default;
template <class S>
Trainer<S>::Trainer(Trainer&&) noexcept = default;

// Calls `use` with X and labels of one piece of the batch after the other, and where it stands. Examples that lie in
// order are looked at where they are; others are gathered.
template <class S>
template <class Use>
void Trainer<S>::forEachPiece(std::span<const Index> rows, Index piece_rows, Use&& use) {
  const Index total = batchSize(rows);
  const bool in_order = rows.empty() || (consecutive(rows) && rows.back() < examples_->size());
  const Index start = rows.empty() ? 0 : rows.front();
  for (Index first = 0; first < total; first += piece_rows) {
    const Index count = std::min(piece_rows, total - first);
    const Piece piece{first == 0, first + count == total};
    const auto size = static_cast<std::size_t>(count);
    if (in_order) {
      const auto at = static_cast<std::size_t>(start + first);
      use(examples_->slice(start + first, count, batch_X_), examples_->labels().subspan(at, size), piece);
      continue;
    }
    const std::span<const Index> chosen = rows.subspan(static_cast<std::size_t>(first), size);
    const auto X = examples_->gather(chosen, batch_X_);
    batch_labels_.resize(size);
    for (std::size_t i = 0; i < size; ++i) batch_labels_[i] = examples_->labelOf(chosen[i]);
    use(X, batch_labels_, piece);
  }
}

// Loss of any parameters on the batch. `after` is called after each piece's loss, with X and the piece's place, while
// activations_ hold its dscores.
template <class S>
template <class After>
Evaluation Trainer<S>::lossOfBatch(const Objective& objective, const Vector<S>& parameters, std::span<const Index> rows,
                                   bool measure, After&& after) {
  Evaluation batch;
  Index right = 0;
  const Index total = batchSize(rows);
  const auto use = [&](const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels, Piece piece) {
    const auto look = [&](const auto& scores) {
      if (measure) right += countRight<S>(scores, labels);
    };
    batch.loss.data_loss +=
        forwardAndLoss(*model_, objective.loss, parameters, X, labels, total, piece, activations_, look);
    after(X, piece);
  };
  forEachPiece(rows, model_->rowsAtOnce(), use);
  batch.accuracy = double(right) / double(total);
  batch.loss.reg_loss = penaltyOfWeights(*model_, objective.regularizer, parameters);
  return batch;
}

// Data loss, penalty, and the gradient of the data loss.
template <class S>
Evaluation Trainer<S>::gradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure) {
  return lossOfBatch(objective, parameters_, rows, measure, [&](const Eigen::Ref<const Matrix<S>>& X, Piece piece) {
    model_->backward(parameters_, X, activations_, gradient_, piece);
  });
}

// The same, but the gradient comes from differences, of the penalty too.
template <class S>
Evaluation Trainer<S>::numericalGradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure) {
  if (!numerical_) {
    numerical_ = std::make_unique<Numerical>();
    numerical_->model = makeModel<double>(model_->shape());
  }
  Numerical& wide = *numerical_;
  wide.parameters = parameters_.template cast<double>();
  wide.gradient.setZero(parameters_.size());
  Evaluation batch;
  Index right = 0;
  const Index total = batchSize(rows);
  const auto use = [&](const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels, Piece) {
    const double share = double(X.rows()) / double(total);  // of the penalty, too
    wide.X = X.template cast<double>();
    Evaluation chunk;
    bool at_point = true;  // the first call is at the parameters themselves
    const auto loss = [&](const Vector<double>& parameters) {
      wide.model->forward(parameters, wide.X, wide.activations);
      const auto& scores = wide.activations.scores.topRows(wide.X.rows());
      const LossParts parts{lossOnly<double>(objective.loss, scores, labels),
                            penaltyOfWeights(*wide.model, objective.regularizer, parameters)};
      if (std::exchange(at_point, false)) {
        chunk.loss = parts;
        if (measure) right += countRight<double>(scores, labels);
      }
      return parts.total();
    };
    forwardDifferences(loss, wide.parameters, wide.chunk_gradient);
    batch.loss.data_loss += share * chunk.loss.data_loss;
    batch.loss.reg_loss = chunk.loss.reg_loss;
    wide.gradient += share * wide.chunk_gradient;
  };
  forEachPiece(rows, rowsAtOnce(examples_->features()), use);
  batch.accuracy = double(right) / double(total);
  gradient_ = wide.gradient.template cast<S>();
  return batch;
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
  if (!std::isfinite(report.batch.loss.total())) return report;

  // The update is tried on a copy, so that the last finite parameters and the optimizer's memory survive a divergence.
  const PenaltySlopes slopes = numerical ? PenaltySlopes{} : penaltySlopes(objective.regularizer);
  const StepVectors<S> vectors{parameters_, optimizer_state_, gradient_, candidate_, candidate_state_};
  bool finite = true;
  beginStep(rule, vectors);
  for (const ParameterBlock& block : model_->blocks()) {
    const WeightDecay decay = block.is_weight ? WeightDecay{slopes.squares, slopes.absolute} : WeightDecay{};
    finite = stepBlock(rule, decay, vectors, block.offset, block.size()) && finite;
  }
  if (objective.max_norm > 0) {
    keepBounds(*model_, objective.max_norm, candidate_);
    gradient_ = candidate_ - parameters_;
    finite = candidate_.allFinite();
  }
  if (!finite) return report;
  if (measure && parameters_.norm() > 0) report.update_ratio = double(gradient_.norm() / parameters_.norm());
  parameters_.swap(candidate_);
  std::swap(optimizer_state_, candidate_state_);
  report.applied = moved_ = true;
  return report;
}

template <class S>
StepReport Trainer<S>::searchStep(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows,
                                  bool measure, SearchState& search) {
  const auto lossOf = [&](const Vector<S>& parameters, bool look) {
    return lossOfBatch(objective, parameters, rows, look, [](const auto&, Piece) {});
  };
  StepReport report{.batch = lossOf(parameters_, measure), .applied = true};
  drawCandidate(rule, parameters_, search.random, candidate_);
  keepBounds(*model_, objective.max_norm, candidate_);
  const double best = report.batch.loss.total();
  const double tried = lossOf(candidate_, false).loss.total();
  moved_ = countTry(rule.kind, tried, best, search.progress);
  if (!moved_) return report;
  gradient_ = candidate_ - parameters_;
  if (measure && parameters_.norm() > 0) report.update_ratio = double(gradient_.norm() / parameters_.norm());
  parameters_.swap(candidate_);
  return report;
}

template <class S>
Evaluation Trainer<S>::evaluateOn(const ExampleSource<S>& examples, const Objective& objective,
                                  std::vector<std::int32_t>* predictions) {
  EvaluationSums sums;
  if (predictions == nullptr) return *evaluateNext(examples, objective, examples.size(), sums);
  predictions->resize(static_cast<std::size_t>(examples.size()));
  const auto see = [predictions](Index first, const Eigen::Ref<const Scores<S>>& scores) {
    for (Index i = 0; i < scores.rows(); ++i) {
      (*predictions)[static_cast<std::size_t>(first + i)] = highestScore(scores.row(i));
    }
  };
  return *evaluateNext(examples, objective, examples.size(), sums, see);
}

template <class S>
std::optional<Evaluation> Trainer<S>::evaluateNext(const ExampleSource<S>& examples, const Objective& objective,
                                                   Index most, EvaluationSums& sums, const SeeScores<S>& see) {
  const Index total = examples.size();
  const Index begin = sums.seen;
  const Index end = std::min(total, begin + most);
  const Index piece_rows = model_->rowsAtOnce();
  for (Index first = begin; first < end; first += piece_rows) {
    const Index count = std::min(piece_rows, end - first);
    const auto labels = examples.labels().subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    const auto look = [&](const auto& scores) {
      sums.right += countRight<S>(scores, labels);
      if (see) see(first, scores);
    };
    sums.data_loss += forwardAndLoss<S>(*model_, objective.loss, parameters_, examples.slice(first, count, batch_X_),
                                        labels, total, {first == begin, first + count == end}, activations_, look);
  }
  sums.seen = end;
  if (end < total) return std::nullopt;
  Evaluation evaluation;
  evaluation.loss.data_loss = sums.data_loss;
  evaluation.accuracy = double(sums.right) / double(total);
  evaluation.loss.reg_loss = penaltyOfWeights(*model_, objective.regularizer, parameters_);
  return evaluation;
}

template <class S>
Eigen::Ref<const Scores<S>> Trainer<S>::scores(const Eigen::Ref<const Matrix<S>>& X) {
  activations_.relative = false;
  model_->forward(parameters_, X, activations_);
  return activations_.scores.topRows(X.rows());
}

template <class S>
void Trainer<S>::restore(const Vector<S>& parameters, const OptimizerState<S>& optimizer_state) {
  parameters_ = parameters;
  optimizer_state_ = optimizer_state;
  moved_ = false;
}

template LossParts lossAndGradient(const Model<float>&, const Objective&, const Vector<float>&,
                                   const Eigen::Ref<const Matrix<float>>&, std::span<const std::int32_t>,
                                   Activations<float>&, Vector<float>&);
template LossParts lossAndGradient(const Model<double>&, const Objective&, const Vector<double>&,
                                   const Eigen::Ref<const Matrix<double>>&, std::span<const std::int32_t>,
                                   Activations<double>&, Vector<double>&);
template LossParts lossAt(const Model<float>&, const Objective&, const Vector<float>&,
                          const Eigen::Ref<const Matrix<float>>&, std::span<const std::int32_t>, Activations<float>&);
template LossParts lossAt(const Model<double>&, const Objective&, const Vector<double>&,
                          const Eigen::Ref<const Matrix<double>>&, std::span<const std::int32_t>, Activations<double>&);
template class Trainer<float>;
template class Trainer<double>;

}  // namespace lab
