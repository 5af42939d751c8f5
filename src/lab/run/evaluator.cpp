#include "lab/run/evaluator.h"

#include <algorithm>
#include <utility>

#include "lab/observe/observe.h"
#include "lab/settings/rules.h"

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

}  // namespace

Metrics metricsOf(const Evaluation& evaluation) {
  return {evaluation.loss.total(), evaluation.loss.data_loss, evaluation.loss.reg_loss, evaluation.accuracy, {}};
}

template <class S>
Evaluator<S>::Evaluator(Trainer<S>& trainer, const Settings& settings, std::unique_ptr<ExampleSource<S>> probe,
                        std::unique_ptr<ExampleSource<S>> validation)
    : trainer_(trainer), settings_(settings), probe_(std::move(probe)), validation_(std::move(validation)) {}

template <class S>
void Evaluator<S>::setExamples(std::unique_ptr<ExampleSource<S>> probe, std::unique_ptr<ExampleSource<S>> validation) {
  restart();
  measured_at_ = -1;
  probe_ = std::move(probe);
  validation_ = std::move(validation);
}

template <class S>
std::int64_t Evaluator<S>::interval(Index batch) const {
  const Index examples = trainer_.examples().size();
  const Index looked_at = validation_ ? probe_->size() + validation_->size() : examples;
  return evaluationInterval(looked_at, batch, trainer_.parameters().size());
}

// While activations_ of the trainer hold these very examples. With `first` 0 it begins anew.
template <class S>
void Evaluator<S>::countVitals(const ExampleSource<S>& examples, const ConstScoresRef<S>& scores, Index first) {
  constexpr double certain = 0.999;
  const bool two_layer = hasHidden(settings_.model);
  if (first == 0) {
    vitals_ = {.examples = examples.size()};
    countAlike(examples, vitals_);
    alive_.assign(static_cast<std::size_t>(two_layer ? trainer_.model().shape().hidden : 0), false);
  }
  for (Index i = 0; i < scores.rows() && givesProbabilities(settings_.loss); ++i) {
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
std::optional<Evaluation> Evaluator<S>::lookAt(const ExampleSource<S>& examples, ImagePart part) {
  constexpr Index slice = 100'000'000;  // multiply-adds: a few milliseconds
  const Index most = std::max<Index>(32, slice / trainer_.parameters().size());
  SeeScores<S> see;
  if (validation_) {
    look_.verdicts.resize(examples.size());
    see = [&, this](Index first, const auto& scores) {
      addVerdicts<S>(scores, first, look_.verdicts);
      if (part == ImagePart::train) countVitals(examples, scores, first);
    };
  }
  const auto evaluation = trainer_.evaluateNext(examples, objectiveOf(settings_), most, look_.sums, see);
  if (evaluation) {
    look_.sums = {};
    std::swap(verdicts_[static_cast<std::size_t>(part)], look_.verdicts);
  }
  return evaluation;
}

// Takes the next slice of the training set, or of the probe where that is too large, then of the validation images.
// True when all of both was seen with the present parameters and settings_.
template <class S>
bool Evaluator<S>::look(std::int64_t iteration) {
  if (look_.iteration != iteration)
    look_ = {.iteration = iteration, .sums = {}, .train = {}, .validation = {}, .verdicts = {}};
  if (!look_.train) {
    look_.train = lookAt(probe_ ? *probe_ : trainer_.examples(), ImagePart::train);
  } else if (validation_ && !look_.validation) {
    look_.validation = lookAt(*validation_, ImagePart::validation);
  }
  if (!look_.train || (validation_ && !look_.validation)) return false;
  measured_ = metricsOf(*look_.train);
  if (validation_) measured_.val_accuracy = look_.validation->accuracy;
  measured_at_ = iteration;
  return true;
}

template <class S>
void Evaluator<S>::measure(std::int64_t iteration, std::vector<std::int32_t>& predictions) {
  if (validation_) {
    while (!look(iteration)) {
    }
    return;
  }
  const ExampleSource<S>& examples = trainer_.examples();
  predictions.resize(static_cast<std::size_t>(examples.size()));
  const auto see = [&](Index first, const ConstScoresRef<S>& scores) {
    countVitals(examples, scores, first);
    for (Index i = 0; i < scores.rows(); ++i) {
      predictions[static_cast<std::size_t>(first + i)] = static_cast<std::int32_t>(highest(scores.row(i)));
    }
  };
  EvaluationSums sums;
  measured_ = metricsOf(*trainer_.evaluateNext(examples, objectiveOf(settings_), examples.size(), sums, see));
  measured_at_ = iteration;
}

template class Evaluator<float>;
template class Evaluator<double>;

}  // namespace lab
