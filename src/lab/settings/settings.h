// Settings of a run: one value, the same in the terminal, the page and the tests. Their text form is in
// lab/settings/settings_table.h and lab/settings/assignments.h.
#pragma once

#include <cstdint>
#include <optional>

#include "data/normalize.h"
#include "data/shape.h"
#include "loss/data_loss.h"
#include "model/init_kind.h"
#include "model/model_shape.h"
#include "optim/schedule_kind.h"
#include "optim/update_rule.h"
#include "train/sampling.h"

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

  // Images only. See lab/run/split.h.
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

Mode modeOf(const Settings& settings);

// Sizes of the model that these settings make.
ModelShape modelShapeOf(const Settings& settings);

}  // namespace lab
