#include <algorithm>
#include <utility>

#include "lab/observe/diagnosis.h"
#include "lab/observe/health.h"
#include "lab/observe/observe.h"
#include "lab/run/run_of.h"
#include "lab/settings/numerical_cost.h"

namespace lab {
namespace {

// Steps between two looks at `looked_at` examples, which a minibatch step does not pay for on its way. Looking is
// allowed a fifth of the work of training, and always when it is cheap. Depends on the settings alone, not on a
// clock. 64 bits, also where Index has 32: a full data set times a wide net is 10^11.
std::int64_t evaluationInterval(std::int64_t looked_at, std::int64_t batch, std::int64_t parameters) {
  constexpr std::int64_t cheap = 5'000'000;              // multiply-adds
  const std::int64_t training = 2 * batch * parameters;  // forward, and backward to the first layer's weights
  return std::max<std::int64_t>(1, 5 * looked_at * parameters / std::max(training, cheap));
}

// Whether the model gets one and the same input for all examples, though they are of several classes. The first other
// one ends the search, which is therefore short but where it succeeds.
template <class S>
void countAlike(const ExampleSource<S>& examples, Vitals& vitals) {
  constexpr double hardly = 1e-3;  // of the largest input
  Matrix<S> scratch;
  const Matrix<S> first = examples.slice(0, 1, scratch);
  const double allowed = hardly * double(first.cwiseAbs().maxCoeff());
  double spread = 0;
  for (Index i = 1; i < examples.size(); ++i) {
    spread = std::max(spread, double((examples.slice(i, 1, scratch) - first).cwiseAbs().maxCoeff()));
    if (!(spread <= allowed)) return;
  }
  const auto labels = examples.labels();
  if (std::equal(labels.begin() + 1, labels.end(), labels.begin())) return;
  vitals.alike = examples.size();
  vitals.spread = spread;
}

}  // namespace

Metrics metricsOf(const Evaluation& evaluation) {
  return {evaluation.loss.total(), evaluation.loss.data_loss, evaluation.loss.reg_loss, evaluation.accuracy, {}};
}

template <class S>
std::int64_t RunOf<S>::lookInterval(const Settings& settings) const {
  const Index examples = trainer_.examples().size();
  const Index looked_at = validation_ ? probe_->size() + validation_->size() : examples;
  return evaluationInterval(looked_at, batchSize(settings), trainer_.parameters().size());
}

// Whether its scores say how likely each class is, so that an answer can be certain.
bool givesProbabilities(LossKind loss) {
  switch (loss) {
    case LossKind::softmax:
      return true;
    case LossKind::svm:
      return false;
  }
  return false;
}

// While activations_ of the trainer hold these very examples. With `first` 0 it begins anew.
template <class S>
void RunOf<S>::countVitals(const ExampleSource<S>& examples, const ConstScoresRef<S>& scores, Index first,
                           const Settings& settings) {
  constexpr double certain = 0.999;
  const bool two_layer = hasHidden(settings.model);
  if (first == 0) {
    vitals_ = {.examples = examples.size()};
    countAlike(examples, vitals_);
    alive_.assign(static_cast<std::size_t>(two_layer ? trainer_.model().shape().hidden : 0), false);
  }
  for (Index i = 0; i < scores.rows() && givesProbabilities(settings.loss); ++i) {
    const Index best = highest(scores.row(i));
    if (best == examples.labelOf(first + i)) continue;
    const double others = double((scores.row(i).array() - scores(i, best)).exp().sum());
    if (1 > certain * others) ++vitals_.certainly_wrong;
  }
  if (!two_layer) return;
  const auto hidden = trainer_.hidden(scores.rows());
  for (std::size_t j = 0; j < alive_.size(); ++j) {
    if (!alive_[j]) alive_[j] = (hidden.col(static_cast<Index>(j)).array() > S(0)).any();
  }
  vitals_.hidden = std::ssize(alive_);
  vitals_.dead = std::count(alive_.begin(), alive_.end(), false);
}

// The next slice of one part. Its verdicts become known when all of it was seen.
template <class S>
std::optional<Evaluation> RunOf<S>::lookAt(const ExampleSource<S>& examples, const Settings& settings, ImagePart part) {
  constexpr Index slice = 100'000'000;  // multiply-adds: a few milliseconds
  const Index most = std::max<Index>(32, slice / trainer_.parameters().size());
  SeeScores<S> see;
  if (validation_) {
    look_.verdicts.resize(examples.size());
    see = [&, this](Index first, const auto& scores) {
      addVerdicts<S>(scores, first, look_.verdicts);
      if (part == ImagePart::train) countVitals(examples, scores, first, settings);
    };
  }
  const auto evaluation = trainer_.evaluateNext(examples, objectiveOf(settings), most, look_.sums, see);
  if (evaluation) {
    look_.sums = {};
    std::swap(verdicts_[static_cast<std::size_t>(part)], look_.verdicts);
  }
  return evaluation;
}

// Takes the next slice of the training set, or of the probe where that is too large, then of the validation images.
// True when all of both was seen with the present parameters and settings.
template <class S>
bool RunOf<S>::look(const Settings& settings) {
  if (look_.iteration != iteration_ || look_.settings != settings) look_ = {iteration_, settings, {}, {}, {}, {}};
  if (!look_.train) {
    look_.train = lookAt(probe_ ? *probe_ : trainer_.examples(), settings, ImagePart::train);
  } else if (validation_ && !look_.validation) {
    look_.validation = lookAt(*validation_, settings, ImagePart::validation);
  }
  if (!look_.train || (validation_ && !look_.validation)) return false;
  measured_ = metricsOf(*look_.train);
  if (validation_) measured_.val_accuracy = look_.validation->accuracy;
  measured_at_ = iteration_;
  return true;
}

template <class S>
void RunOf<S>::measure(const Settings& settings, std::vector<std::int32_t>& predictions) {
  if (validation_) {
    while (!look(settings)) {
    }
    return;
  }
  const ExampleSource<S>& examples = trainer_.examples();
  predictions.resize(static_cast<std::size_t>(examples.size()));
  const auto see = [&](Index first, const ConstScoresRef<S>& scores) {
    countVitals(examples, scores, first, settings);
    for (Index i = 0; i < scores.rows(); ++i) {
      predictions[static_cast<std::size_t>(first + i)] = static_cast<std::int32_t>(highest(scores.row(i)));
    }
  };
  EvaluationSums sums;
  measured_ = metricsOf(*trainer_.evaluateNext(examples, objectiveOf(settings), examples.size(), sums, see));
  measured_at_ = iteration_;
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
  // Images: measuring costs as much as many a step, so a viewer of a running net may be content with older figures,
  // such as the history's, which a step is about to measure.
  const bool older_will_do = validation_ && !view.exact && measured_at_ >= 0 && measured_at_ <= iteration_;
  if (metrics_stale_ && (!older_will_do || iteration_ - measured_at_ > lookInterval(settings))) {
    measure(settings, out.predictions);
    metrics_stale_ = false;
    if (settings.batch == 0) recordPublished(settings, measured_.loss);
  }
  out.now = measured_;
  out.vitals = vitals_;
  if (moved) {
    out.model = settings.model;
    out.parameters = trainer_.parameters().size();
    out.iteration = iteration_;
    out.epoch = epoch();
    out.lr = learningRate(settings);
    out.diverged_at = diverged_ ? std::optional(iteration_) : std::nullopt;
    out.last_batch = last_batch_;
    out.expected_start = chanceLoss(lossOf(settings), trainer_.model().shape().classes);
    out.published = publishedChecks(settings, reached_);
    observeOptimizer(settings, out);
  }
  if (moved || !out.history) out.history = std::make_shared<const History>(history_);
  if (moved) out.parameter_norm = double(trainer_.parameters().norm());
  observeRegions(trainer_, lossOf(settings), view, moved, out.regions);
  observeHiddenUnits(trainer_, view, moved, out.hidden_units);
  observeHealth(settings, view, moved, out);
  if (validation_) {
    observeImages(settings, view, moved, out);
  } else {
    observeExample(trainer_, lossOf(settings), view, moved, out.inspection);
    observeHardest(trainer_, lossOf(settings), view, moved, out.hardest);
  }
  if (moved) out.diagnoses = diagnose(out);  // of all that was observed, the split included
}

// What the rules without a backward pass have to tell.
template <class S>
void RunOf<S>::observeOptimizer(const Settings& settings, RunSnapshot& out) const {
  out.search.reset();
  out.loss_evaluations.reset();
  if (settings.optimizer == OptimizerKind::numerical) out.loss_evaluations = lossEvaluations(out.parameters);
  if (!isSearch(settings.optimizer)) return;
  out.search = search_.progress;
  if (out.search->kind != settings.optimizer) out.search = SearchProgress{.kind = settings.optimizer};
}

template <class S>
void RunOf<S>::observeHealth(const Settings& settings, const View& view, bool moved, RunSnapshot& out) const {
  if (!view.health) return out.health.reset();
  if (moved || !out.health) out.health = examine(trainer_, objectiveOf(settings));
}

template <class S>
void RunOf<S>::observeImages(const Settings& settings, const View& view, bool moved, RunSnapshot& out) {
  out.split = split_;
  out.split.test = test_ ? static_cast<Index>(test_->predicted.size()) : 0;
  out.test = test_;
  observeTemplates(trainer_, preprocessing_, view, moved, out.templates);
  observeVerdicts(verdicts_[view.verdicts == ImagePart::train ? 0 : 1], view, out.verdicts);
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
void RunOf<S>::test(const Settings& settings, const RunData& data) {
  const ImageSet& images = data.images->test;
  if (images.size() == 0) return;
  tested_ = std::shared_ptr<const ImageSet>(data.images, &images);
  TestResult result;
  result.part = ImagePart::test;
  result.iteration = iteration_;
  result.resize(images.size());
  EvaluationSums sums;
  const auto see = [&result](Index first, const auto& scores) { addVerdicts<S>(scores, first, result); };
  const auto source = imageSource<S>(tested_, 0, images.size(), preprocessing_);
  result.accuracy = trainer_.evaluateNext(*source, objectiveOf(settings), images.size(), sums, see)->accuracy;
  test_ = std::move(result);
}

// What run_of.cpp and the virtual table call.
template std::int64_t RunOf<float>::lookInterval(const Settings&) const;
template bool RunOf<float>::look(const Settings&);
template void RunOf<float>::recordPublished(const Settings&, double);
template void RunOf<float>::observe(const Settings&, const View&, bool, RunSnapshot&);
template void RunOf<float>::keepTest(const RunData&);
template void RunOf<float>::test(const Settings&, const RunData&);
template std::int64_t RunOf<double>::lookInterval(const Settings&) const;
template bool RunOf<double>::look(const Settings&);
template void RunOf<double>::recordPublished(const Settings&, double);
template void RunOf<double>::observe(const Settings&, const View&, bool, RunSnapshot&);
template void RunOf<double>::keepTest(const RunData&);
template void RunOf<double>::test(const Settings&, const RunData&);

}  // namespace lab
