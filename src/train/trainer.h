// One model in training on one data set: a step, and what can be measured of it. The whole path is in step():
// examples -> scores -> loss -> gradient -> update.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "data/example_source.h"
#include "loss/loss.h"
#include "loss/objective.h"
#include "loss/regularizer.h"
#include "model/model.h"
#include "optim/optimizer.h"
#include "optim/search.h"

namespace lab {

struct Evaluation {
  LossParts loss;
  double accuracy = 0;  // share of examples whose highest score is the label's
};

// What an evaluation has seen so far of its examples.
struct EvaluationSums {
  Index seen = 0;
  Index right = 0;
  double data_loss = 0;
};

// Gets the scores of the examples from `first` on.
template <class S>
using SeeScores = std::function<void(Index first, const Eigen::Ref<const Scores<S>>& scores)>;

struct StepReport {
  Evaluation batch;         // the step's examples, with the parameters before the update
  bool applied = false;     // false: the loss or an updated parameter was not finite, and nothing was changed
  double update_ratio = 0;  // |update| / |parameters before it|; 0 unless measured
};

// Data loss and penalty of the given parameters, and their gradient: forward, loss, backward.
// `activations` is scratch. Labels belong to the rows of X.
template <class S>
LossParts lossAndGradient(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                          const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                          Activations<S>& activations, Vector<S>& gradient);

// The same loss alone, without the cost of the backward pass.
template <class S>
LossParts lossAt(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                 const Eigen::Ref<const Matrix<S>>& X, std::span<const std::int32_t> labels,
                 Activations<S>& activations);

template <class S>
class Trainer {
 public:
  // `parameters` in the layout of the model; there must be at least one example.
  Trainer(std::unique_ptr<Model<S>> model, Vector<S> parameters, std::unique_ptr<ExampleSource<S>> examples);
  ~Trainer();
  Trainer(Trainer&&) noexcept;

  // One update from the given rows, or from all examples when `rows` is empty. `measure` also fills in the report's
  // accuracy and update ratio, which training itself does not need. Allocates nothing once the largest batch was seen.
  // A batch goes through the model in pieces of its rowsAtOnce, whose gradients add up. With dropout, the report's loss
  // and accuracy are those of the thinned model. With the rule `numerical` the gradient comes from differences of the
  // loss, in float64 whatever S is, with the examples and parameters as S has them, and without dropout.
  // Precondition: the rule is no search.
  StepReport step(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows, bool measure,
                  Dropout dropout = {});

  // One try of a search: a candidate within max_norm is compared with the parameters on the same examples, and takes
  // their place if its loss is lower. Always applied: what is not finite is never kept. Precondition:
  // isSearch(rule.kind).
  StepReport searchStep(const Objective& objective, const UpdateRule& rule, std::span<const Index> rows, bool measure,
                        SearchState& search);

  // Loss and accuracy over the whole training set, and each example's class if `predictions` (N) is given.
  Evaluation evaluate(const Objective& objective, std::vector<std::int32_t>* predictions = nullptr) {
    return evaluateOn(*examples_, objective, predictions);
  }
  // The same over other examples: validation or test.
  Evaluation evaluateOn(const ExampleSource<S>& examples, const Objective& objective,
                        std::vector<std::int32_t>* predictions = nullptr);
  // The same, `most` examples a call, which the sums keep: absent until the last was seen. Any member that leaves the
  // parameters as they are may be called in between.
  std::optional<Evaluation> evaluateNext(const ExampleSource<S>& examples, const Objective& objective, Index most,
                                         EvaluationSums& sums, const SeeScores<S>& see = {});

  // Scores (n,C) of any examples; valid until the next call of any member.
  Eigen::Ref<const Scores<S>> scores(const Eigen::Ref<const Matrix<S>>& X);
  // Hidden activations (n,H) of the last scores() call; two-layer only.
  Eigen::Ref<const Matrix<S>> hidden(Index rows) const { return activations_.hidden.topRows(rows); }

  const Model<S>& model() const { return *model_; }
  const Vector<S>& parameters() const { return parameters_; }
  const OptimizerState<S>& optimizerState() const { return optimizer_state_; }
  // By how much the last step moved the parameters; null before the first one and after a restore.
  const Vector<S>* lastUpdate() const { return moved_ ? &gradient_ : nullptr; }
  // Puts back what parameters() and optimizerState() gave earlier.
  void restore(const Vector<S>& parameters, const OptimizerState<S>& optimizer_state);

  const ExampleSource<S>& examples() const { return *examples_; }
  // More or other examples of the same features and classes, from the next step on.
  void setExamples(std::unique_ptr<ExampleSource<S>> examples) { examples_ = std::move(examples); }

 private:
  Evaluation gradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure);
  Evaluation numericalGradientOfBatch(const Objective& objective, std::span<const Index> rows, bool measure);
  template <class After>
  Evaluation lossOfBatch(const Objective& objective, const Vector<S>& parameters, std::span<const Index> rows,
                         bool measure, After&& after);
  template <class Use>
  void forEachPiece(std::span<const Index> rows, Index piece_rows, Use&& use);
  Index batchSize(std::span<const Index> rows) const {
    return rows.empty() ? examples_->size() : static_cast<Index>(rows.size());
  }

  std::unique_ptr<Model<S>> model_;
  std::unique_ptr<ExampleSource<S>> examples_;
  Vector<S> parameters_;
  OptimizerState<S> optimizer_state_;

  // Workspace.
  Matrix<S> batch_X_;
  Labels batch_labels_;
  Activations<S> activations_;
  Vector<S> gradient_;  // becomes the update
  Vector<S> candidate_;
  OptimizerState<S> candidate_state_;
  bool moved_ = false;  // gradient_ is the last step's update

  struct Numerical;
  std::unique_ptr<Numerical> numerical_;  // made by the first step that needs it
};

}  // namespace lab
