// One model in training on one data set: a step, and what can be measured of it. The whole path is in step():
// examples -> scores -> loss -> gradient -> update.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "data/example_source.h"
#include "loss/objective.h"
#include "model/model.h"
#include "optim/optimizer.h"
#include "optim/search.h"
#include "train/evaluation.h"
#include "train/numerical.h"

namespace lab {

struct StepReport {
  Evaluation batch;         // the step's examples, with the parameters before the update
  bool applied = false;     // false: the loss or an updated parameter was not finite, and nothing was changed
  double update_ratio = 0;  // |update| / |parameters before it|; 0 unless measured
};

template <class S>
class Trainer {
 public:
  // `parameters` in the layout of the model; there must be at least one example.
  Trainer(std::unique_ptr<Model<S>> model, Vector<S> parameters, std::unique_ptr<ExampleSource<S>> examples);

  // One update from the given rows, or from all examples when `rows` is empty. `measure` also fills in the report's
  // accuracy and update ratio, which training itself does not need; with dropout, loss and accuracy are those of the
  // thinned model. Allocates nothing once the largest batch was seen. Precondition: the rule is no search.
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
  ConstScoresRef<S> scores(const ConstRowsRef<S>& X);
  // Hidden activations (n,H) of the last scores() call; two-layer only.
  ConstRowsRef<S> hidden(Index rows) const { return activations_.hidden.topRows(rows); }

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
  void setWeights(const Vector<S>& parameters);
  template <class AfterChunk>
  Evaluation lossOfBatch(const Objective& objective, const Vector<S>& parameters, std::span<const Index> rows,
                         bool measure, AfterChunk&& after);
  template <class Use>
  void forEachChunk(std::span<const Index> rows, Index chunk_rows, Use&& use);
  bool makeCandidate(const Objective& objective, const UpdateRule& rule);
  void takeCandidate(bool measure, StepReport& report);
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

  std::unique_ptr<NumericalGradient> numerical_;  // made by the first step that needs it
  Matrix<double> numerical_X_;
};

}  // namespace lab
