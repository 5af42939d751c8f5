#include "lab/run.h"

#include <algorithm>
#include <utility>

#include "lab/observe.h"
#include "lab/undo.h"
#include "model/init.h"
#include "train/sampler.h"
#include "train/trainer.h"

namespace lab {
namespace {

Objective objectiveOf(const Settings& settings) {
  return {settings.loss, {.l2 = settings.l2, .l1 = settings.l1, .half = settings.l2_half}};
}

UpdateRule updateRuleOf(const Settings& settings) {
  return {.kind = settings.optimizer, .lr = settings.lr, .momentum = settings.momentum};
}

// Steps between two looks at the whole training set, which a minibatch step does not pay for on its way. Looking is
// allowed about as much work as training, and always when it is cheap. Depends on the settings alone, not on a clock.
std::int64_t evaluationInterval(Index examples, Index batch, Index parameters) {
  constexpr Index cheap = 1'000'000;  // multiply-adds; a millisecond at the most
  const Index looking = examples * parameters;
  const Index training = 3 * std::min(batch, examples) * parameters;  // forward, and backward twice
  return std::max<std::int64_t>(1, looking / std::max(training, cheap));
}

template <class S>
Trainer<S> makeTrainer(const Settings& settings, const Dataset& data, NumpyRandom stream) {
  if (settings.init_seed) stream = NumpyRandom(*settings.init_seed);
  stream.discardNormals(settings.init_skip);
  auto model = makeModel<S>({settings.model, data.features(), settings.hidden, data.classes});
  Vector<S> parameters = initialParameters(*model, settings.init, settings.init_scale, stream);
  return Trainer<S>(std::move(model), std::move(parameters), data);
}

template <class S>
class RunOf final : public Run {
 public:
  RunOf(const Settings& settings, const Dataset& data, const NumpyRandom& after_data)
      : trainer_(makeTrainer<S>(settings, data, after_data)), sampler_(settings.batch_seed) {}

  bool step(const Settings& settings) override;
  std::int64_t back(std::int64_t steps) override;
  bool canStepBack() const override { return undo_.size() > 0; }
  bool diverged() const override { return diverged_; }
  void observe(const Settings& settings, const View& view, bool moved, RunSnapshot& out) override;

 private:
  void remember(bool full_batch);
  void recordHistory(const StepReport& report, const Evaluation& full);
  void recordPublished(const Settings& settings, double loss);

