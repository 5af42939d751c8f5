// What a run is measured on, and how far it has come in measuring itself. It changes nothing of the run: the training
// examples, or a probe of them where they are many, then the validation images, a few milliseconds' worth at a time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lab/observe/snapshot.h"
#include "lab/settings/settings.h"
#include "train/trainer.h"

namespace lab {

Metrics metricsOf(const Evaluation& evaluation);

template <class S>
class Evaluator {
 public:
  // Of the run that has this trainer and these settings, and outlives it. Null: a probe is not needed; there are no
  // validation images, as on the plane.
  Evaluator(Trainer<S>& trainer, const Settings& settings, std::unique_ptr<ExampleSource<S>> probe,
            std::unique_ptr<ExampleSource<S>> validation);

  // Others, with which nothing has been measured yet.
  void setExamples(std::unique_ptr<ExampleSource<S>> probe, std::unique_ptr<ExampleSource<S>> validation);
  const ExampleSource<S>* validation() const { return validation_.get(); }

  // The next look begins anew: parameters or settings are others at the same iteration.
  void restart() { look_ = {}; }
  // Steps of so large a batch between two looks.
  std::int64_t interval(Index batch) const;
  // Takes the next slice. True when all was seen with the parameters of this iteration.
  bool look(std::int64_t iteration);
  // All at once; on the plane with each example's class.
  void measure(std::int64_t iteration, std::vector<std::int32_t>& predictions);

  // The last figures, and the iteration that they are of; -1: none yet.
  const Metrics& metrics() const { return measured_; }
  std::int64_t measuredAt() const { return measured_at_; }
  const Vitals& vitals() const { return vitals_; }
  // Of images, on the training or the validation part.
  const Verdicts& verdicts(ImagePart part) const { return verdicts_[part == ImagePart::train ? 0 : 1]; }

 private:
  void countVitals(const ExampleSource<S>& examples, const ConstScoresRef<S>& scores, Index first);
  std::optional<Evaluation> lookAt(const ExampleSource<S>& examples, ImagePart part);

  Trainer<S>& trainer_;
  const Settings& settings_;
  std::unique_ptr<ExampleSource<S>> probe_;
  std::unique_ptr<ExampleSource<S>> validation_;

  struct Look {
    std::int64_t iteration = -1;
    EvaluationSums sums;
    std::optional<Evaluation> train, validation;
    Verdicts verdicts;  // of images, on the part that is looked at
  };
  Look look_;
  std::array<Verdicts, 2> verdicts_;  // that measured_ is about: ImagePart train, validation
  Vitals vitals_;                     // counted with them
  std::vector<bool> alive_;           // of the hidden units, in the count under way
  Metrics measured_;                  // for the history or for whoever looks
  std::int64_t measured_at_ = -1;
};

}  // namespace lab
