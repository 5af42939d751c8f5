#include "train/gradient_break.h"

#include <array>

namespace lab {

std::span<const GradientBreakInfo> gradientBreaks() {
  static constexpr std::array<GradientBreakInfo, 5> all{
      {{GradientBreak::none, "none", "the gradient that trains"},
       {GradientBreak::forget_regularizer, "forget_regularizer", "the penalty's gradient is not added"},
       {GradientBreak::flip_sign, "flip_sign", "the gradient on the scores has the wrong sign"},
       {GradientBreak::forget_mean, "forget_mean", "the gradient is not divided by the number of examples"},
       {GradientBreak::forget_bias, "forget_bias", "the biases get no gradient"}}};
  return all;
}

std::string_view nameOf(GradientBreak kind) { return gradientBreaks()[static_cast<std::size_t>(kind)].name; }

std::optional<GradientBreak> gradientBreakNamed(std::string_view name) {
  for (const GradientBreakInfo& info : gradientBreaks()) {
    if (info.name == name) return info.kind;
  }
  return std::nullopt;
}

}  // namespace lab
