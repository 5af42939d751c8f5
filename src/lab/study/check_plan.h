// What "check gradient" understands: which parameters are to be looked at.
#pragma once

#include <string_view>
#include <vector>

#include "core/matrix.h"
#include "core/result.h"
#include "lab/settings/settings.h"
#include "train/gradient_break.h"

namespace lab {

// What to check.
struct GradientPlan {
  std::vector<Index> parameters;  // places in the flat vector
  GradientBreak mistake = GradientBreak::none;
};

// Reads what stands after "check gradient". Without at= the parameters are drawn, as many from each block as fit.
// Refuses unknown keys, values out of range and parameters that the model does not have.
Result<GradientPlan> planGradientCheck(std::string_view text, const Settings& settings);

}  // namespace lab
