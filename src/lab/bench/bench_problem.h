// The benchmark's workloads: what is to be trained, from which examples and parameters. The same numbers everywhere, so
// that the lab and its rivals start alike.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "data/example_source.h"
#include "data/preprocess.h"
#include "train/trainer.h"

namespace lab {

struct BenchProblem {
  std::string id;
  ModelShape shape;
  Index batch = 0;  // minibatches in turn: rows [k batch, (k + 1) batch); all examples at once if there are as many
  Objective objective;
  UpdateRule rule;
  Vector<float> parameters;  // to start from
  std::unique_ptr<ExampleSource<float>> examples;
  int checked_steps = 1;  // first steps that are compared with the oracle's

  // Where the examples are bytes until they are used: these, and how they become floats.
  std::shared_ptr<const ImageSet> images;
  Preprocessing preprocessing;
};

// S1 and S2: the course's spiral, a linear model and 100 hidden units. C1, C2 and C2L: 2,048 images, a linear model,
// 200 and 1,000 hidden units; C1u8 and C2u8 the same ones from bytes.
// S2d: S2 as a long run leaves it, with dead units whose weights have decayed.
std::span<const std::string_view> benchIds();
// Refuses an unknown id, and names those that there are.
Result<BenchProblem> benchProblem(std::string_view id);

// Ten classes in turn, each a pattern of its own under noise that is three times as strong: something to learn, and
// nothing that a step of training finds easier than a photograph.
ImageSet drawBenchImages(Index count);

// Floating-point operations of a step: the products forward and backward, but for the examples' own gradient.
double flopOfStep(const ModelShape& shape, Index batch);

}  // namespace lab
