#include "lab/run.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "lab/examples.h"
#include "lab/observe.h"
#include "lab/rules.h"
#include "lab/undo.h"
#include "model/init.h"
#include "train/sampler.h"
#include "train/trainer.h"

namespace lab {
namespace {

// Steps between two looks at `looked_at` examples, which a minibatch step does not pay for on its way. Looking is
// allowed a quarter of the work of training, and always when it is cheap. Depends on the settings alone, not on a
// clock. 64 bits, also where Index has 32: a full data set times a wide net is 10^11.
std::int64_t evaluationInterval(std::int64_t looked_at, std::int64_t batch, std::int64_t parameters) {
  constexpr std::int64_t cheap = 4'000'000;              // multiply-adds
  const std::int64_t training = 3 * batch * parameters;  // forward, and backward twice
  return std::max<std::int64_t>(1, 4 * looked_at * parameters / std::max(training, cheap));
}

template <class S>
Trainer<S> makeTrainer(const Settings& settings, NumpyRandom stream, std::unique_ptr<ExampleSource<S>> examples) {
  if (settings.init_seed) stream = NumpyRandom(*settings.init_seed);
  stream.discardNormals(settings.init_skip);
  auto model = makeModel<S>({settings.model, examples->features(), settings.hidden, examples->classes()});
  Vector<S> parameters = initialParameters(*model, settings.init, settings.init_scale, stream);
  return Trainer<S>(std::move(model), std::move(parameters), std::move(examples));
}

// The coins of the dropout have a stream of their own, so that it leaves the choice of examples alone.
constexpr std::uint32_t dropout_stream = 0x9e3779b9;

template <class S>
class RunOf final : public Run {
 public:
  RunOf(const Settings& settings, const RunData& data, Examples<S> examples)
      : trainer_(makeTrainer<S>(settings, data.stream, std::move(examples.train))),
        probe_(std::move(examples.probe)),
        validation_(std::move(examples.validation)),
        split_(examples.split),
        preprocessing_(std::move(examples.preprocessing)),
        sampler_(settings.batch_seed),
        dropout_random_(settings.batch_seed ^ dropout_stream),
        undo_(stateBytes(settings)) {}

  bool step(const Settings& settings) override;
  std::int64_t back(std::int64_t steps) override;
  bool canStepBack() const override { return undo_.size() > 0; }
  std::int64_t iteration() const override { return iteration_; }
  bool diverged() const override { return diverged_; }
  bool finished(const Settings& settings) const override { return ended(scheduleOf(settings), epoch()); }
  void setImages(const Settings& settings, const RunData& data) override;
  void test(const RunData& data) override;
  Checkpoint checkpoint(const Settings& settings, const RunData& data) const override;
  bool restore(const Settings& settings, const RunData& data, const Checkpoint& checkpoint) override;
  void observe(const Settings& settings, const View& view, bool moved, RunSnapshot& out) override;

 private:
  void observeImages(const Settings& settings, const View& view, bool moved, RunSnapshot& out);
  std::unique_ptr<ExampleSource<S>> testImages() const;
  void keepTest(const RunData& data);
  double epoch() const { return double(examples_used_) / double(trainer_.examples().size()); }
  Index batchSize(const Settings& settings) const;
  double learningRate(const Settings& settings) const;
  std::size_t stateBytes(const Settings& settings) const;
  void takeExamples(Examples<S> examples);
  std::uint64_t hashLabels(const RunData& data) const;
  std::int64_t lookInterval(const Settings& settings) const;
  Metrics measure(const Settings& settings, std::vector<std::int32_t>* predictions);
  void remember(const Settings& settings);
  void recordHistory(const StepReport& report, const Metrics& metrics);
  void recordPublished(const Settings& settings, double loss);

