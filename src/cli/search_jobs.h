// A search over the processor's cores: each takes the next cell that nobody has tried. A cell is a run of its own, so
// that its numbers do not depend on how many work, or in which order.
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.h"
#include "lab/study/search_cell.h"

namespace lab::cli {

struct SearchOutcome {
  std::vector<SearchResult> results;  // in the plan's order; cells that were not finished are waiting
  double seconds = 0;                 // by the clock on the wall
};

// Works the plan off with `jobs` threads, 1 or more, and tells on the way how far it is. An Interruption ends it
// with what was found.
SearchOutcome searchAll(const SearchPlan& plan, const SearchData& data, int jobs, Terminal& terminal);

// "5 of 16 cells, best 38.9 % at lr=1e-07 l2=10000, 3:25 left". What is left is estimated from the steps made in
// `seconds`, once they are no measure of the first steps alone.
std::string searchProgressText(const SearchPlan& plan, std::span<const SearchResult> results, double seconds);

}  // namespace lab::cli
