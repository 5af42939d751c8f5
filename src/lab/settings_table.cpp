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
constexpr double no_seed = -1;
// As the least value of a row: no number is allowed but the named ones.
constexpr double none = std::numeric_limits<double>::infinity();

using S = Settings;

template <auto Member>
double get(const Settings& settings) {
  return static_cast<double>(settings.*Member);
}

template <auto Member>
void set(Settings& settings, double value) {
  using T = std::remove_reference_t<decltype(settings.*Member)>;
  if constexpr (std::is_enum_v<T>) {
    settings.*Member = static_cast<T>(static_cast<int>(value));
  } else {
    settings.*Member = static_cast<T>(value);
  }
}

template <auto Member>
constexpr bool isWhole = std::is_integral_v<std::remove_reference_t<decltype(std::declval<Settings&>().*Member)>>;

double initSeed(const Settings& settings) { return settings.init_seed ? double(*settings.init_seed) : no_seed; }

void setInitSeed(Settings& settings, double value) {
  settings.init_seed.reset();
  if (value != no_seed) settings.init_seed = static_cast<std::uint32_t>(value);
}

constexpr NamedValue on_off[] = {{{"0", "off"}, 0}, {{"1", "on"}, 1}};
constexpr NamedValue data_names[] = {{{"spiral", "spiral"}, double(DataKind::spiral)},
                                     {{"moons", "moons"}, double(DataKind::moons)},
                                     {{"circles", "circles"}, double(DataKind::circles)},
                                     {{"blobs", "blobs"}, double(DataKind::blobs)},
                                     {{"xor", "xor"}, double(DataKind::xor_)},
                                     {{"cifar10", "images"}, double(DataKind::cifar10)}};
constexpr NamedValue val_from_names[] = {{{"first", "the first images"}, double(ValidationFrom::first)},
                                         {{"last", "the last images"}, double(ValidationFrom::last)}};
constexpr NamedValue normalize_names[] = {{{"raw", "none"}, double(Normalize::raw)},
                                          {{"unit", "scaled to 0–1"}, double(Normalize::unit)},
                                          {{"mean_image", "minus the mean image"}, double(Normalize::mean_image)},
                                          {{"channel", "standardized by channel"}, double(Normalize::channel)},
                                          {{"pixel", "standardized by pixel"}, double(Normalize::pixel)}};
constexpr NamedValue model_names[] = {{{"linear", "linear"}, double(ModelKind::linear)},
                                      {{"two_layer", "two-layer"}, double(ModelKind::two_layer)}};
constexpr NamedValue init_names[] = {{{"scaled", "scaled"}, double(InitKind::scaled)},
                                     {{"he", "He"}, double(InitKind::he)},
                                     {{"zero", "zeros"}, double(InitKind::zero)}};
constexpr NamedValue init_seed_names[] = {{{"none", "none of its own"}, no_seed}};
constexpr NamedValue loss_names[] = {{{"softmax", "softmax"}, double(LossKind::softmax)},
                                     {{"svm", "SVM"}, double(LossKind::svm)}};
constexpr NamedValue svm_power_names[] = {{{"1", "plain"}, 1}, {{"2", "squared"}, 2}};
constexpr NamedValue svm_sum_names[] = {{{"others", "wrong classes"}, double(SvmSum::others)},
                                        {{"all", "all classes"}, double(SvmSum::all)}};
constexpr NamedValue svm_reduce_names[] = {{{"sum", "sum"}, double(SvmReduce::sum)},
                                           {{"mean", "mean"}, double(SvmReduce::mean)}};
constexpr NamedValue max_norm_names[] = {{{"0", "off"}, 0}};
constexpr NamedValue optimizer_names[] = {{{"sgd", "SGD"}, double(OptimizerKind::sgd)},
                                          {{"momentum", "Momentum"}, double(OptimizerKind::momentum)},
                                          {{"nesterov", "Nesterov"}, double(OptimizerKind::nesterov)},
                                          {{"adagrad", "Adagrad"}, double(OptimizerKind::adagrad)},
                                          {{"rmsprop", "RMSProp"}, double(OptimizerKind::rmsprop)},
                                          {{"adam", "Adam"}, double(OptimizerKind::adam)},
                                          {{"random_search", "Random search"}, double(OptimizerKind::random_search)},
                                          {{"local_search", "Local search"}, double(OptimizerKind::local_search)},
                                          {{"numerical", "Numerical gradient"}, double(OptimizerKind::numerical)}};
