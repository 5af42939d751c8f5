#include "lab/settings_table.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

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

// A number in [low, high]; whole if the member is.
template <class T>
SettingField number(SettingInfo info, T Settings::*member, double low, double high) {
  const auto read = [member](const Settings& settings) { return numberText(double(settings.*member)); };
  const auto write = [member, low, high](Settings& settings, std::string_view text) {
    double value = 0;
    if (!readNumber(text, value) || !(value >= low && value <= high)) return false;
    if (std::is_integral_v<T> && value != std::floor(value)) return false;
    settings.*member = static_cast<T>(value);
    return true;
  };
  return {info, read, write};
}

template <class T>
using Names = std::vector<std::pair<std::string_view, T>>;

// One of a few names.
template <class T>
SettingField choice(SettingInfo info, T Settings::*member, Names<T> names) {
  const auto read = [member, names](const Settings& settings) {
    for (const auto& [name, value] : names) {
      if (settings.*member == value) return std::string(name);
    }
    return std::string();
  };
  const auto write = [member, names](Settings& settings, std::string_view text) {
    for (const auto& [name, value] : names) {
      if (name != text) continue;
      settings.*member = value;
      return true;
    }
    return false;
  };
  return {info, read, write};
}

SettingField onOff(SettingInfo info, bool Settings::*member) {
  return choice<bool>(info, member, {{"0", false}, {"1", true}});
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
  return {{"init_seed", "a whole number from 0 to 4294967295, or none",
           "seed of the weights' own random stream; none: they continue the data's stream", Effect::new_run},
          read,
          write};
}

