#include "lab/run/run_of.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "model/classifiers.h"
#include "model/init.h"

namespace lab {
namespace {

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
// The normals of a search likewise.
constexpr std::uint32_t search_stream = 0x85ebca6b;

// Of a step with these settings. Searches and differences look at the model as it is.
double dropoutOf(const Settings& settings) {
  const bool backward = !isSearch(settings.optimizer) && settings.optimizer != OptimizerKind::numerical;
  return backward && hasHidden(settings.model) ? settings.dropout : 0;
}

}  // namespace

template <class S>
RunOf<S>::RunOf(const Settings& settings, const RunData& data, Examples<S> examples, PixelSums sums, Undo undo)
    : settings_(settings),
      trainer_(makeTrainer<S>(settings, data.stream, std::move(examples.train))),
      evaluator_(trainer_, settings_, std::move(examples.probe), std::move(examples.validation)),
      split_(examples.split),
      pixel_sums_(std::move(sums)),
      preprocessing_(std::move(examples.preprocessing)),
      sampler_(settings.batch_seed),
      dropout_random_(settings.batch_seed ^ dropout_stream),
      search_{NumpyRandom(settings.batch_seed ^ search_stream), {}},
      undo_(undo == Undo::kept ? stateBytes() : std::numeric_limits<std::size_t>::max()),
      presses_(stateBytes()) {}

// What was seen of the run with other settings is no part of a look with these.
template <class S>
void RunOf<S>::apply(const Settings& settings) {
  if (settings == settings_) return;
  settings_ = settings;
  evaluator_.restart();
}

template <class S>
Index RunOf<S>::batchSize() const {
  const Index examples = trainer_.examples().size();
  return settings_.batch == 0 ? examples : std::min<Index>(settings_.batch, examples);
}

// Of the next step.
template <class S>
double RunOf<S>::learningRate() const {
  const double step_epochs = double(batchSize()) / double(trainer_.examples().size());
  return scheduledRate(scheduleOf(settings_), settings_.lr, epoch(), step_epochs);
}

// What a step back has to remember.
template <class S>
std::size_t RunOf<S>::stateBytes() const {
  const int vectors = 1 + std::max(1, memoryVectors(settings_.optimizer));
  return static_cast<std::size_t>(vectors) * static_cast<std::size_t>(trainer_.parameters().size()) * sizeof(S);
}

// A full-batch step on its way measures what the history wants to know, unless that is about other examples too, or the
// step sees a thinned model.
template <class S>
bool RunOf<S>::measuresItself() const {
  return settings_.batch == 0 && !evaluator_.validation() && dropoutOf(settings_) == 0;
}

// Whether the run measures itself before the next step. Images: whoever looks at the run is content with that, also
// when the history wants it no longer.
template <class S>
bool RunOf<S>::looksFirst() const {
  if (measuresItself() || !(evaluator_.validation() || history_.wants(iteration_))) return false;
  return iteration_ % evaluator_.interval(batchSize()) == 0;
}

template <class S>
bool RunOf<S>::prepare() {
  return diverged_ || !looksFirst() || evaluator_.look(iteration_);
}

template <class S>
bool RunOf<S>::step() {
  if (diverged_) return false;
  while (!prepare()) {
  }
  const bool measures_itself = measuresItself();
  const bool record = history_.wants(iteration_) && (measures_itself || looksFirst());
  Metrics metrics = evaluator_.metrics();

  remember();
  const bool searching = isSearch(settings_.optimizer);
  const Dropout dropout{dropoutOf(settings_), &dropout_random_};
  const bool full_batch = settings_.batch == 0;
  const Index examples = trainer_.examples().size();
  std::span<const Index> rows;
  if (!full_batch) rows = sampler_.next(settings_.sampling, examples, settings_.batch);
  if (!full_batch && evaluator_.validation() && settings_.flip) rows = sampler_.mirrored(rows, examples);
  const UpdateRule rule = updateRuleOf(settings_, learningRate());
  const Objective objective = objectiveOf(settings_);
  const StepReport report = searching ? trainer_.searchStep(objective, rule, rows, record, search_)
                                      : trainer_.step(objective, rule, rows, record, dropout);
  last_batch_ = {report.batch.loss.total(), report.batch.loss.data_loss, report.batch.loss.reg_loss};
  if (!report.applied) {
    diverged_ = true;
    return false;
  }
  if (measures_itself) {
    metrics = metricsOf(report.batch);
    recordPublished(metrics.loss);
  }
  if (record) recordHistory(report, metrics);
  ++iteration_;
  examples_used_ += full_batch ? examples : static_cast<Index>(rows.size());
  return true;
}

template <class S>
void RunOf<S>::remember() {
  if (undo_.capacity() == 0) return;
  Memento<S>& memento = undo_.push();
  memento.iteration = iteration_;
  memento.examples_used = examples_used_;
  memento.parameters = trainer_.parameters();
  memento.optimizer_state = trainer_.optimizerState();
  // Streams that a step leaves alone are left out: copying their 2.5 KB each would cost more than a linear step.
  memento.sampler.reset();
  memento.dropout_random.reset();
  memento.search.reset();
  if (settings_.batch > 0) memento.sampler = sampler_;
  if (dropoutOf(settings_) > 0) memento.dropout_random = dropout_random_;
  if (isSearch(settings_.optimizer)) memento.search = search_;
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
    if (target->search) search_ = *target->search;
  }
  if (target == nullptr) return 0;
  returnTo(*target);
  return before - iteration_;
}

