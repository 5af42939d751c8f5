#include "train/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab {
namespace {

// The loss along one parameter: at the point, and h and h/2 to both sides of it.
struct Stencil {
  double before, half_before, at, half_after, after;
};

// Whether a hinge, a ReLU or |w| bends within h. Of a smooth loss the centered slopes with h and with h/2 agree, and
// the difference of the one-sided slopes halves with h, both far below the errors that count. A bend at any distance
// breaks one of the two: the first unless it is at the point itself, the second unless it is a third of h away.
bool bends(const Stencil& f, double h, double tolerance) {
  const double slope = (f.after - f.before) / (2 * h);
  const double half_slope = (f.half_after - f.half_before) / h;
  const double turn = (f.after - f.at - (f.at - f.before)) / h;
  const double half_turn = (f.half_after - f.at - (f.at - f.half_before)) / (h / 2);
  const double rounding = 2e-9 * std::max(1.0, std::abs(f.at));
  const double allowed = rounding + 0.1 * tolerance * std::abs(slope);
  return std::abs(slope - half_slope) > allowed || std::abs(turn - 2 * half_turn) > allowed;
}

}  // namespace

GradientCheck checkGradient(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                            const Matrix<double>& X, std::span<const std::int32_t> labels,
                            const GradientCheckOptions& options) {
  Activations<double> activations;
  Vector<double> analytic(parameters.size());
  Vector<double> scratch(parameters.size());
  const double at_point =
      lossAndGradient<double>(model, objective, parameters, X, labels, activations, analytic).total();
  if (options.tamper) options.tamper(analytic);

  const auto lossWith = [&](Index index, double value) {
    const double kept = std::exchange(parameters[index], value);
    const double loss = lossAndGradient<double>(model, objective, parameters, X, labels, activations, scratch).total();
    parameters[index] = kept;
    return loss;
  };

  GradientCheck check;
  check.passed = true;
  for (const ParameterBlock& block : model.blocks()) {
    BlockCheck result{block.name, block.size(), 0, {}};
    for (Index index = block.offset; index < block.offset + block.size(); ++index) {
      const double w = parameters[index];
      const double h = options.h;
      const Stencil f{.before = lossWith(index, w - h),
                      .half_before = lossWith(index, w - h / 2),
                      .at = at_point,
                      .half_after = lossWith(index, w + h / 2),
                      .after = lossWith(index, w + h)};
      GradientEntry entry;
      entry.index = index;
      entry.analytic = analytic[index];
      entry.numerical = (f.after - f.before) / (2 * h);
      entry.relative_error = std::abs(entry.analytic - entry.numerical) /
                             std::max({std::abs(entry.analytic), std::abs(entry.numerical), 1e-3});
      entry.kink = bends(f, h, options.tolerance);
      if (entry.kink) {
        ++result.kinks;
      } else if (!(entry.relative_error <= result.worst.relative_error)) {
        result.worst = entry;
      }
    }
    const bool most_count = 2 * result.kinks < result.checked;
    if (!most_count || !(result.worst.relative_error < options.tolerance)) check.passed = false;
    check.blocks.push_back(result);
  }
  return check;
}

}  // namespace lab
