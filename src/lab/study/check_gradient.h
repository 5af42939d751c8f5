// The gradient check of the run on the screen, at its present parameters: analytic, numerical and automatic.
#pragma once

#include <memory>
#include <vector>

#include "core/result.h"
#include "lab/study/check_job.h"

namespace lab {

// What to check.
struct GradientPlan {
  std::vector<Index> parameters;  // places in the flat vector
  GradientBreak mistake = GradientBreak::none;
};

// Reads what stands after "check gradient". Without at= the parameters are drawn, as many from each block as fit.
// Refuses unknown keys, values out of range and parameters that the model does not have.
Result<GradientPlan> planGradientCheck(std::string_view text, const Settings& settings);

// A piece is one parameter.
std::unique_ptr<CheckJob> gradientCheckJob(const GradientPlan& plan, const StudyBase& base);

}  // namespace lab
