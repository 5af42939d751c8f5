// Every loss × model × regularizer, at a point where no parameter is 0: what the tests of the gradient go through.
#pragma once

#include <vector>

#include "data/dataset.h"
#include "train/trainer.h"

namespace lab::test {

struct GradientCase {
  ModelKind model;
  Objective objective;
};
// Softmax and the SVM in all its forms, without a penalty and with each kind.
std::vector<GradientCase> allGradientCases();

// 48 points in four classes, and parameters of a scale at which nothing is small.
struct GradientPoint {
  explicit GradientPoint(ModelKind kind, std::uint32_t seed = 31);

  Dataset data;
  std::unique_ptr<Model<double>> model;
  Vector<double> parameters;
};

// Name the case in doctest's messages.
#define CAPTURE_GRADIENT_CASE(which)                        \
  CAPTURE(static_cast<int>((which).model));                 \
  CAPTURE(static_cast<int>((which).objective.loss.kind));   \
  CAPTURE((which).objective.loss.power);                    \
  CAPTURE(static_cast<int>((which).objective.loss.sum));    \
  CAPTURE(static_cast<int>((which).objective.loss.reduce)); \
  CAPTURE((which).objective.regularizer.l2);                \
  CAPTURE((which).objective.regularizer.l1)

}  // namespace lab::test
