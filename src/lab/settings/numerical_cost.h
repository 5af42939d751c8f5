// What a step of optimizer=numerical costs, and where that is too much: a step cannot be interrupted, and the page
// would stand still.
#pragma once

#include <cstdint>

#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab {

// Multiplications that a numerical step may take: a second or two.
inline constexpr std::int64_t most_numerical_work = 5'000'000'000;

// Evaluations of the loss a numerical step: at the parameters, and h away along each of them.
constexpr std::int64_t lossEvaluations(std::int64_t parameters) { return parameters + 1; }

// Multiplications of a forward pass are about one a parameter and example, so that a numerical step takes
// lossEvaluations x examples x parameters. Refuses settings with optimizer=numerical where that is more than
// most_numerical_work, for one of the models they train; says how much it would be, and what to choose instead. Of
// images it counts all that the settings ask for, as they may still be on their way.
Status checkNumericalCost(const Settings& settings);

}  // namespace lab