// Parameters, memory and what lies ahead of them; the streams are the caller's.
template <class S>
void RunOf<S>::returnTo(const Memento<S>& state) {
  iteration_ = state.iteration;
  examples_used_ = state.examples_used;
  trainer_.restore(state.parameters, state.optimizer_state);
  last_batch_ = state.last_batch;
  diverged_ = false;
  history_.truncate(iteration_);
  std::erase_if(reached_, [this](const PublishedLoss& loss) { return loss.iteration >= iteration_; });
  presses_.dropFrom(iteration_);
}

template <class S>
Memento<S> RunOf<S>::wholeState() const {
  return {.iteration = iteration_,
          .examples_used = examples_used_,
          .parameters = trainer_.parameters(),
          .optimizer_state = trainer_.optimizerState(),
          .sampler = sampler_,
          .dropout_random = dropout_random_,
          .search = search_,
          .last_batch = last_batch_};
}

template <class S>
void RunOf<S>::beginPress() {
  if (diverged_) return;
  presses_.dropFrom(iteration_);  // a press that made no step
  presses_.push(wholeState());
}

template <class S>
std::int64_t RunOf<S>::backPress() {
  if (!canGoBack()) return 0;
  if (!diverged_ && presses_.newest().iteration == iteration_) presses_.pop();
  const Memento<S> start = presses_.pop();
  while (undo_.size() > 0 && undo_.newest().iteration >= start.iteration) undo_.pop();
  sampler_ = *start.sampler;
  dropout_random_ = *start.dropout_random;
  search_ = *start.search;
  const std::int64_t before = iteration_;
  returnTo(start);
  return before - iteration_;
}

template <class S>
void RunOf<S>::forgetWayBack() {
  undo_.clear();
  presses_.clear();
}

template <class S>
std::size_t RunOf<S>::bytes() const {
  const auto parameters = static_cast<std::size_t>(trainer_.parameters().size()) * sizeof(S);
  const auto memory =
      static_cast<std::size_t>(trainer_.optimizerState().velocity.size() + trainer_.optimizerState().squares.size()) *
      sizeof(S);
  const std::size_t states = 1 + undo_.slots() + presses_.size();
  return states * (parameters + memory) + parameters + history_.points().size() * sizeof(HistoryPoint);
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
void RunOf<S>::setImages(const RunData& data) {
  takeExamples(makeExamples<S>(settings_, data,
                               iteration_ > 0 ? evaluator_.validation()->size() : std::numeric_limits<Index>::max(),
                               pixel_sums_));
  test_.keep(data);
}

template <class S>
void RunOf<S>::takeExamples(Examples<S> examples) {
  trainer_.setExamples(std::move(examples.train));
  evaluator_.setExamples(std::move(examples.probe), std::move(examples.validation));
  split_ = examples.split;
  preprocessing_ = std::move(examples.preprocessing);
}

// Of the images kept for validation and learned from.
template <class S>
std::uint64_t RunOf<S>::hashLabels(const RunData& data) const {
  return labelHash(data.images->train.y, evaluator_.validation()->size() + trainer_.examples().size());
}

template <class S>
Checkpoint RunOf<S>::checkpoint(const RunData& data) const {
  Checkpoint checkpoint{settings_, {}, {}};
  checkpoint.settings.side_by_side = false;
  checkpoint.state = wholeState();
  if (evaluator_.validation()) {
    checkpoint.images =
        LearnedImages{preprocessing_, evaluator_.validation()->size(), hashLabels(data), data.images->classes};
  }
  return checkpoint;
}

template <class S>
bool RunOf<S>::restore(const RunData& data, const Checkpoint& checkpoint) {
  const Memento<S>& state = std::get<Memento<S>>(checkpoint.state);
  evaluator_.restart();
  iteration_ = state.iteration;
  examples_used_ = state.examples_used;
  sampler_ = *state.sampler;
  dropout_random_ = *state.dropout_random;
  if (state.search) search_ = *state.search;
  trainer_.restore(state.parameters, state.optimizer_state);
  last_batch_ = state.last_batch;
  if (!checkpoint.images) return true;
  takeExamples(
      makeExamples<S>(settings_, data, checkpoint.images->validation, pixel_sums_, &checkpoint.images->preprocessing));
  return checkpoint.images->label_hash == hashLabels(data);
}

// The members that are defined here; run_observe.cpp has the others.
template class RunOf<float>;
template class RunOf<double>;

namespace {

template <class S>
std::unique_ptr<Run> makeRunOf(const Settings& settings, const RunData& data, Undo undo) {
  PixelSums sums;
  Examples<S> examples = makeExamples<S>(settings, data, std::numeric_limits<Index>::max(), sums);
  return std::make_unique<RunOf<S>>(settings, data, std::move(examples), std::move(sums), undo);
}

}  // namespace

std::unique_ptr<Run> makeRun(const Settings& settings, const RunData& data, Undo undo) {
  switch (settings.precision) {
    case Precision::float32:
      return makeRunOf<float>(settings, data, undo);
    case Precision::float64:
      return makeRunOf<double>(settings, data, undo);
  }
  return nullptr;
}

}  // namespace lab