  Trainer<S> trainer_;
  Sampler sampler_;
  std::int64_t iteration_ = 0;
  std::int64_t examples_used_ = 0;
  bool diverged_ = false;
  std::optional<BatchLoss> last_batch_;
  History history_;
  UndoRing<S> undo_;
  std::vector<PublishedLoss> reached_;  // our losses at the published table's iterations
};

template <class S>
bool RunOf<S>::step(const Settings& settings) {
  if (diverged_) return false;
  const Objective objective = objectiveOf(settings);
  const bool full_batch = settings.batch == 0;
  bool record = history_.wants(iteration_);
  // The history shows the whole training set. A full-batch step measures that on its way.
  if (!full_batch) {
    record = record &&
             iteration_ % evaluationInterval(trainer_.examples(), settings.batch, trainer_.parameters().size()) == 0;
  }
  Evaluation full;
  if (record && !full_batch) full = trainer_.evaluate(objective);

  remember(full_batch);
  const std::span<const Index> rows =
      full_batch ? std::span<const Index>{} : sampler_.next(settings.sampling, trainer_.examples(), settings.batch);
  const StepReport report = trainer_.step(objective, updateRuleOf(settings), rows, record);
  last_batch_ = {report.batch.loss.total(), report.batch.loss.data_loss, report.batch.loss.reg_loss};
  if (!report.applied) {
    diverged_ = true;
    return false;
  }
  if (full_batch) {
    full = report.batch;
    recordPublished(settings, full.loss.total());
  }
  if (record) recordHistory(report, full);
  ++iteration_;
  examples_used_ += full_batch ? trainer_.examples() : static_cast<Index>(rows.size());
  return true;
}

template <class S>
void RunOf<S>::remember(bool full_batch) {
  Memento<S>& memento = undo_.push();
  memento.iteration = iteration_;
  memento.examples_used = examples_used_;
  memento.parameters = trainer_.parameters();
  memento.optimizer_state = trainer_.optimizerState();
  // A full-batch step leaves the sampler alone, and copying its 2.5 KB would cost more than a linear step.
  if (full_batch) {
    memento.sampler.reset();
  } else {
    memento.sampler = sampler_;
  }
  memento.last_batch = last_batch_;
}

template <class S>
std::int64_t RunOf<S>::back(std::int64_t steps) {
  const std::int64_t before = iteration_;
  const Memento<S>* target = nullptr;
  // A step that diverged left a memento of the very state that is still in force: it does not count as a step.
  while (undo_.size() > 0 && (target == nullptr || before - iteration_ < steps)) {
    target = &undo_.pop();
    iteration_ = target->iteration;
    if (target->sampler) sampler_ = *target->sampler;
  }
  if (target == nullptr) return 0;
  examples_used_ = target->examples_used;
  trainer_.restore(target->parameters, target->optimizer_state);
  last_batch_ = target->last_batch;
  diverged_ = false;
  history_.truncate(iteration_);
  std::erase_if(reached_, [this](const PublishedLoss& loss) { return loss.iteration >= iteration_; });
  return before - iteration_;
}

template <class S>
void RunOf<S>::recordHistory(const StepReport& report, const Evaluation& full) {
  history_.add({.iteration = iteration_,
                .loss = full.loss.total(),
                .data_loss = full.loss.data_loss,
                .reg_loss = full.loss.reg_loss,
                .batch_loss = report.batch.loss.total(),
                .train_accuracy = full.accuracy,
                .update_ratio = report.update_ratio});
}

template <class S>
void RunOf<S>::recordPublished(const Settings& settings, double loss) {
  // The tables' iterations are multiples of ten; the settings are compared only there.
  if (iteration_ % 10 != 0 || (!reached_.empty() && reached_.back().iteration >= iteration_)) return;
  const PublishedRun* run = publishedRun(settings);
  if (run == nullptr) return;
  for (const PublishedLoss& published : run->losses) {
    if (published.iteration == iteration_) reached_.push_back({iteration_, loss});
  }
}

template <class S>
void RunOf<S>::observe(const Settings& settings, const View& view, bool moved, RunSnapshot& out) {
  if (moved) {
    const Evaluation now = trainer_.evaluate(objectiveOf(settings), &out.predictions);
    out.now = {now.loss.total(), now.loss.data_loss, now.loss.reg_loss, now.accuracy};
    if (settings.batch == 0) recordPublished(settings, now.loss.total());
    out.model = settings.model;
    out.parameters = trainer_.parameters().size();
    out.iteration = iteration_;
    out.epoch = double(examples_used_) / double(trainer_.examples());
    out.diverged_at = diverged_ ? std::optional(iteration_) : std::nullopt;
    out.last_batch = last_batch_;
    out.expected_start = expectedStart(settings.loss, trainer_.model().shape().classes);
    out.published = publishedChecks(settings, reached_);
  }
  out.history = &history_;
  observeRegions(trainer_, settings.loss, view, moved, out.regions);
  observeHiddenUnits(trainer_, view, moved, out.hidden_units);
  observeExample(trainer_, settings.loss, view, moved, out.inspection);
}

}  // namespace

std::unique_ptr<Run> makeRun(const Settings& settings, const Dataset& data, const NumpyRandom& after_data) {
  if (settings.precision == Precision::float32) return std::make_unique<RunOf<float>>(settings, data, after_data);
  return std::make_unique<RunOf<double>>(settings, data, after_data);
}

}  // namespace lab
