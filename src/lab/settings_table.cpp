#include "lab/settings_table.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/text.h"
#include "lab/shortest_text.h"

namespace lab {

std::string numberText(double value) {
  const std::string fixed = shortestFixed(value);
  const std::string scientific = shortestScientific(value);
  std::string text = fixed.size() <= scientific.size() ? fixed : scientific;
  // "1e+06" as "1e06": a plus sign in an address reads as a space.
  std::erase(text, '+');
  return text;
}

std::string shownNumber(double value) {
  const double size = std::fabs(value);
  if (size >= 1000 && size < 1e15 && value == std::floor(value)) return grouped(static_cast<std::int64_t>(value));
  if (size == 0 || size >= 1e-6) return shortestFixed(value);
  // "1e-08" as "1e-8".
  const std::string text = shortestScientific(value);
  const std::size_t exponent = text.find('e') + 1;
  return text.substr(0, exponent) + std::to_string(std::atoi(text.c_str() + exponent));
}

// strtod rather than from_chars, which libc++ lacks for floating point.
bool readNumber(std::string_view text, double& value) {
  if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
  const std::string terminated(text);
  char* end = nullptr;
  const double read = std::strtod(terminated.c_str(), &end);
  if (end != terminated.c_str() + terminated.size() || !std::isfinite(read)) return false;
  value = read;
  return true;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

namespace {

constexpr double max_seed = std::numeric_limits<std::uint32_t>::max();

// Of a range as one types it: "1000000", "1e-16".
std::string rangeEnd(double value) { return value == 0 || value >= 1e-6 ? shortestFixed(value) : numberText(value); }

// What a row says of a setting beside the values it takes.
struct Words {
  std::string_view key, title, unit, meaning;
  Effect effect;
};

SettingInfo infoOf(const Words& words) {
  return {words.key, words.title, words.unit, words.meaning, words.effect, {}, {}, {}};
}

// "linear, two_layer or both".
template <class Part>
std::string listed(const std::vector<ValueName>& names, Part part) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i].*part);
  }
  return text;
}

// A number in [low, high]; whole if the member is. `names`: values that mean something of their own, as 0 may.
template <class T>
SettingField number(const Words& words, T Settings::*member, double low, double high,
                    std::vector<ValueName> names = {}) {
  const auto read = [member](const Settings& settings) { return numberText(double(settings.*member)); };
  const auto write = [member, low, high](Settings& settings, std::string_view text) {
    double value = 0;
    if (!readNumber(text, value) || !(value >= low && value <= high)) return false;
    if (std::is_integral_v<T> && value != std::floor(value)) return false;
    settings.*member = static_cast<T>(value);
    return true;
  };
  SettingInfo info = infoOf(words);
  const std::string kind = std::is_integral_v<T> ? "a whole number from " : "a number from ";
  info.allowed = kind + rangeEnd(low) + " to " + rangeEnd(high);
  info.allowed_shown = kind + shownNumber(low) + " to " + shownNumber(high);
  info.names = std::move(names);
  return {std::move(info), read, write};
}

template <class T>
struct Choice {
  ValueName name;
  T value;
};

// One of a few names.
template <class T>
SettingField choice(const Words& words, T Settings::*member, std::vector<Choice<T>> choices) {
  SettingInfo info = infoOf(words);
  for (const Choice<T>& one : choices) info.names.push_back(one.name);
  info.allowed = listed(info.names, &ValueName::text);
  info.allowed_shown = listed(info.names, &ValueName::title);
  const auto read = [member, choices](const Settings& settings) {
    for (const auto& [name, value] : choices) {
      if (settings.*member == value) return std::string(name.text);
    }
    return std::string();
  };
  const auto write = [member, choices](Settings& settings, std::string_view text) {
    for (const auto& [name, value] : choices) {
      if (name.text != text) continue;
      settings.*member = value;
      return true;
    }
    return false;
  };
  return {std::move(info), read, write};
}

SettingField onOff(const Words& words, bool Settings::*member) {
  return choice<bool>(words, member, {{{"0", "off"}, false}, {{"1", "on"}, true}});
}

SettingField initSeedField() {
  const auto read = [](const Settings& settings) {
    return settings.init_seed ? numberText(double(*settings.init_seed)) : std::string("none");
  };
  const auto write = [](Settings& settings, std::string_view text) {
    if (text == "none") {
      settings.init_seed.reset();
      return true;
    }
    double value = 0;
    if (!readNumber(text, value) || !(value >= 0 && value <= max_seed) || value != std::floor(value)) return false;
    settings.init_seed = static_cast<std::uint32_t>(value);
    return true;
  };
  SettingInfo info =
      infoOf({"init_seed", "Weight seed", "",
              "seed of the weights' own random stream; none: they continue the data's stream", Effect::new_run});
  info.allowed = "a whole number from 0 to 4294967295, or none";
  info.allowed_shown = "a whole number from 0 to 4,294,967,295";
  info.names = {{"none", "none of its own"}};
  return {std::move(info), read, write};
}

