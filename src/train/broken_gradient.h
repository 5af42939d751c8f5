// Classic mistakes in a backward pass, made on purpose: what a failing gradient check looks like.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "train/trainer.h"

namespace lab {

enum class GradientBreak {
  none,
  forget_regularizer,  // the penalty is in the loss, but its gradient is not added
  flip_sign,           // dscores = 1(j = y) - p instead of p - 1(j = y)
  forget_mean,         // the loss is a mean over N examples, its gradient a sum
  forget_bias,         // nothing flows back into the biases
};

struct GradientBreakInfo {
  GradientBreak kind;
  std::string_view name;     // "forget_mean"
  std::string_view meaning;  // for people
};
std::span<const GradientBreakInfo> gradientBreaks();
std::string_view nameOf(GradientBreak kind);
std::optional<GradientBreak> gradientBreakNamed(std::string_view name);

// The gradient as a backward pass with that mistake finds it; with GradientBreak::none lossAndGradient's, bit for bit.
// `activations` is scratch. Labels belong to the rows of X.
Vector<double> gradientWith(GradientBreak mistake, const Model<double>& model, const Objective& objective,
                            const Vector<double>& parameters, const Matrix<double>& X,
                            std::span<const std::int32_t> labels, Activations<double>& activations);

}  // namespace lab
