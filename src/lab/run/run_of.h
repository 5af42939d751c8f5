// The Run of one precision. Steps, ways back and checkpoints are in run_of.cpp; what others see of it in
// run_observe.cpp.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "lab/run/examples.h"
#include "lab/run/run.h"
#include "lab/run/undo.h"
#include "lab/settings/rules.h"
#include "train/sampler.h"
#include "train/trainer.h"

namespace lab {

Metrics metricsOf(const Evaluation& evaluation);

template <class S>
class RunOf final : public Run {
 public:
  RunOf(const Settings& settings, const RunData& data, Examples<S> examples, PixelSums sums, Undo undo);

  bool prepare(const Settings& settings) override;
  bool step(const Settings& settings) override;
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
  bool finished(const Settings& settings) const override { return ended(scheduleOf(settings), epoch()); }
  void setImages(const Settings& settings, const RunData& data) override;
  void test(const Settings& settings, const RunData& data) override;
  Checkpoint checkpoint(const Settings& settings, const RunData& data) const override;
  bool restore(const Settings& settings, const RunData& data, const Checkpoint& checkpoint) override;
  RunPast past() const override { return {history_, reached_, last_batch_, diverged_}; }
  void setPast(const RunPast& past) override {
    history_ = past.history;
    reached_ = past.reached;
    last_batch_ = past.last_batch;
    diverged_ = past.diverged;
  }
  void observe(const Settings& settings, const View& view, bool moved, RunSnapshot& out) override;

 private:
  void observeImages(const Settings& settings, const View& view, bool moved, RunSnapshot& out);
  void observeHealth(const Settings& settings, const View& view, bool moved, RunSnapshot& out) const;
  void observeOptimizer(const Settings& settings, RunSnapshot& out) const;
  std::unique_ptr<ExampleSource<S>> testImages() const;
  void keepTest(const RunData& data);
  double epoch() const { return double(examples_used_) / double(trainer_.examples().size()); }
  Index batchSize(const Settings& settings) const;
  double learningRate(const Settings& settings) const;
  std::size_t stateBytes(const Settings& settings) const;
  void takeExamples(Examples<S> examples);
  std::uint64_t hashLabels(const RunData& data) const;
  bool measuresItself(const Settings& settings) const;
  std::int64_t lookInterval(const Settings& settings) const;
  bool looksFirst(const Settings& settings) const;
  bool look(const Settings& settings);
  void countVitals(const ExampleSource<S>& examples, const ConstScoresRef<S>& scores, Index first,
                   const Settings& settings);
  std::optional<Evaluation> lookAt(const ExampleSource<S>& examples, const Settings& settings, ImagePart part);
  void measure(const Settings& settings, std::vector<std::int32_t>& predictions);
  void remember(const Settings& settings);
  Memento<S> wholeState() const;
  void returnTo(const Memento<S>& state);
  void recordHistory(const StepReport& report, const Metrics& metrics);
  void recordPublished(const Settings& settings, double loss);

  Trainer<S> trainer_;
  std::unique_ptr<ExampleSource<S>> probe_;
  std::unique_ptr<ExampleSource<S>> validation_;
  ImageSplit split_;
  PixelSums pixel_sums_;  // of the images that preprocessing_ was measured on: more may come
  Preprocessing preprocessing_;
  Sampler sampler_;
  NumpyRandom dropout_random_;
  SearchState search_;
  std::int64_t iteration_ = 0;
  std::int64_t examples_used_ = 0;
  bool diverged_ = false;

  // How far the run has come in measuring itself, and of which parameters and settings.
  struct Look {
    std::int64_t iteration = -1;
    Settings settings;
    EvaluationSums sums;
    std::optional<Evaluation> train, validation;
    Verdicts verdicts;  // of images, on the part that is looked at
  };
  Look look_;
  std::array<Verdicts, 2> verdicts_;  // on the images of each part that measured_ is about: ImagePart train, validation
  bool metrics_stale_ = true;         // the figures are of other parameters or settings
  Vitals vitals_;                     // counted with them
  std::vector<bool> alive_;           // of the hidden units, in the count under way
  Metrics measured_;                  // for the history or for whoever looks
  std::int64_t measured_at_ = -1;     // iteration of these figures; -1: none yet
  std::optional<BatchLoss> last_batch_;
  std::optional<TestResult> test_;
  std::shared_ptr<const ImageSet> tested_;  // what it speaks of: the first of them
  History history_;
  UndoRing<S> undo_;
  PressList<S> presses_;
  std::vector<PublishedLoss> reached_;  // our losses at the published table's iterations
};

}  // namespace lab
