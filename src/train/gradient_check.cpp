#include "train/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab {
namespace {

// Slopes on both sides of a smooth point differ by about h times the curvature, here around 1e-5; where a hinge or a
// ReLU bends in between they differ by a finite jump.
bool bends(double slope_before, double slope_after) {
  const double scale = std::max({std::abs(slope_before), std::abs(slope_after), 1e-2});
  return std::abs(slope_after - slope_before) > 1e-3 * scale;
}

}  // namespace

GradientCheck checkGradient(const Model<double>& model, const Objective& objective, Vector<double> parameters,
                            const Matrix<double>& X, std::span<const std::int32_t> labels,
                            const GradientCheckOptions& options) {
  Activations<double> activations;
  Vector<double> analytic(parameters.size());
  Vector<double> scratch(parameters.size());
  const double at_point = lossAndGradient<double>(model, objective, parameters, X, labels, activations, analytic).total();
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
      const double after = lossWith(index, parameters[index] + options.h);
      const double before = lossWith(index, parameters[index] - options.h);
      GradientEntry entry;
      entry.index = index;
      entry.analytic = analytic[index];
      entry.numerical = (after - before) / (2 * options.h);
      entry.relative_error = std::abs(entry.analytic - entry.numerical) /
                             std::max({std::abs(entry.analytic), std::abs(entry.numerical), 1e-4});
      entry.kink = bends((at_point - before) / options.h, (after - at_point) / options.h);
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
