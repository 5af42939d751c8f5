// What the lab shows of itself: plain values, read by panels, page and terminal. Nobody reaches behind it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "data/image_set.h"
#include "lab/observe/diagnosis_snapshot.h"
#include "lab/observe/health_snapshot.h"
#include "lab/observe/history.h"
#include "lab/observe/metrics.h"
#include "lab/settings/settings.h"
#include "optim/search_progress.h"

namespace lab {

// A square of the plane, cut into size x size cells; row 0 is the top (largest y).
struct PlaneBounds {
  double min_x = -1, max_x = 1, min_y = -1, max_y = 1;
  bool operator==(const PlaneBounds&) const = default;
};

enum class ImagePart { train, validation, test };

struct ImageRef {
  ImagePart part = ImagePart::validation;
  Index index = 0;  // within the part
  bool operator==(const ImageRef&) const = default;
};

// Sizes of the parts, and where in the library they begin.
struct ImageSplit {
  Index train = 0;
  Index validation = 0;
  Index test = 0;  // those that were measured on: 0 until the test was asked for
  Index first_train = 0;
  Index first_validation = 0;
  // The library's own place of an image of a part: in train for the first two parts, in test for the third.
  Index place(ImageRef ref) const {
    switch (ref.part) {
      case ImagePart::train:
        return ref.index + first_train;
      case ImagePart::validation:
        return ref.index + first_validation;
      case ImagePart::test:
        break;
    }
    return ref.index;
  }
  Index sizeOf(ImagePart part) const {
    switch (part) {
      case ImagePart::train:
        return train;
      case ImagePart::validation:
        return validation;
      case ImagePart::test:
        break;
    }
    return test;
  }
};

// First-layer weights as pictures: (count, D), one a class (linear) or a hidden unit (two-layer). A model sees
// x = (pixel - centre) / grey_levels, so that one unit along the weights takes a pixel from its centre by
// weight * grey_levels.
struct Templates {
  Index count = 0;
  std::vector<float> weights;
  std::vector<float> centre;       // (D) the average training image; mid grey for pixels that no mean is taken from
  std::vector<float> grey_levels;  // (D) 0 to 255, in one unit of the model's input
  std::vector<int> helps;          // (count) two-layer: the class whose score the unit raises most; linear: empty
  std::uint64_t revision = 0;
};

// What the model says of the images of a part, in order; of the training images only the first thousand.
struct Verdicts {
  ImagePart part = ImagePart::validation;
  std::vector<std::int32_t> predicted;
  std::vector<float> probability;  // softmax of the scores, of the predicted class; also for the SVM, as a mere order
  std::uint64_t revision = 0;

  void resize(Index images) {
    predicted.resize(static_cast<std::size_t>(images));
    probability.resize(static_cast<std::size_t>(images));
  }
};

// What the model said of the test images when it was asked, once, at the end: neither training nor choosing has seen
// them. It stays what it was while training goes on.
struct TestResult : Verdicts {
  std::int64_t iteration = 0;
  double accuracy = 0;
};

// What the viewer wants computed. Expensive parts that nobody looks at cost nothing.
struct View {
  bool regions = false;
  int region_size = 128;  // cells along each side, 8 to 512
  PlaneBounds bounds;     // part of the plane that the regions cover
  bool hidden_units = false;
  std::optional<Index> example;  // row of the data set to inspect
  bool hardest = false;          // which row of the data set the model does worst on
  bool health = false;           // norms, histograms, dead units

