// The gradient check of the run on the screen, at its present parameters: analytic, numerical and automatic.
#pragma once

#include <memory>

#include "lab/study/check_job.h"
#include "lab/study/check_plan.h"

namespace lab {

// A piece is one parameter.
std::unique_ptr<CheckJob> gradientCheckJob(const GradientPlan& plan, const StudyBase& base);

}  // namespace lab