constexpr NamedValue schedule_names[] = {{{"constant", "Constant"}, double(ScheduleKind::constant)},
                                         {{"step", "Step"}, double(ScheduleKind::step)},
                                         {{"exponential", "Exponential"}, double(ScheduleKind::exponential)},
                                         {{"cosine", "Cosine"}, double(ScheduleKind::cosine)},
                                         {{"inverse", "1/t"}, double(ScheduleKind::inverse)}};
constexpr NamedValue batch_names[] = {{{"0", "all"}, 0}};
constexpr NamedValue sampling_names[] = {{{"replace", "with replacement"}, double(Sampling::replace)},
                                         {{"epoch", "shuffled epochs"}, double(Sampling::epoch)}};
constexpr NamedValue precision_names[] = {{{"float32", "float32"}, double(Precision::float32)},
                                          {{"float64", "float64"}, double(Precision::float64)}};

using enum Effect;

// Key, title, unit, meaning, effect; how to read and write it; the numbers that are allowed, and names of values. A
// unit that repeats the title is what the number counts: "50 hidden units". The table is data: the page pays for each
// byte.
constexpr SettingRow rows[] = {
    {"data", "Data", "", "which data set", new_data, get<&S::data>, set<&S::data>, none, 0, false, data_names},
    {"points",
     "Points per class",
     "points per class",
     "examples per class",
     new_data,
     get<&S::points>,
     set<&S::points>,
     1,
     2000,
     isWhole<&S::points>,
     {}},
    {"classes",
     "Classes",
     "classes",
     "number of classes",
     new_data,
     get<&S::classes>,
     set<&S::classes>,
     2,
     10,
     isWhole<&S::classes>,
     {}},
    {"noise",
     "Noise",
     "",
     "randomness of the data",
     new_data,
     get<&S::noise>,
     set<&S::noise>,
     0,
     1,
     isWhole<&S::noise>,
     {}},
    {"seed",
     "Data seed",
     "",
     "seed of the data's random stream",
     new_data,
     get<&S::seed>,
     set<&S::seed>,
     0,
     max_seed,
     isWhole<&S::seed>,
     {}},
    {"train",
     "Training images",
     "training images",
     "images to train on (data=cifar10)",
     new_data,
     get<&S::train>,
     set<&S::train>,
     1,
     50000,
     isWhole<&S::train>,
     {}},
    {"val",
     "Validation images",
     "validation images",
     "images kept for validation (data=cifar10)",
     new_data,
     get<&S::val>,
     set<&S::val>,
     1,
     10000,
     isWhole<&S::val>,
     {}},
    {"val_from", "Validate on", "",
     "which images are kept for validation: the first, or those after the training images", new_data, get<&S::val_from>,
     set<&S::val_from>, none, 0, false, val_from_names},
    {"normalize", "Preprocessing", "", "preprocessing, measured on the training images (data=cifar10)", new_data,
     get<&S::normalize>, set<&S::normalize>, none, 0, false, normalize_names},
    {"flip", "Flip images left–right", "",
     "1: flip each image of a minibatch left to right with probability 1/2 (data=cifar10)", live, get<&S::flip>,
     set<&S::flip>, none, 0, false, on_off},
    {"model", "Model", "", "which classifier is looked at and trained; each keeps its run", look, get<&S::model>,
     set<&S::model>, none, 0, false, model_names},
    {"hidden",
     "Hidden units",
     "hidden units",
     "hidden units of the two-layer model",
     new_run,
     get<&S::hidden>,
     set<&S::hidden>,
     1,
     1000,
     isWhole<&S::hidden>,
     {}},
    {"side_by_side", "Both models", "", "1: look at both models and train them on the same data and seeds", look,
     get<&S::side_by_side>, set<&S::side_by_side>, none, 0, false, on_off},
    {"init", "Initialization", "", "how weights start: init_scale x normal, sqrt(2/fan-in) x normal, 0", new_run,
     get<&S::init>, set<&S::init>, none, 0, false, init_names},
    {"init_scale",
     "Weight scale",
     "",
     "standard deviation of the initial weights, with init=scaled",
     new_run,
     get<&S::init_scale>,
     set<&S::init_scale>,
     0,
     100,
     isWhole<&S::init_scale>,
     {}},
    {"init_skip",
     "Skipped draws",
     "",
     "normals discarded before the weights are drawn",
     new_run,
     get<&S::init_skip>,
     set<&S::init_skip>,
     0,
     1e6,
     isWhole<&S::init_skip>,
     {}},
    {"init_seed", "Weight seed", "", "seed of the weights' own random stream; none: they continue the data's stream",
     new_run, initSeed, setInitSeed, 0, max_seed, true, init_seed_names},
    {"loss", "Loss", "", "data loss: cross-entropy, or multiclass hinge", live, get<&S::loss>, set<&S::loss>, none, 0,
     false, loss_names},
    {"svm_margin",
     "Margin Δ",
     "",
     "by how much the label's score must lead (svm)",
     live,
     get<&S::svm_margin>,
     set<&S::svm_margin>,
     1e-3,
     1000,
     isWhole<&S::svm_margin>,
     {}},
    {"svm_power", "Hinge", "", "1: hinge; 2: squared hinge (svm)", live, get<&S::svm_power>, set<&S::svm_power>, none,
     0, false, svm_power_names},
    {"svm_sum", "Sum over", "", "classes that the loss adds up: all but the label's, or all (svm)", live,
     get<&S::svm_sum>, set<&S::svm_sum>, none, 0, false, svm_sum_names},
    {"svm_reduce", "Combine by", "", "mean: that sum divided by the number of classes (svm)", live, get<&S::svm_reduce>,
     set<&S::svm_reduce>, none, 0, false, svm_reduce_names},
    {"l2",
     "L2 penalty",
     "",
     "strength of the L2 penalty on the weights",
     live,
     get<&S::l2>,
     set<&S::l2>,
     0,
     1e6,
     isWhole<&S::l2>,
     {}},
    {"l1",
     "L1 penalty",
     "",
     "strength of the L1 penalty on the weights",
     live,
     get<&S::l1>,
     set<&S::l1>,
     0,
     1e6,
     isWhole<&S::l1>,
     {}},
    {"elastic_beta",
     "Elastic net β",
     "",
     "elastic net: l1 x sum (|W| + elastic_beta W^2); 0: plain L1",
     live,
     get<&S::elastic_beta>,
     set<&S::elastic_beta>,
     0,
     1e6,
     isWhole<&S::elastic_beta>,
     {}},
    {"max_norm", "Max norm", "", "longest that the weights into a unit or class may be after a step; 0: any", live,
     get<&S::max_norm>, set<&S::max_norm>, 0, 1e6, isWhole<&S::max_norm>, max_norm_names},
    {"l2_half", "½ in front of L2", "", "1: (1/2) l2 sum W^2, as the case study; 0: l2 sum W^2, as the assignment",
     live, get<&S::l2_half>, set<&S::l2_half>, none, 0, false, on_off},
    {"dropout",
     "Dropout",
     "",
     "probability that a hidden unit is left out of an example's step (two_layer)",
     live,
     get<&S::dropout>,
     set<&S::dropout>,
     0,
     0.99,
     isWhole<&S::dropout>,
     {}},
    {"optimizer", "Update rule", "",
     "update rule, a search that keeps the better of two, or SGD along a numerical gradient", live, get<&S::optimizer>,
     set<&S::optimizer>, none, 0, false, optimizer_names},
    {"lr",
     "Learning rate",
     "",
     "learning rate (step size; of a search: standard deviation of a try)",
     live,
     get<&S::lr>,
     set<&S::lr>,
     0,
     1e6,
     isWhole<&S::lr>,
     {}},
    {"momentum",
     "Momentum µ",
     "",
     "share of the velocity kept at each step, with optimizer=momentum or nesterov",
     live,
     get<&S::momentum>,
     set<&S::momentum>,
     0,
     1,
     isWhole<&S::momentum>,
     {}},
    {"rms_decay",
     "Decay ρ",
     "",
     "share of the mean square kept at each step (rmsprop)",
     live,
     get<&S::rms_decay>,
     set<&S::rms_decay>,
     0,
     0.9999,
     isWhole<&S::rms_decay>,
     {}},
    {"beta1",
     "Decay β1",
     "",
     "share of the mean gradient kept at each step (adam)",
     live,
     get<&S::beta1>,
     set<&S::beta1>,
     0,
     0.9999,
     isWhole<&S::beta1>,
     {}},
    {"beta2",
     "Decay β2",
     "",
     "share of the mean square kept at each step (adam)",
     live,
     get<&S::beta2>,
     set<&S::beta2>,
     0,
     0.99999,
     isWhole<&S::beta2>,
     {}},
    {"epsilon",
     "Epsilon ε",
     "",
     "added to the root that a step divides by (adagrad, rmsprop, adam)",
     live,
     get<&S::epsilon>,
     set<&S::epsilon>,
     1e-16,
     1,
     isWhole<&S::epsilon>,
     {}},
    {"schedule", "Schedule", "", "how the learning rate changes with the epochs", live, get<&S::schedule>,
     set<&S::schedule>, none, 0, false, schedule_names},
    {"decay_epochs",
     "Decay time",
     "epochs",
     "epochs until the next decay (step, exponential), the end (cosine) or half the rate (inverse)",
     live,
     get<&S::decay_epochs>,
     set<&S::decay_epochs>,
     0.001,
     1e6,
     isWhole<&S::decay_epochs>,
     {}},
    {"decay_rate",
     "Decay factor",
     "",
     "share of the learning rate that is kept after decay_epochs (step, exponential)",
     live,
     get<&S::decay_rate>,
     set<&S::decay_rate>,
     1e-4,
     1,
     isWhole<&S::decay_rate>,
     {}},
    {"warmup_epochs",
     "Warm-up",
     "epochs",
     "epochs in which the learning rate rises to its full value",
     live,
     get<&S::warmup_epochs>,
     set<&S::warmup_epochs>,
     0,
     1e6,
     isWhole<&S::warmup_epochs>,
     {}},
    {"batch", "Batch size", "", "examples a step uses; 0: all of them", live, get<&S::batch>, set<&S::batch>, 0, 20000,
     isWhole<&S::batch>, batch_names},
    {"sampling", "Sampling", "", "minibatches drawn with replacement, or cut from shuffled epochs", live,
     get<&S::sampling>, set<&S::sampling>, none, 0, false, sampling_names},
    {"batch_seed",
     "Minibatch seed",
     "",
     "seed of the minibatches' random stream",
     new_run,
     get<&S::batch_seed>,
     set<&S::batch_seed>,
     0,
     max_seed,
     isWhole<&S::batch_seed>,
     {}},
    {"precision", "Precision", "", "number format of training", new_run, get<&S::precision>, set<&S::precision>, none,
     0, false, precision_names},
};