  Trainer<S> trainer_;
  std::unique_ptr<ExampleSource<S>> probe_;
  std::unique_ptr<ExampleSource<S>> validation_;
  ImageSplit split_;
  Preprocessing preprocessing_;
  Sampler sampler_;
  NumpyRandom dropout_random_;
  std::int64_t iteration_ = 0;
  std::int64_t examples_used_ = 0;
  bool diverged_ = false;
  bool metrics_stale_ = true;      // the observed figures are of other parameters or settings
  std::int64_t measured_at_ = -1;  // iteration of the observed figures; -1: none yet
  std::optional<BatchLoss> last_batch_;
  std::optional<TestResult> test_;
  std::shared_ptr<const ImageSet> tested_;  // what it speaks of: the first of them
  History history_;
  UndoRing<S> undo_;
  std::vector<PublishedLoss> reached_;  // our losses at the published table's iterations
};

Metrics metricsOf(const Evaluation& evaluation) {
  return {evaluation.loss.total(), evaluation.loss.data_loss, evaluation.loss.reg_loss, evaluation.accuracy, {}};
}

template <class S>
std::int64_t RunOf<S>::lookInterval(const Settings& settings) const {
  const Index examples = trainer_.examples().size();
  const Index looked_at = validation_ ? probe_->size() + validation_->size() : examples;
  return evaluationInterval(looked_at, batchSize(settings), trainer_.parameters().size());
}

template <class S>
Index RunOf<S>::batchSize(const Settings& settings) const {
  const Index examples = trainer_.examples().size();
  return settings.batch == 0 ? examples : std::min<Index>(settings.batch, examples);
}

// Of the next step.
template <class S>
double RunOf<S>::learningRate(const Settings& settings) const {
  const double step_epochs = double(batchSize(settings)) / double(trainer_.examples().size());
  return scheduledRate(scheduleOf(settings), settings.lr, epoch(), step_epochs);
}

// What a step back has to remember.
template <class S>
std::size_t RunOf<S>::stateBytes(const Settings& settings) const {
  const int vectors = 1 + std::max(1, memoryVectors(settings.optimizer));
  return static_cast<std::size_t>(vectors) * static_cast<std::size_t>(trainer_.parameters().size()) * sizeof(S);
}

// Over the training set, or over the probe where that is too large, and over the validation images.
template <class S>
Metrics RunOf<S>::measure(const Settings& settings, std::vector<std::int32_t>* predictions) {
  const Objective objective = objectiveOf(settings);
  Metrics metrics = metricsOf(trainer_.evaluateOn(probe_ ? *probe_ : trainer_.examples(), objective, predictions));
  if (validation_) metrics.val_accuracy = trainer_.evaluateOn(*validation_, objective).accuracy;
  return metrics;
}

template <class S>
bool RunOf<S>::step(const Settings& settings) {
  if (diverged_) return false;
  const Dropout dropout{trainer_.model().shape().kind == ModelKind::two_layer ? settings.dropout : 0, &dropout_random_};
  const bool full_batch = settings.batch == 0;
  const Index examples = trainer_.examples().size();
  // A full-batch step on its way measures what the history wants to know, unless that is about other examples too, or
  // the step sees a thinned model.
  const bool measures_itself = full_batch && !validation_ && dropout.rate == 0;
  bool record = history_.wants(iteration_);
  if (!measures_itself) {
    record = record && iteration_ % lookInterval(settings) == 0;
  }
  Metrics metrics;
  if (record && !measures_itself) metrics = measure(settings, nullptr);

  remember(settings);
  std::span<const Index> rows;
  if (!full_batch) rows = sampler_.next(settings.sampling, examples, settings.batch);
  if (!full_batch && validation_ && settings.flip) rows = sampler_.mirrored(rows, examples);
  const UpdateRule rule = updateRuleOf(settings, learningRate(settings));
  const StepReport report = trainer_.step(objectiveOf(settings), rule, rows, record, dropout);
  last_batch_ = {report.batch.loss.total(), report.batch.loss.data_loss, report.batch.loss.reg_loss};
  if (!report.applied) {
    diverged_ = true;
    return false;
  }
  if (measures_itself) {
    metrics = metricsOf(report.batch);
    recordPublished(settings, metrics.loss);
  }
  if (record) recordHistory(report, metrics);
  ++iteration_;
  examples_used_ += full_batch ? examples : static_cast<Index>(rows.size());
  return true;
}

template <class S>
void RunOf<S>::remember(const Settings& settings) {
  if (undo_.capacity() == 0) return;
  Memento<S>& memento = undo_.push();
  memento.iteration = iteration_;
  memento.examples_used = examples_used_;
  memento.parameters = trainer_.parameters();
  memento.optimizer_state = trainer_.optimizerState();
  // Streams that a step leaves alone are left out: copying their 2.5 KB each would cost more than a linear step.
  memento.sampler.reset();
  memento.dropout_random.reset();
  if (settings.batch > 0) memento.sampler = sampler_;
  if (settings.dropout > 0) memento.dropout_random = dropout_random_;
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
    if (target->dropout_random) dropout_random_ = *target->dropout_random;
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
void RunOf<S>::recordHistory(const StepReport& report, const Metrics& metrics) {
  history_.add({.iteration = iteration_,
                .loss = metrics.loss,
                .data_loss = metrics.data_loss,
                .reg_loss = metrics.reg_loss,
                .batch_loss = report.batch.loss.total(),
                .train_accuracy = metrics.train_accuracy,
                .val_accuracy = metrics.val_accuracy,
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
  if (moved) metrics_stale_ = true;
  // Images: measuring costs as much as many a step, so a viewer of a running net may be content with older figures.
  const bool older_will_do = validation_ && !view.exact && measured_at_ >= 0 && measured_at_ <= iteration_;
  if (metrics_stale_ && (!older_will_do || iteration_ - measured_at_ >= lookInterval(settings))) {
    out.now = measure(settings, &out.predictions);
    measured_at_ = iteration_;
    metrics_stale_ = false;
    if (settings.batch == 0) recordPublished(settings, out.now.loss);
  }
  if (moved) {
    out.model = settings.model;
    out.parameters = trainer_.parameters().size();
    out.iteration = iteration_;
    out.epoch = epoch();
    out.lr = learningRate(settings);
    out.diverged_at = diverged_ ? std::optional(iteration_) : std::nullopt;
    out.last_batch = last_batch_;
    out.expected_start = expectedStart(lossOf(settings), trainer_.model().shape().classes);
    out.published = publishedChecks(settings, reached_);
  }
  out.history = &history_;
  observeRegions(trainer_, lossOf(settings), view, moved, out.regions);
  observeHiddenUnits(trainer_, view, moved, out.hidden_units);
  if (validation_) {
    observeImages(settings, view, moved, out);
  } else {
    observeExample(trainer_, lossOf(settings), view, moved, out.inspection);
  }
}

template <class S>
void RunOf<S>::observeImages(const Settings& settings, const View& view, bool moved, RunSnapshot& out) {
  out.split = split_;
  out.split.test = test_ ? static_cast<Index>(test_->predicted.size()) : 0;
  out.test = test_;
  observeTemplates(trainer_, view, moved, out.templates);
  const ExampleSource<S>* judged = validation_.get();
  if (view.verdicts == ImagePart::train) judged = probe_.get();
  observeVerdicts(trainer_, *judged, view, moved, out.verdicts);
  const bool of_test = view.image && view.image->part == ImagePart::test;
  const bool of_training = view.image && view.image->part == ImagePart::train;
  std::unique_ptr<ExampleSource<S>> made;
  if (view.picture) made = imageSource<S>(view.picture, 0, 1, preprocessing_);
  if (!made && of_test) made = testImages();
  const ExampleSource<S>* source = of_training ? &trainer_.examples() : validation_.get();
  if (view.picture || of_test) source = made.get();
  observeImage(trainer_, lossOf(settings), source, view, moved, out.inspection);
}

// Null before the test.
template <class S>
std::unique_ptr<ExampleSource<S>> RunOf<S>::testImages() const {
  if (!test_) return nullptr;
  return imageSource<S>(tested_, 0, static_cast<Index>(test_->predicted.size()), preprocessing_);
}

template <class S>
void RunOf<S>::setImages(const Settings& settings, const RunData& data) {
  takeExamples(
      makeExamples<S>(settings, data, iteration_ > 0 ? validation_->size() : std::numeric_limits<Index>::max()));
  if (test_) keepTest(data);
}

template <class S>
void RunOf<S>::takeExamples(Examples<S> examples) {
  trainer_.setExamples(std::move(examples.train));
  probe_ = std::move(examples.probe);
  validation_ = std::move(examples.validation);
  split_ = examples.split;
  preprocessing_ = std::move(examples.preprocessing);
}

// A test holds for the images it was made on: with more of them it stays, with others it is void.
template <class S>
void RunOf<S>::keepTest(const RunData& data) {
  const ImageSet& now = data.images->test;
  const auto count = static_cast<Index>(test_->predicted.size());
  const auto bytes = count * ImageSet::pixels_per_image;
  const bool same = &now == tested_.get() ||
                    (now.size() >= count && std::equal(now.y.begin(), now.y.begin() + count, tested_->y.begin()) &&
                     std::equal(now.pixels.begin(), now.pixels.begin() + bytes, tested_->pixels.begin()));
  tested_ = same ? std::shared_ptr<const ImageSet>(data.images, &now) : nullptr;
  if (!same) test_.reset();
}

template <class S>
void RunOf<S>::test(const RunData& data) {
  const ImageSet& images = data.images->test;
  if (images.size() == 0) return;
  tested_ = std::shared_ptr<const ImageSet>(data.images, &images);
  TestResult result;
  result.part = ImagePart::test;
  result.iteration = iteration_;
  judge(trainer_, *imageSource<S>(tested_, 0, images.size(), preprocessing_), result);
  Index right = 0;
  for (std::size_t i = 0; i < result.predicted.size(); ++i) right += result.predicted[i] == images.y[i];
  result.accuracy = double(right) / double(images.size());
  test_ = std::move(result);
}

// Of the images kept for validation and learned from.
template <class S>
std::uint64_t RunOf<S>::hashLabels(const RunData& data) const {
  return labelHash(data.images->train.y, validation_->size() + trainer_.examples().size());
}

template <class S>
Checkpoint RunOf<S>::checkpoint(const Settings& settings, const RunData& data) const {
  Checkpoint checkpoint{settings, {}, {}};
  checkpoint.settings.side_by_side = false;
  checkpoint.state = Memento<S>{.iteration = iteration_,
                                .examples_used = examples_used_,
                                .parameters = trainer_.parameters(),
                                .optimizer_state = trainer_.optimizerState(),
                                .sampler = sampler_,
                                .dropout_random = dropout_random_,
                                .last_batch = last_batch_};
  if (validation_) {
    checkpoint.images = LearnedImages{preprocessing_, validation_->size(), hashLabels(data), data.images->classes};
  }
  return checkpoint;
}

template <class S>
bool RunOf<S>::restore(const Settings& settings, const RunData& data, const Checkpoint& checkpoint) {
  const Memento<S>& state = std::get<Memento<S>>(checkpoint.state);
  iteration_ = state.iteration;
  examples_used_ = state.examples_used;
  sampler_ = *state.sampler;
  dropout_random_ = *state.dropout_random;
  trainer_.restore(state.parameters, state.optimizer_state);
  last_batch_ = state.last_batch;
  if (!checkpoint.images) return true;
  takeExamples(makeExamples<S>(settings, data, checkpoint.images->validation, &checkpoint.images->preprocessing));
  return checkpoint.images->label_hash == hashLabels(data);
}

template <class S>
std::unique_ptr<Run> makeRunOf(const Settings& settings, const RunData& data) {
  return std::make_unique<RunOf<S>>(settings, data, makeExamples<S>(settings, data, std::numeric_limits<Index>::max()));
}

}  // namespace

std::unique_ptr<Run> makeRun(const Settings& settings, const RunData& data) {
  return settings.precision == Precision::float32 ? makeRunOf<float>(settings, data)
                                                  : makeRunOf<double>(settings, data);
}

}  // namespace lab
