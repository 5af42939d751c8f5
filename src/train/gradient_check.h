// The analytic gradient against centered differences, parameter by parameter, in double precision.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "train/trainer.h"

namespace lab {

// One parameter: f'(w) by backpropagation beside (f(w + h) - f(w - h)) / 2h.
struct GradientEntry {
  Index index = 0;  // in the flat parameter vector
  double analytic = 0;
  double numerical = 0;
  double relative_error = 0;  // |analytic - numerical| / max(|analytic|, |numerical|, 1e-3)
  bool kink = false;          // a hinge, a ReLU or |w| bends between w - h and w + h
};

struct BlockCheck {
  std::string_view name;  // of the parameter block
  Index checked = 0;
  Index kinks = 0;      // left out of the verdict: no derivative exists there
  GradientEntry worst;  // largest relative error among those that count
};

struct GradientCheck {
  std::vector<BlockCheck> blocks;
  bool passed = false;  // every relative error that counts is below the tolerance, and most parameters count
};

struct GradientCheckOptions {
  double h = 1e-5;
  double tolerance = 1e-6;
  // Called on the analytic gradient before the comparison: tests break it on purpose.
  std::function<void(Vector<double>&)> tamper;
};

GradientCheck checkGradient(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                            const Matrix<double>& X, std::span<const std::int32_t> labels,
                            const GradientCheckOptions& options = {});

}  // namespace lab
