// Tells a run whose steps are far too large, though its loss stays finite.
#pragma once

#include <span>

#include "lab/observe/history.h"

namespace lab {

// True while the run swings: in each of the last two dozen recorded points the data loss is more than twice that of the
// start (or of a model that knows nothing, `expected_start`, where that is more), it does not fall, and the steps are
// larger than a twentieth of the parameters, fifty times the course's rule of thumb.
bool oscillates(std::span<const HistoryPoint> points, double expected_start);

}  // namespace lab
