#include <utility>

#include "lab/observe/diagnosis.h"
#include "lab/observe/health.h"
#include "lab/observe/observe.h"
#include "lab/run/run_of.h"
#include "lab/settings/numerical_cost.h"

namespace lab {

// The tables' iterations are multiples of ten; the settings are compared only there.
template <class S>
void RunOf<S>::recordPublished(double loss) {
  if (iteration_ % 10 != 0 || (!reached_.empty() && reached_.back().iteration >= iteration_)) return;
  const PublishedRun* run = publishedRun(settings_);
  if (run == nullptr) return;
  for (const PublishedLoss& published : run->losses) {
    if (published.iteration == iteration_) reached_.push_back({iteration_, loss});
  }
}

template <class S>
void RunOf<S>::observe(const View& view, bool moved, RunSnapshot& out) {
  if (moved) metrics_stale_ = true;
  const bool images = evaluator_.validation() != nullptr;
  const std::int64_t measured_at = evaluator_.measuredAt();
  // Images: measuring costs as much as many a step, so a viewer of a running net may be content with older figures,
  // such as the history's, which a step is about to measure.
  const bool older_will_do = images && !view.exact && measured_at >= 0 && measured_at <= iteration_;
  if (metrics_stale_ && (!older_will_do || iteration_ - measured_at > evaluator_.interval(batchSize()))) {
    evaluator_.measure(iteration_, out.predictions);
    metrics_stale_ = false;
    if (settings_.batch == 0) recordPublished(evaluator_.metrics().loss);
  }
  out.now = evaluator_.metrics();
  out.vitals = evaluator_.vitals();
  if (moved) {
    out.model = settings_.model;
    out.parameters = trainer_.parameters().size();
    out.iteration = iteration_;
    out.epoch = epoch();
    out.lr = learningRate();
    out.diverged_at = diverged_ ? std::optional(iteration_) : std::nullopt;
    out.last_batch = last_batch_;
    out.expected_start = chanceLoss(lossOf(settings_), trainer_.model().shape().classes);
    out.published = publishedChecks(settings_, reached_);
    observeOptimizer(out);
  }
  if (moved || !out.history) out.history = std::make_shared<const History>(history_);
  if (moved) out.parameter_norm = double(trainer_.parameters().norm());
  observeRegions(trainer_, lossOf(settings_), view, moved, out.regions);
  observeHiddenUnits(trainer_, view, moved, out.hidden_units);
  observeHealth(view, moved, out);
  if (images) {
    observeImages(view, moved, out);
  } else {
    observeExample(trainer_, lossOf(settings_), view, moved, out.inspection);
    observeHardest(trainer_, lossOf(settings_), view, moved, out.hardest);
  }
  if (moved) out.diagnoses = diagnose(out);  // of all that was observed, the split included
}

// What the rules without a backward pass have to tell.
template <class S>
void RunOf<S>::observeOptimizer(RunSnapshot& out) const {
  out.search.reset();
  out.loss_evaluations.reset();
  if (settings_.optimizer == OptimizerKind::numerical) out.loss_evaluations = lossEvaluations(out.parameters);
  if (!isSearch(settings_.optimizer)) return;
  out.search = search_.progress;
  if (out.search->kind != settings_.optimizer) out.search = SearchProgress{.kind = settings_.optimizer};
}

template <class S>
void RunOf<S>::observeHealth(const View& view, bool moved, RunSnapshot& out) const {
  if (!view.health) return out.health.reset();
  if (moved || !out.health) out.health = examine(trainer_, objectiveOf(settings_));
}

template <class S>
void RunOf<S>::observeImages(const View& view, bool moved, RunSnapshot& out) {
  out.split = split_;
  out.test = test_.result();
  out.split.test = out.test ? static_cast<Index>(out.test->predicted.size()) : 0;
  observeTemplates(trainer_, preprocessing_, view, moved, out.templates);
  observeVerdicts(evaluator_.verdicts(view.verdicts == ImagePart::train ? ImagePart::train : ImagePart::validation),
                  view, out.verdicts);
  const bool of_test = view.image && view.image->part == ImagePart::test;
  const bool of_training = view.image && view.image->part == ImagePart::train;
  std::unique_ptr<ExampleSource<S>> made;
  if (view.picture) made = imageSource<S>(view.picture, 0, 1, preprocessing_);
  if (!made && of_test) made = test_.images(preprocessing_);
  const ExampleSource<S>* source = of_training ? &trainer_.examples() : evaluator_.validation();
  if (view.picture || of_test) source = made.get();
  observeImage(trainer_, lossOf(settings_), source, view, moved, out.inspection);
}

// What run_of.cpp and the virtual table call.
template void RunOf<float>::recordPublished(double);
template void RunOf<float>::observe(const View&, bool, RunSnapshot&);
template void RunOf<double>::recordPublished(double);
template void RunOf<double>::observe(const View&, bool, RunSnapshot&);

}  // namespace lab