// Key, title, unit, meaning, effect. A unit that repeats the title is what the number counts: "50 hidden units".
std::vector<SettingField> makeFields() {
  using enum Effect;
  using S = Settings;
  return {
      choice<DataKind>({"data", "Data", "", "which data set", new_data}, &S::data,
                       {{{"spiral", "spiral"}, DataKind::spiral},
                        {{"moons", "moons"}, DataKind::moons},
                        {{"circles", "circles"}, DataKind::circles},
                        {{"blobs", "blobs"}, DataKind::blobs},
                        {{"xor", "xor"}, DataKind::xor_},
                        {{"cifar10", "images"}, DataKind::cifar10}}),
      number({"points", "Points per class", "points per class", "examples per class", new_data}, &S::points, 1, 2000),
      number({"classes", "Classes", "classes", "number of classes", new_data}, &S::classes, 2, 10),
      number({"noise", "Noise", "", "randomness of the data", new_data}, &S::noise, 0, 1),
      number({"seed", "Data seed", "", "seed of the data's random stream", new_data}, &S::seed, 0, max_seed),
      number({"train", "Training images", "training images", "images to train on (data=cifar10)", new_data}, &S::train,
             1, 50000),
      number({"val", "Validation images", "validation images", "images kept for validation (data=cifar10)", new_data},
             &S::val, 1, 10000),
      choice<ValidationFrom>(
          {"val_from", "Validate on", "",
           "which images are kept for validation: the first, or those after the training images", new_data},
          &S::val_from,
          {{{"first", "the first images"}, ValidationFrom::first},
           {{"last", "the last images"}, ValidationFrom::last}}),
      choice<Normalize>(
          {"normalize", "Preprocessing", "", "preprocessing, measured on the training images (data=cifar10)", new_data},
          &S::normalize,
          {{{"raw", "none"}, Normalize::raw},
           {{"unit", "scaled to 0–1"}, Normalize::unit},
           {{"mean_image", "minus the mean image"}, Normalize::mean_image},
           {{"channel", "standardized by channel"}, Normalize::channel},
           {{"pixel", "standardized by pixel"}, Normalize::pixel}}),
      onOff({"flip", "Flip images left–right", "",
             "1: flip each image of a minibatch left to right with probability 1/2 (data=cifar10)", live},
            &S::flip),
      choice<ModelKind>(
          {"model", "Model", "", "which classifier is looked at and trained; each keeps its run", look}, &S::model,
          {{{"linear", "linear"}, ModelKind::linear}, {{"two_layer", "two-layer"}, ModelKind::two_layer}}),
      number({"hidden", "Hidden units", "hidden units", "hidden units of the two-layer model", new_run}, &S::hidden, 1,
             1000),
      onOff(
          {"side_by_side", "Both models", "", "1: look at both models and train them on the same data and seeds", look},
          &S::side_by_side),
      choice<InitKind>(
          {"init", "Initialization", "", "how weights start: init_scale x normal, sqrt(2/fan-in) x normal, 0", new_run},
          &S::init,
          {{{"scaled", "scaled"}, InitKind::scaled},
           {{"he", "He"}, InitKind::he},
           {{"zero", "zeros"}, InitKind::zero}}),
      number({"init_scale", "Weight scale", "", "standard deviation of the initial weights, with init=scaled", new_run},
             &S::init_scale, 0, 100),
      number({"init_skip", "Skipped draws", "", "normals discarded before the weights are drawn", new_run},
             &S::init_skip, 0, 1e6),
      initSeedField(),
      choice<LossKind>({"loss", "Loss", "", "data loss: cross-entropy, or multiclass hinge", live}, &S::loss,
                       {{{"softmax", "softmax"}, LossKind::softmax}, {{"svm", "SVM"}, LossKind::svm}}),
      number({"svm_margin", "Margin Δ", "", "by how much the label's score must lead (svm)", live}, &S::svm_margin,
             1e-3, 1000),
      choice<int>({"svm_power", "Hinge", "", "1: hinge; 2: squared hinge (svm)", live}, &S::svm_power,
                  {{{"1", "plain"}, 1}, {{"2", "squared"}, 2}}),
      choice<SvmSum>(
          {"svm_sum", "Sum over", "", "classes that the loss adds up: all but the label's, or all (svm)", live},
          &S::svm_sum, {{{"others", "wrong classes"}, SvmSum::others}, {{"all", "all classes"}, SvmSum::all}}),
      choice<SvmReduce>({"svm_reduce", "Combine by", "", "mean: that sum divided by the number of classes (svm)", live},
                        &S::svm_reduce, {{{"sum", "sum"}, SvmReduce::sum}, {{"mean", "mean"}, SvmReduce::mean}}),
      number({"l2", "L2 penalty", "", "strength of the L2 penalty on the weights", live}, &S::l2, 0, 1e6),
      number({"l1", "L1 penalty", "", "strength of the L1 penalty on the weights", live}, &S::l1, 0, 1e6),
      number({"elastic_beta", "Elastic net β", "", "elastic net: l1 x sum (|W| + elastic_beta W^2); 0: plain L1", live},
             &S::elastic_beta, 0, 1e6),
      number({"max_norm", "Max norm", "", "longest that the weights into a unit or class may be after a step; 0: any",
              live},
             &S::max_norm, 0, 1e6, {{"0", "off"}}),
      onOff({"l2_half", "½ in front of L2", "",
             "1: (1/2) l2 sum W^2, as the case study; 0: l2 sum W^2, as the assignment", live},
            &S::l2_half),
      number({"dropout", "Dropout", "", "probability that a hidden unit is left out of an example's step (two_layer)",
              live},
             &S::dropout, 0, 0.99),
      choice<OptimizerKind>(
          {"optimizer", "Update rule", "",
           "update rule, a search that keeps the better of two, or SGD along a numerical gradient", live},
          &S::optimizer,
          {{{"sgd", "SGD"}, OptimizerKind::sgd},
           {{"momentum", "Momentum"}, OptimizerKind::momentum},
           {{"nesterov", "Nesterov"}, OptimizerKind::nesterov},
           {{"adagrad", "Adagrad"}, OptimizerKind::adagrad},
           {{"rmsprop", "RMSProp"}, OptimizerKind::rmsprop},
           {{"adam", "Adam"}, OptimizerKind::adam},
           {{"random_search", "Random search"}, OptimizerKind::random_search},
           {{"local_search", "Local search"}, OptimizerKind::local_search},
           {{"numerical", "Numerical gradient"}, OptimizerKind::numerical}}),
      number({"lr", "Learning rate", "", "learning rate (step size; of a search: standard deviation of a try)", live},
             &S::lr, 0, 1e6),
      number({"momentum", "Momentum µ", "",
              "share of the velocity kept at each step, with optimizer=momentum or nesterov", live},
             &S::momentum, 0, 1),
      number({"rms_decay", "Decay ρ", "", "share of the mean square kept at each step (rmsprop)", live}, &S::rms_decay,
             0, 0.9999),
      number({"beta1", "Decay β1", "", "share of the mean gradient kept at each step (adam)", live}, &S::beta1, 0,
             0.9999),
      number({"beta2", "Decay β2", "", "share of the mean square kept at each step (adam)", live}, &S::beta2, 0,
             0.99999),
      number({"epsilon", "Epsilon ε", "", "added to the root that a step divides by (adagrad, rmsprop, adam)", live},
             &S::epsilon, 1e-16, 1),
      choice<ScheduleKind>({"schedule", "Schedule", "", "how the learning rate changes with the epochs", live},
                           &S::schedule,
                           {{{"constant", "Constant"}, ScheduleKind::constant},
                            {{"step", "Step"}, ScheduleKind::step},
                            {{"exponential", "Exponential"}, ScheduleKind::exponential},
                            {{"cosine", "Cosine"}, ScheduleKind::cosine},
                            {{"inverse", "1/t"}, ScheduleKind::inverse}}),
      number({"decay_epochs", "Decay time", "epochs",
              "epochs until the next decay (step, exponential), the end (cosine) or half the rate (inverse)", live},
             &S::decay_epochs, 0.001, 1e6),
      number({"decay_rate", "Decay factor", "",
              "share of the learning rate that is kept after decay_epochs (step, exponential)", live},
             &S::decay_rate, 1e-4, 1),
      number({"warmup_epochs", "Warm-up", "epochs", "epochs in which the learning rate rises to its full value", live},
             &S::warmup_epochs, 0, 1e6),
      number({"batch", "Batch size", "", "examples a step uses; 0: all of them", live}, &S::batch, 0, 20000,
             {{"0", "all"}}),
      choice<Sampling>(
          {"sampling", "Sampling", "", "minibatches drawn with replacement, or cut from shuffled epochs", live},
          &S::sampling,
          {{{"replace", "with replacement"}, Sampling::replace}, {{"epoch", "shuffled epochs"}, Sampling::epoch}}),
      number({"batch_seed", "Minibatch seed", "", "seed of the minibatches' random stream", new_run}, &S::batch_seed, 0,
             max_seed),
      choice<Precision>({"precision", "Precision", "", "number format of training", new_run}, &S::precision,
                        {{{"float32", "float32"}, Precision::float32}, {{"float64", "float64"}, Precision::float64}}),
  };
}

}  // namespace

std::span<const SettingField> settingFields() {
  static const std::vector<SettingField> fields = makeFields();
  return fields;
}

}  // namespace lab
