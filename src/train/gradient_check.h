// The analytic gradient beside two others, parameter by parameter, in double precision: numerical (forward and centered
// differences) and automatic (autodiff_gradient.h).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "train/broken_gradient.h"
#include "train/trainer.h"

namespace lab {

// What a relative error says: CS231n notes, "Neural Networks Part 3", gradient checks.
enum class GradientBand {
  happy,          // at most 1e-7
  kinks_only,     // to 1e-4: okay for an objective with kinks, too high for a smooth one
  uncomfortable,  // to 1e-2
  wrong,          // above: usually the gradient is wrong. Also NaN
};
GradientBand bandOf(double relative_error);

// One parameter: f'(w), four ways.
struct GradientEntry {
  Index index = 0;       // in the flat parameter vector
  double value = 0;      // w
  double analytic = 0;   // by backpropagation
  double forward = 0;    // (f(w + h) - f(w)) / h, the lecture's
  double centered = 0;   // (f(w + h) - f(w - h)) / 2h
  double automatic = 0;  // by automatic differentiation
  // Of the analytic one against each: |a - n| / max(|a|, |n|), 0 if both are 0. The automatic one has no h: it is 0
  // where the two are apart by no more than the rounding of a sum.
  double forward_error = 0;
  double relative_error = 0;  // against the centered one: this is what is judged
  double automatic_error = 0;
  // How far a right gradient may be from the centered difference, in units of f': the rounding of f(w + h) and f(w -
  // h), divided by h, and what the curvature's change adds, as the difference by h/2 tells.
  double blur = 0;
  bool kink = false;  // a hinge, a ReLU or |w| bends between w - h and w + h
  // The two differ by no more than the blur, and that is more than the tolerance: right or wrong, it would look so. Not
  // where the automatic derivative tells that it is wrong.
  bool too_small = false;

  bool counts() const { return !kink && !too_small; }
};

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