// Of a range as one types it: "1000000", "1e-16".
std::string rangeEnd(double value) { return value == 0 || value >= 1e-6 ? shortestFixed(value) : numberText(value); }

// "linear, two_layer or both".
std::string listed(const std::vector<ValueName>& names, std::string_view ValueName::*part) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i].*part);
  }
  return text;
}

SettingField fieldOf(const SettingRow& row) {
  SettingInfo info{row.key, row.title, row.unit, row.meaning, row.effect, {}, {}, {}};
  for (const NamedValue& one : row.named) info.names.push_back(one.name);
  if (row.low == none) {
    info.allowed = listed(info.names, &ValueName::text);
    info.allowed_shown = listed(info.names, &ValueName::title);
    return {std::move(info), &row};
  }
  const std::string kind = row.whole ? "a whole number from " : "a number from ";
  info.allowed = kind + rangeEnd(row.low) + " to " + rangeEnd(row.high);
  info.allowed_shown = kind + shownNumber(row.low) + " to " + shownNumber(row.high);
  if (row.get == initSeed) info.allowed += ", or none";
  return {std::move(info), &row};
}

}  // namespace

std::string SettingField::read(const Settings& settings) const {
  const double value = row->get(settings);
  for (const NamedValue& one : row->named) {
    if (one.value == value) return std::string(one.name.text);
  }
  return numberText(value);
}

bool SettingField::write(Settings& settings, std::string_view text) const {
  for (const NamedValue& one : row->named) {
    if (one.name.text != text) continue;
    row->set(settings, one.value);
    return true;
  }
  double value = 0;
  if (!readNumber(text, value) || !(value >= row->low && value <= row->high)) return false;
  if (row->whole && value != std::floor(value)) return false;
  row->set(settings, value);
  return true;
}

std::span<const SettingField> settingFields() {
  static const std::vector<SettingField> fields = [] {
    std::vector<SettingField> list;
    list.reserve(std::size(rows));
    for (const SettingRow& row : rows) list.push_back(fieldOf(row));
    return list;
  }();
  return fields;
}

}  // namespace lab
