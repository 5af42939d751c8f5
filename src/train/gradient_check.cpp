#include "train/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "reference/autodiff.h"
#include "train/model_loss.h"

namespace lab {
namespace {

// The loss along one parameter: at the point, and h and h/2 to both sides of it.
struct Stencil {
  double before, half_before, at, half_after, after;
};

// Rounding of the loss grows with it.
double scaleOf(double loss) { return std::max(1.0, std::abs(loss)); }

// Whether a hinge, a ReLU or |w| bends within h. Of a smooth loss the centered slopes with h and with h/2 agree, and
// the difference of the one-sided slopes halves with h, both far below the errors that count. A bend at any distance
// breaks one of the two: the first unless it is at the point itself, the second unless it is a third of h away.
bool bends(const Stencil& f, double h, double tolerance) {
  const double slope = (f.after - f.before) / (2 * h);
  const double half_slope = (f.half_after - f.half_before) / h;
  const double turn = (f.after - f.at - (f.at - f.before)) / h;
  const double half_turn = (f.half_after - f.at - (f.at - f.half_before)) / (h / 2);
  const double rounding = 2e-9 * scaleOf(f.at);
  const double allowed = rounding + 0.1 * tolerance * std::abs(slope);
  return std::abs(slope - half_slope) > allowed || std::abs(turn - 2 * half_turn) > allowed;
}

// How far from the centered difference f' may be. The loss is right to a few units in its last place. The error of the
// difference grows with h^2, so that three quarters of it are gone with h/2.
double blurOf(const Stencil& f, double h) {
  const double slope = (f.after - f.before) / (2 * h);
  const double half_slope = (f.half_after - f.half_before) / h;
  const double rounding = 4 * std::numeric_limits<double>::epsilon() * scaleOf(f.at) / h;
  return rounding + std::abs(slope - half_slope) * (4.0 / 3);
}

double relativeError(double analytic, double other) {
  if (analytic == other) return 0;
  return std::abs(analytic - other) / std::max(std::abs(analytic), std::abs(other));
}

// Rounding of a gradient is that of sums of some hundred terms.
bool sameSum(double a, double b, double scale) {
  return std::abs(a - b) <= 4096 * std::numeric_limits<double>::epsilon() * scale;
}

// NaN is the worst of all.
bool worse(double error, double than) { return !(error <= than); }

}  // namespace

GradientBand bandOf(double relative_error) {
  if (relative_error <= 1e-7) return GradientBand::happy;
  if (relative_error <= 1e-4) return GradientBand::kinks_only;
  if (relative_error <= 1e-2) return GradientBand::uncomfortable;
  return GradientBand::wrong;
}

GradientChecker::GradientChecker(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                                 const Matrix<double>& X, std::span<const std::int32_t> labels,
                                 const GradientCheckOptions& options)
    : model_(model),
      objective_(objective),
      parameters_(std::move(parameters)),
      X_(X),
      labels_(labels),
      options_(options),
      analytic_(gradientWith(options.mistake, model, objective, parameters_, X, labels, activations_)) {
  if (options_.tamper) options_.tamper(analytic_);
  at_point_ = lossAt<double>(model_, objective_, parameters_, X_, labels_, activations_).total();
}

double GradientChecker::lossWith(Index parameter, double value) {
  const double kept = std::exchange(parameters_[parameter], value);
  const double loss = lossAt<double>(model_, objective_, parameters_, X_, labels_, activations_).total();
  parameters_[parameter] = kept;
  return loss;
}

GradientEntry GradientChecker::check(Index parameter) {
  const double w = parameters_[parameter];
  const double h = options_.h;
  const Stencil f{.before = lossWith(parameter, w - h),
                  .half_before = lossWith(parameter, w - h / 2),
                  .at = at_point_,
                  .half_after = lossWith(parameter, w + h / 2),
                  .after = lossWith(parameter, w + h)};
  GradientEntry entry;
  entry.index = parameter;
  entry.value = w;
  entry.analytic = analytic_[parameter];
  entry.forward = (f.after - f.at) / h;
  entry.centered = (f.after - f.before) / (2 * h);
  entry.automatic = automaticDerivative(model_.shape(), objective_, parameters_, X_, labels_, parameter).derivative;
  entry.forward_error = relativeError(entry.analytic, entry.forward);
  entry.relative_error = relativeError(entry.analytic, entry.centered);
  const bool same = sameSum(entry.analytic, entry.automatic, scaleOf(f.at));
  entry.automatic_error = same ? 0 : relativeError(entry.analytic, entry.automatic);
  entry.blur = blurOf(f, h);
  entry.kink = bends(f, h, options_.tolerance);
  entry.too_small = entry.relative_error >= options_.tolerance && entry.automatic_error < options_.tolerance &&
                    std::abs(entry.analytic - entry.centered) <= entry.blur;
  return entry;
}

GradientCheck checkGradient(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                            const Matrix<double>& X, std::span<const std::int32_t> labels,
                            const GradientCheckOptions& options) {
  GradientChecker checker(model, objective, std::move(parameters), X, labels, options);
  GradientCheck check;
  check.passed = true;
  Index counted = 0;
  for (const ParameterBlock& block : model.blocks()) {
    BlockCheck result{.name = block.name, .checked = block.size(), .worst = {}};
    for (Index index = block.offset; index < block.offset + block.size(); ++index) {
      const GradientEntry entry = checker.check(index);
      result.kinks += entry.kink;
      result.too_small += entry.too_small && !entry.kink;
      if (!entry.counts()) continue;
      ++counted;
      if (worse(entry.relative_error, result.worst.relative_error)) result.worst = entry;
      if (worse(entry.automatic_error, result.automatic_error)) result.automatic_error = entry.automatic_error;
    }
    const bool mostly_smooth = 2 * result.kinks < result.checked;
    const bool agrees = result.worst.relative_error < options.tolerance && result.automatic_error < options.tolerance;
    if (!mostly_smooth || !agrees) check.passed = false;
    check.blocks.push_back(result);
  }
  if (counted == 0) check.passed = false;
  return check;
}

}  // namespace lab
