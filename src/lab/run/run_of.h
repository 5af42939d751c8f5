// The Run of one precision: what of a run changes with a step, and how it goes back. The evaluator measures it. Steps,
// ways back and checkpoints are in run_of.cpp; what others see of it in run_observe.cpp.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "lab/run/evaluator.h"
#include "lab/run/examples.h"
#include "lab/run/run.h"
#include "lab/run/test_score.h"
#include "lab/run/undo.h"
#include "lab/settings/rules.h"
#include "train/sampler.h"
#include "train/trainer.h"

namespace lab {

template <class S>
class RunOf final : public Run {
 public:
  RunOf(const Settings& settings, const RunData& data, Examples<S> examples, PixelSums sums, Undo undo);

  const Settings& settings() const override { return settings_; }
  void apply(const Settings& settings) override;
  bool prepare() override;
  bool step() override;
  std::int64_t back(std::int64_t steps) override;
  bool canStepBack() const override { return undo_.size() > 0; }
  void beginPress() override;
  std::int64_t backPress() override;
  bool canGoBack() const override {
    return !presses_.empty() && (diverged_ || presses_.newest().iteration < iteration_ || presses_.size() > 1);
  }
  void forgetWayBack() override;
  std::size_t bytes() const override;
  std::int64_t iteration() const override { return iteration_; }
  const History& history() const override { return history_; }
  bool diverged() const override { return diverged_; }
  bool finished() const override { return ended(scheduleOf(settings_), epoch()); }
  void setImages(const RunData& data) override;
  void test(const RunData& data) override {
    test_.measure(trainer_, objectiveOf(settings_), iteration_, data, preprocessing_);
  }
  Checkpoint checkpoint(const RunData& data) const override;
  bool restore(const RunData& data, const Checkpoint& checkpoint) override;
  RunPast past() const override { return {history_, reached_, last_batch_, diverged_}; }
  void setPast(const RunPast& past) override {
    history_ = past.history;
    reached_ = past.reached;
    last_batch_ = past.last_batch;
    diverged_ = past.diverged;
  }
  void observe(const View& view, bool moved, RunSnapshot& out) override;

 private:
  void observeImages(const View& view, bool moved, RunSnapshot& out);
  void observeHealth(const View& view, bool moved, RunSnapshot& out) const;
  void observeOptimizer(RunSnapshot& out) const;
  double epoch() const { return double(examples_used_) / double(trainer_.examples().size()); }
  Index batchSize() const;
  double learningRate() const;
  std::size_t stateBytes() const;
  void takeExamples(Examples<S> examples);
  std::uint64_t hashLabels(const RunData& data) const;
  bool measuresItself() const;
  bool looksFirst() const;
  void remember();
  Memento<S> wholeState() const;
  void returnTo(const Memento<S>& state);
  void recordHistory(const StepReport& report, const Metrics& metrics);
  void recordPublished(double loss);

  Settings settings_;
  Trainer<S> trainer_;
  Evaluator<S> evaluator_;
  ImageSplit split_;
  PixelSums pixel_sums_;  // of the images that preprocessing_ was measured on: more may come
  Preprocessing preprocessing_;
  Sampler sampler_;
  NumpyRandom dropout_random_;
  SearchState search_;
  std::int64_t iteration_ = 0;
  std::int64_t examples_used_ = 0;
  bool diverged_ = false;

  bool metrics_stale_ = true;  // the evaluator's figures are of other parameters or settings
  std::optional<BatchLoss> last_batch_;
  TestScore<S> test_;
  History history_;
  UndoRing<S> undo_;
  PressList<S> presses_;
  std::vector<PublishedLoss> reached_;  // our losses at the published table's iterations
};

}  // namespace lab