std::vector<SettingField> makeFields() {
  using enum Effect;
  using S = Settings;
  return {
      choice<DataKind>({"data", "spiral, moons, circles, blobs, xor or cifar10", "which data set", new_data}, &S::data,
                       {{"spiral", DataKind::spiral},
                        {"moons", DataKind::moons},
                        {"circles", DataKind::circles},
                        {"blobs", DataKind::blobs},
                        {"xor", DataKind::xor_},
                        {"cifar10", DataKind::cifar10}}),
      number({"points", "a whole number from 1 to 2000", "examples per class", new_data}, &S::points, 1, 2000),
      number({"classes", "a whole number from 2 to 10", "number of classes", new_data}, &S::classes, 2, 10),
      number({"noise", "a number from 0 to 1", "randomness of the data", new_data}, &S::noise, 0, 1),
      number({"seed", "a whole number from 0 to 4294967295", "seed of the data's random stream", new_data}, &S::seed, 0,
             max_seed),
      number({"train", "a whole number from 1 to 50000", "images to train on (data=cifar10)", new_data}, &S::train, 1,
             50000),
      number({"val", "a whole number from 1 to 10000", "images kept for validation (data=cifar10)", new_data}, &S::val,
             1, 10000),
      choice<ValidationFrom>(
          {"val_from", "first or last",
           "which images are kept for validation: the first, or those after the training images", new_data},
          &S::val_from, {{"first", ValidationFrom::first}, {"last", ValidationFrom::last}}),
      choice<Normalize>({"normalize", "raw, unit, mean_image, channel or pixel",
                         "preprocessing, measured on the training images (data=cifar10)", new_data},
                        &S::normalize,
                        {{"raw", Normalize::raw},
                         {"unit", Normalize::unit},
                         {"mean_image", Normalize::mean_image},
                         {"channel", Normalize::channel},
                         {"pixel", Normalize::pixel}}),
      onOff({"flip", "0 or 1", "1: mirror each image of a minibatch with probability 1/2 (data=cifar10)", live},
            &S::flip),
      choice<ModelKind>(
          {"model", "linear or two_layer", "which classifier is looked at and trained; each keeps its run", look},
          &S::model, {{"linear", ModelKind::linear}, {"two_layer", ModelKind::two_layer}}),
      number({"hidden", "a whole number from 1 to 1000", "hidden units of the two-layer model", new_run}, &S::hidden, 1,
             1000),
      onOff({"side_by_side", "0 or 1", "1: look at both models and train them on the same data and seeds", look},
            &S::side_by_side),
      choice<InitKind>(
          {"init", "scaled, he or zero", "how weights start: init_scale x normal, sqrt(2/fan-in) x normal, 0", new_run},
          &S::init, {{"scaled", InitKind::scaled}, {"he", InitKind::he}, {"zero", InitKind::zero}}),
      number({"init_scale", "a number from 0 to 100", "standard deviation of the first weights, with init=scaled",
              new_run},
             &S::init_scale, 0, 100),
      number(
          {"init_skip", "a whole number from 0 to 1000000", "normals discarded before the weights are drawn", new_run},
          &S::init_skip, 0, 1e6),
      initSeedField(),
      choice<LossKind>({"loss", "softmax or svm", "data loss: cross-entropy, or multiclass hinge", live}, &S::loss,
                       {{"softmax", LossKind::softmax}, {"svm", LossKind::svm}}),
      number({"svm_margin", "a number from 0.001 to 1000", "by how much the label's score must lead (svm)", live},
             &S::svm_margin, 1e-3, 1000),
      choice<int>({"svm_power", "1 or 2", "1: hinge; 2: squared hinge (svm)", live}, &S::svm_power,
                  {{"1", 1}, {"2", 2}}),
      choice<SvmSum>(
          {"svm_sum", "others or all", "classes that the loss adds up: all but the label's, or all (svm)", live},
          &S::svm_sum, {{"others", SvmSum::others}, {"all", SvmSum::all}}),
      choice<SvmReduce>({"svm_reduce", "sum or mean", "mean: that sum divided by the number of classes (svm)", live},
                        &S::svm_reduce, {{"sum", SvmReduce::sum}, {"mean", SvmReduce::mean}}),
      number({"l2", "a number from 0 to 1000000", "strength of the L2 penalty on the weights", live}, &S::l2, 0, 1e6),
      number({"l1", "a number from 0 to 1000000", "strength of the L1 penalty on the weights", live}, &S::l1, 0, 1e6),
      number({"elastic_beta", "a number from 0 to 1000000",
              "elastic net: l1 x sum (|W| + elastic_beta W^2); 0: plain L1", live},
             &S::elastic_beta, 0, 1e6),
      number({"max_norm", "a number from 0 to 1000000",
              "longest that the weights into a unit or class may be after a step; 0: any", live},
             &S::max_norm, 0, 1e6),
      onOff({"l2_half", "0 or 1", "1: (1/2) l2 sum W^2, as the case study; 0: l2 sum W^2, as the assignment", live},
            &S::l2_half),
      number({"dropout", "a number from 0 to 0.99",
              "probability that a hidden unit is left out of an example's step (two_layer)", live},
             &S::dropout, 0, 0.99),
      choice<OptimizerKind>(
          {"optimizer", "sgd, momentum, nesterov, adagrad, rmsprop, adam, random_search, local_search or numerical",
           "update rule, a search that keeps the better of two, or SGD along a numerical gradient", live},
          &S::optimizer,
          {{"sgd", OptimizerKind::sgd},
           {"momentum", OptimizerKind::momentum},
           {"nesterov", OptimizerKind::nesterov},
           {"adagrad", OptimizerKind::adagrad},
           {"rmsprop", OptimizerKind::rmsprop},
           {"adam", OptimizerKind::adam},
           {"random_search", OptimizerKind::random_search},
           {"local_search", OptimizerKind::local_search},
           {"numerical", OptimizerKind::numerical}}),
      number({"lr", "a number from 0 to 1000000", "learning rate (step size; of a search: standard deviation of a try)",
              live},
             &S::lr, 0, 1e6),
      number({"momentum", "a number from 0 to 1",
              "share of the velocity kept at each step, with optimizer=momentum or nesterov", live},
             &S::momentum, 0, 1),
      number({"rms_decay", "a number from 0 to 0.9999", "share of the mean square kept at each step (rmsprop)", live},
             &S::rms_decay, 0, 0.9999),
      number({"beta1", "a number from 0 to 0.9999", "share of the mean gradient kept at each step (adam)", live},
             &S::beta1, 0, 0.9999),
      number({"beta2", "a number from 0 to 0.99999", "share of the mean square kept at each step (adam)", live},
             &S::beta2, 0, 0.99999),
      number({"epsilon", "a number from 1e-16 to 1",
              "added to the root that a step divides by (adagrad, rmsprop, adam)", live},
             &S::epsilon, 1e-16, 1),
      choice<ScheduleKind>({"schedule", "constant, step, exponential, cosine or inverse",
                            "how the learning rate changes with the epochs", live},
                           &S::schedule,
                           {{"constant", ScheduleKind::constant},
                            {"step", ScheduleKind::step},
                            {"exponential", ScheduleKind::exponential},
                            {"cosine", ScheduleKind::cosine},
                            {"inverse", ScheduleKind::inverse}}),
      number({"decay_epochs", "a number from 0.001 to 1000000",
              "epochs until the next decay (step, exponential), the end (cosine) or half the rate (inverse)", live},
             &S::decay_epochs, 0.001, 1e6),
      number({"decay_rate", "a number from 0.0001 to 1",
              "share of the learning rate that is kept after decay_epochs (step, exponential)", live},
             &S::decay_rate, 1e-4, 1),
      number({"warmup_epochs", "a number from 0 to 1000000",
              "epochs in which the learning rate rises to its full value", live},
             &S::warmup_epochs, 0, 1e6),
      number({"batch", "a whole number from 0 to 20000", "examples a step uses; 0: all of them", live}, &S::batch, 0,
             20000),
      choice<Sampling>(
          {"sampling", "replace or epoch", "minibatches drawn with replacement, or cut from shuffled epochs", live},
          &S::sampling, {{"replace", Sampling::replace}, {"epoch", Sampling::epoch}}),
      number({"batch_seed", "a whole number from 0 to 4294967295", "seed of the minibatches' random stream", new_run},
             &S::batch_seed, 0, max_seed),
      choice<Precision>({"precision", "float32 or float64", "number format of training", new_run}, &S::precision,
                        {{"float32", Precision::float32}, {"float64", Precision::float64}}),
  };
}

}  // namespace

std::span<const SettingField> settingFields() {
  static const std::vector<SettingField> fields = makeFields();
  return fields;
}

}  // namespace lab
