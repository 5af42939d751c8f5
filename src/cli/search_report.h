// What a search has found, as people read it.
#pragma once

#include <iosfwd>
#include <span>

#include "lab/study/search_result.h"

namespace lab::cli {

// The cells that are over, the best first; those that diverged last, with the step.
void printResults(const SearchPlan& plan, std::span<const SearchResult> results, std::ostream& out);

// Validation accuracies in percent, learning rates across, strengths of the penalty down. The best has a star.
// Precondition: a grid.
void printHeatMap(const SearchPlan& plan, std::span<const SearchResult> results, std::ostream& out);

}  // namespace lab::cli
