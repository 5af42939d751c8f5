// Finds out why a run fails, or that nothing is left for it to learn.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lab/observe/history.h"
#include "lab/observe/snapshot.h"

namespace lab {

// Of figures, settings, history and vitals of the run; the worst first, most often none or one.
std::vector<Diagnosis> diagnose(const RunSnapshot& run);

// The last stretch of 500 steps or more, and of five points or more, in which the loss stayed within 0.0001: how many
// steps it has. Absent if it moved, or the run is younger.
std::optional<std::int64_t> plateau(std::span<const HistoryPoint> points);

// The sentence about that, without what follows from it.
std::string plateauText(std::int64_t steps);

}  // namespace lab
