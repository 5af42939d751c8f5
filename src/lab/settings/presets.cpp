#include "lab/settings/presets.h"

#include <algorithm>
#include <array>

#include "lab/settings/model_kinds.h"

namespace lab {
namespace {

// What the presets of images share. Learning rates and penalties were found by search (see docs/images.md).
Settings imageSettings(LossKind loss) {
  Settings settings;
  settings.data = DataKind::cifar10;
  settings.loss = loss;
  settings.flip = true;
  settings.optimizer = OptimizerKind::momentum;
  settings.batch = 256;
  settings.sampling = Sampling::epoch;
  return settings;
}

// Of a few thousand images, so that the templates are seen to learn: weights that start far below what they come to
// leave no noise in the pictures, and the penalty is as large as validation allows.
Settings imageLinearSettings(LossKind loss) {
  Settings settings = imageSettings(loss);
  settings.init_scale = 1e-4;
  switch (loss) {
    case LossKind::softmax:
      settings.lr = 1e-3;
      settings.l2 = 2;
      break;
    case LossKind::svm:
      settings.lr = 3e-4;
      settings.l2 = 10;
      break;
  }
  return settings;
}

Settings imageNetSettings() {
  Settings settings = imageSettings(LossKind::softmax);
  settings.model = ModelKind::two_layer;
  settings.hidden = 200;
  settings.init = InitKind::he;
  settings.lr = 0.01;
  settings.l2 = 0.06;
  return settings;
}

// For all images of CIFAR-10 (see docs/images.md): more passes, and a learning rate that goes down to 0 with them.
Settings fullSettings() {
  Settings settings = imageSettings(LossKind::softmax);
  settings.lr = 2e-3;
  settings.l2 = 0.01;
  settings.schedule = ScheduleKind::cosine;
  settings.decay_epochs = 20;
  return settings;
}

Settings fullNetSettings() {
  Settings settings = fullSettings();
  settings.model = ModelKind::two_layer;
  settings.hidden = 1000;
  settings.init = InitKind::he;
  settings.lr = 0.02;
  settings.l2 = 2e-3;
  settings.dropout = 0.4;
  settings.decay_epochs = 80;
  return settings;
}

// The assignment's: 49,000 images minus their mean, the last 1,000 for validation, pixels from 0 to 255, minibatches of
// 200 with replacement, the penalty without the half. Its bias is regularized with the weights, ours is not.
Settings assignmentSettings(LossKind loss, double lr, double l2) {
  Settings settings;
  settings.data = DataKind::cifar10;
  settings.train = 49000;
  settings.val_from = ValidationFrom::last;
  settings.normalize = Normalize::mean_image;
  settings.init_scale = 1e-3;
  settings.loss = loss;
  settings.lr = lr;
  settings.l2 = l2;
  settings.l2_half = false;
  settings.batch = 200;
  return settings;
}

Settings publishedSettings(ModelKind model) {
  Settings wanted;
  wanted.model = model;
  wanted.init_skip = PerModel<int>{linear_init_skip, two_layer_init_skip}[placeOf(model)];
  wanted.precision = Precision::float64;
  return wanted;
}

constexpr std::string_view course_pair = "Course: both models";
constexpr std::string_view image_pair = "Softmax: both models";
constexpr std::string_view full_pair = "All images: both models";

// The same run but for how it is shown and rounded.
bool sameRun(Settings a, const Settings& b) {
  a.precision = b.precision;
  a.side_by_side = b.side_by_side;
  return a == b;
}

}  // namespace

std::span<const Preset> presets() {
  constexpr Index all = 50000;
  static const std::array<Preset, 10> list{{
      {"notes_linear", "Course: linear", "the CS231n notes' softmax classifier: 200 iterations, float64",
       publishedSettings(ModelKind::linear), 0, false, course_pair},
      {"notes_two_layer", "Course: two-layer", "the CS231n notes' two-layer network: 10,000 iterations, float64",
       publishedSettings(ModelKind::two_layer), 0, false, course_pair},
      {"course", "Other weights, float32", "the same spiral and step, trained in float32", Settings{}, 0, true},
      {"cifar_softmax", "Softmax, linear", "images: a linear classifier with softmax",
       imageLinearSettings(LossKind::softmax), 0, false, image_pair},
      {"cifar_svm", "SVM, linear", "images: a linear classifier with the SVM loss", imageLinearSettings(LossKind::svm)},
      {"cifar_two_layer", "Two-layer", "images: 200 hidden units", imageNetSettings(), 0, false, image_pair},
      {"full_softmax", "All images: linear", "all images: a linear classifier with softmax, 20 epochs", fullSettings(),
       all, false, full_pair},
      {"full_two_layer", "All images: two-layer", "all images: 1,000 hidden units, dropout, 80 epochs",
       fullNetSettings(), all, false, full_pair},
      {"assignment_softmax", "Assignment: softmax", "images: the softmax classifier of CS231n's assignment 1",
       assignmentSettings(LossKind::softmax, 5e-7, 5e4), all},
      {"assignment_svm", "Assignment: SVM", "images: the SVM of CS231n's assignment 1",
       assignmentSettings(LossKind::svm, 1e-7, 1e4), all},
  }};
  return list;
}

const Preset* findPreset(std::string_view name) {
  const auto all = presets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return preset.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Settings presetSettings(std::string_view name) { return findPreset(name)->settings; }

const Preset* presetOf(const Settings& settings) {
  for (const Preset& preset : presets()) {
    Settings own = preset.settings;
    if (preset.either_model) own.model = settings.model;
    if (sameRun(settings, own)) return &preset;
  }
  return nullptr;
}

std::string_view presetTitle(std::span<const Settings> shown) {
  const Preset* first = shown.empty() ? nullptr : presetOf(shown.front());
  const Preset* last = shown.empty() ? nullptr : presetOf(shown.back());
  if (first == nullptr || last == nullptr) return {};
  if (first == last) return first->title;
  return first->pair == last->pair ? first->pair : std::string_view();
}

Settings withModel(const Settings& settings, ModelKind model) {
  // Linear first. A model of its own needs its own place in the random stream, or its own learning rate.
  static const std::array<PerModel<Settings>, 3> families{{
      {publishedSettings(ModelKind::linear), publishedSettings(ModelKind::two_layer)},
      {imageLinearSettings(LossKind::softmax), imageNetSettings()},
      {fullSettings(), fullNetSettings()},
  }};
  Settings other = settings;
  for (const auto& family : families) {
    if (sameRun(settings, family[0]) || sameRun(settings, family[1])) {
      other = family[placeOf(model)];
    }
  }
  other.model = model;
  other.side_by_side = settings.side_by_side;
  other.precision = settings.precision;
  return other;
}

}  // namespace lab