  // Images only.
  bool exact = true;                  // false: figures and verdicts may be some steps old: a running net saves time
  bool templates = false;             // the weights of the first layer as pictures
  std::optional<ImagePart> verdicts;  // the model's word on each image of that part; test: see RunSnapshot::test
  std::optional<ImageRef> image;      // image to inspect; of the test images only after a test
  std::shared_ptr<const ImageSet> picture;  // a picture of the visitor's own, to inspect instead; one image
};

// The model's decision at the centre of each cell, row by row from the top left.
struct RegionPicture {
  int size = 0;
  PlaneBounds bounds;
  std::vector<std::uint8_t> winner;  // (size*size) class with the highest score
  // (size*size) 0 (undecided) to 1 (certain). Softmax: the winner's probability, scaled so that 1/C is 0.
  // SVM: how far the winner's score leads the runner-up's, capped at the margin of 1.
  std::vector<float> confidence;
  std::uint64_t revision = 0;  // changes whenever the content does
};

// One hidden unit of a two-layer model on a two-dimensional input: it is active where w·x + b > 0.
struct HiddenUnit {
  double w_x = 0, w_y = 0, b = 0;
  std::vector<double> out;  // (C) weights from this unit to the class scores
};

// The forward pass of one example, opened up: features -> hidden -> scores -> loss -> dscores.
struct Inspection {
  Index example = 0;              // row of the data set
  std::optional<ImageRef> image;  // images only; absent for a picture of the visitor's own, whose label is unknown (0)
  int label = 0;
  int predicted = 0;
  std::vector<double> features;       // (D)
  std::vector<double> hidden;         // (H) after the ReLU; empty for a linear model
  std::vector<double> scores;         // (C)
  std::vector<double> exponentials;   // (C) exp(score), unshifted; softmax only, else empty
  std::vector<double> probabilities;  // (C) softmax only, else empty
  std::vector<double> margins;        // (C) max(0, s_j - s_y + Δ), at the label 0 or Δ (svm_sum); SVM only, else empty
  DataLoss form;                      // the loss in force
  std::vector<double> dscores;        // (C) gradient of this example's own loss (not divided by N)
  double loss = 0;                    // data loss of this example alone
};

// A published value beside ours.
struct PublishedCheck {
  std::int64_t iteration = 0;
  double published = 0;
  std::optional<double> ours;  // absent until the run gets there
  bool matches = false;        // |ours - published| within the run's tolerance
};

// One model in training.
struct RunSnapshot {
  ModelKind model = ModelKind::linear;
  Settings settings;                        // this run's own
  std::int64_t parameters = 0;              // how many numbers it learns
  std::int64_t iteration = 0;               // updates made so far
  double epoch = 0;                         // examples used so far / N
  double lr = 0;                            // of the next step, as the schedule has it
  std::optional<std::int64_t> diverged_at;  // iteration whose step gave a non-finite loss or parameter
  Metrics now;
  std::optional<BatchLoss> last_batch;     // absent before the first step
  double expected_start = 0;               // data loss of a model that knows nothing: ln C (softmax), C - 1 (SVM)
  std::shared_ptr<const History> history;  // never null once observed
  Vitals vitals;                           // of the same examples as `now`
  double parameter_norm = 0;               // Euclidean
  std::vector<Diagnosis> diagnoses;        // the worst first; empty while all is well
  std::vector<std::int32_t> predictions;   // (N) class given to each example
  std::vector<PublishedCheck> published;   // empty unless the settings are a published run's
  RegionPicture regions;                   // size 0 unless asked for
  std::vector<HiddenUnit> hidden_units;    // empty unless asked for, or for a linear model
  std::optional<SearchProgress> search;    // with optimizer=random_search or local_search; 0 tries before the first
  std::optional<std::int64_t> loss_evaluations;  // of a step, with optimizer=numerical
  std::optional<Inspection> inspection;
  // The row with the greatest loss of its own, of those that the model gets wrong where there are any. Absent unless
  // asked for; plane only.
  std::optional<Index> hardest;
  std::optional<Health> health;  // absent unless asked for
  // Before the first step a model's verdicts are chance and no mistakes.
  bool trained() const { return iteration > 0; }
  // Images only.
  ImageSplit split;
  Templates templates;  // count 0 unless asked for
  Verdicts verdicts;    // empty unless asked for
  std::optional<TestResult> test;
};

struct StudiesSnapshot;  // lab/study/study_snapshot.h

enum class RunState { paused, running, diverged };

struct Snapshot {
  Settings settings;
  RunState state = RunState::paused;
  double speed = 0;             // wished steps a second; 0: as fast as the machine allows; with auto_speed: of the gear
  bool stop_when_flat = false;  // training stops when the loss does not move any more
  bool auto_speed = false;      // the gear follows how much a step changes
  std::int64_t steps_owed = 0;  // of "step N" commands still to be made
  bool can_step_back = false;
  bool can_go_back = false;  // "back press" has somewhere to go
  std::string undo, redo;    // what "undo" and "redo" bring back, for people; empty: nothing to bring back
  Mode mode = Mode::plane;
  bool awaits_images = false;                  // the run that was left here is shown once its images have come
  std::shared_ptr<const Dataset> data;         // the plane's points; null while images are on the screen
  std::shared_ptr<const ImageLibrary> images;  // null until some are loaded
  std::uint64_t data_revision = 0;             // of the data set, which keeps it when it comes back
  std::uint64_t run_revision = 0;              // changes with every step, reset or setting: equal means nothing moved
  PlaneBounds data_bounds;                     // a square that holds all points with some air around them
  std::vector<RunSnapshot> runs;               // on the screen: one, or both models', linear first
  std::shared_ptr<const StudiesSnapshot> studies;  // as last observed; never null after that
  std::string notice;  // what the last command did beyond the obvious, or why it was refused
  bool notice_is_error = false;
  bool notice_offers_undo = false;  // the command ended a run, which "undo" brings back
  // Another way to answer the notice, for a button: what it says, and the command that does it. Empty: none.
  std::string notice_offer_label, notice_offer_command;
  std::uint64_t notice_revision = 0;
};

}  // namespace lab
