// The analytic gradient beside two others, parameter by parameter, in double precision: numerical (forward and centered
// differences) and automatic (autodiff_gradient.h).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "loss/objective.h"
#include "model/model.h"
#include "train/broken_gradient.h"
#include "train/gradient_entry.h"

namespace lab {

GradientBand bandOf(double relative_error);

struct BlockCheck {
  std::string_view name;  // of the parameter block
  Index checked = 0;
  Index kinks = 0;             // left out of the verdict: no derivative exists there
  Index too_small = 0;         // left out as well: nothing can be told
  GradientEntry worst;         // largest relative error among those that count
  double automatic_error = 0;  // largest among those that count
};

struct GradientCheck {
  std::vector<BlockCheck> blocks;
  // Every error that counts, against the centered and the automatic derivative, is below the tolerance, most
  // parameters are no kinks, and at least one counts.
  bool passed = false;
};

struct GradientCheckOptions {
  double h = 1e-5;
  double tolerance = 1e-6;
  GradientBreak mistake = GradientBreak::none;
  // Called on the analytic gradient before the comparison: tests break it on purpose.
  std::function<void(Vector<double>&)> tamper = {};
};

// Checks one parameter at a time at one point. Keeps references to the model, to X and to the labels.
class GradientChecker {
 public:
  GradientChecker(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                  const Matrix<double>& X, std::span<const std::int32_t> labels,
                  const GradientCheckOptions& options = {});

  double loss() const { return at_point_; }
  // Four forward passes, and one that carries a derivative.
  GradientEntry check(Index parameter);

 private:
  double lossWith(Index parameter, double value);

  const Model<double>& model_;
  Objective objective_;
  Vector<double> parameters_;
  const Matrix<double>& X_;
  std::span<const std::int32_t> labels_;
  GradientCheckOptions options_;
  Activations<double> activations_;
  Vector<double> analytic_;
  double at_point_ = 0;
};

// Every parameter of the model, block by block.
GradientCheck checkGradient(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                            const Matrix<double>& X, std::span<const std::int32_t> labels,
                            const GradientCheckOptions& options = {});

}  // namespace lab
