// Settings of a run: one value, one text form, the same in the terminal, the page and the tests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "data/preprocess.h"
#include "data/shapes.h"
#include "loss/loss.h"
#include "model/init.h"
#include "model/model.h"
#include "optim/optimizer.h"
#include "optim/schedule.h"
#include "train/sampler.h"

namespace lab {

enum class Precision { float32, float64 };

// Five shapes drawn by formula, or images.
enum class DataKind { spiral, moons, circles, blobs, xor_, cifar10 };
// Precondition: not cifar10.
Shape shapeOf(DataKind kind);

// What is on the screen: points of the plane, or images. Each keeps its own run.
enum class Mode { plane, images };

// Where in the order of the images those for validation are.
enum class ValidationFrom { first, last };

// Every default is the course's own spiral and step; the float type is the one that trains fastest.
struct Settings {
  DataKind data = DataKind::spiral;
  int points = 100;  // examples per class
  int classes = 3;
  double noise = 0.2;  // for the spiral: standard deviation of the angle, radians
  std::uint32_t seed = 0;

  // Images only. See lab/split.h.
  int train = 50000;  // or as many as there are
  int val = 1000;     // at most half of what is there when the run starts
  ValidationFrom val_from = ValidationFrom::first;
  Normalize normalize = Normalize::pixel;
  bool flip = false;  // mirror each image of a minibatch with probability 1/2

  ModelKind model = ModelKind::linear;
  int hidden = 100;
  bool side_by_side = false;  // train the linear and the two-layer model on the same data, clock and seeds
  InitKind init = InitKind::scaled;
  double init_scale = 0.01;
  int init_skip = 0;                       // normals discarded between the data's and the weights'
  std::optional<std::uint32_t> init_seed;  // own stream for the weights; absent: continue the data's stream

  LossKind loss = LossKind::softmax;
  double svm_margin = 1;
  int svm_power = 1;  // 1: hinge, 2: squared hinge
  SvmSum svm_sum = SvmSum::others;
  SvmReduce svm_reduce = SvmReduce::sum;
  double l2 = 1e-3;
  double l1 = 0;
  double elastic_beta = 0;  // share of W^2 beside |W| in the l1 penalty
  double max_norm = 0;      // longest column of a weight matrix; 0: no bound
  bool l2_half = true;      // true: (1/2) l2 sum W^2, as the case study; false: l2 sum W^2, as the assignment
  double dropout = 0;       // probability that a hidden unit is left out of an example's training step

  OptimizerKind optimizer = OptimizerKind::sgd;
  double lr = 1;
  double momentum = 0.9;
  double rms_decay = 0.9;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  ScheduleKind schedule = ScheduleKind::constant;  // of the learning rate; its time is counted in epochs
  double decay_epochs = 10;
  double decay_rate = 0.5;
  double warmup_epochs = 0;
  int batch = 0;  // examples a step; 0: all of them
  Sampling sampling = Sampling::replace;
  std::uint32_t batch_seed = 0;
  Precision precision = Precision::float32;

  bool operator==(const Settings&) const = default;
};

// What a change of one setting does to a run that is under way.
enum class Effect {
  look,      // nothing: it says which of the two models is on the screen
  live,      // acts from the next step on; parameters and iteration stay
  new_run,   // same data, parameters initialized afresh, iteration 0
  new_data,  // data drawn afresh, and a new run on it
};

// A value that has a name: as it is typed, and as people read it. Both are literals, so that they end in a zero byte.
struct ValueName {
  std::string_view text;   // "replace"
  std::string_view title;  // "with replacement"
};

// One row of the settings table: all that a front end needs to offer, explain and check a setting.
struct SettingInfo {
  std::string_view key;      // "batch": what is typed in an address or a terminal
  std::string_view title;    // "Batch size": what people read
  std::string_view unit;     // of a number, in the plural: "epochs"; empty: none
  std::string_view meaning;  // one line, as the terminal lists it
  Effect effect;
  std::string allowed;           // "a whole number from 1 to 2000", "linear or two_layer"
  std::string allowed_shown;     // the same for people: "a whole number from 1 to 2,000", "linear or two-layer"
  std::vector<ValueName> names;  // of a choice all its values; of a number those that have a name
};
std::span<const SettingInfo> settingInfos();

// What people call a setting, and its value: "Sampling", "with replacement". Precondition: the key is in
// settingInfos().
std::string_view settingTitle(std::string_view key);
std::string valueTitle(const Settings& settings, std::string_view key);
// Null: there is no such setting.
const SettingInfo* findSetting(std::string_view key);

// Applies "key=value" assignments, separated by '&', white space or new lines, to `base`, left to right.
// "preset=NAME" replaces every setting by the preset's. All or nothing: at the first unknown key or bad value the
// error names key, value and what is allowed; a key that is given twice and a blank beside the = are refused as well,
// and settings whose steps would take too long together (lab/numerical_cost.h).
Result<Settings> withAssignments(const Settings& base, std::string_view text);

// The mode of `base` after the assignments, whether or not they are allowed there; unchanged by text that is refused.
Mode modeAfter(const Settings& base, std::string_view text);

// True if the text sets a preset.
bool namesPreset(std::string_view text);

// One assignment of a text; without a '=' all of it is the key.
struct Assignment {
  std::string_view key, value;
};
// As they stand in the text, whether or not they are allowed.
std::vector<Assignment> assignmentsIn(std::string_view text);

// As withAssignments, but for the cost of a step.
Result<Settings> withAssignmentsAtAnyCost(const Settings& base, std::string_view text);

// All settings as "key=value&key=value…"; withAssignments(Settings{}, toText(s)) gives s back exactly.
std::string toText(const Settings& settings);

// Value of one key as text, as toText writes it. Precondition: the key is in settingInfos().
std::string valueText(const Settings& settings, std::string_view key);

// Precondition: the key is in settingInfos().
void copyValue(const Settings& from, std::string_view key, Settings& to);

// The strongest effect among the settings in which the two differ.
Effect effectOfChange(const Settings& from, const Settings& to);

Mode modeOf(const Settings& settings);

struct Preset {
  std::string_view name;     // "notes_linear": what is typed
  std::string_view title;    // "Course: linear": what people read
  std::string_view meaning;  // one line, as the terminal lists it
  Settings settings;
  Index images = 0;  // to learn from and to validate on that its figures were measured with; 0: however many there are
  bool either_model = false;   // it is as much the other model's
  std::string_view pair = {};  // what it is called together with the other model's, when both are on the screen
};
// In the order in which they are offered; the first of each mode is what it opens with.
std::span<const Preset> presets();
// Precondition: the name is a preset's.
Settings presetSettings(std::string_view name);
// The preset that these settings of one run are, its model included; null: none. How numbers are rounded and what else
// is on the screen make no other.
const Preset* presetOf(const Settings& settings);
// What the runs on the screen are called, one or two: their preset's title, or their pair's. Empty: no preset's.
std::string_view presetTitle(std::span<const Settings> shown);

// The same settings for the other model. Presets that belong together map to each other: the published runs, whose
// weights start at different places of the random stream, so that side by side both come out to the printed digit; and
// the images' softmax classifier and two-layer net, which need different learning rates.
Settings withModel(const Settings& settings, ModelKind model);

}  // namespace lab
