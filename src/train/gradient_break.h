// The classic mistakes in a backward pass, by name.
#pragma once

#include <optional>
#include <span>
#include <string_view>

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

}  // namespace lab
