// How far a search is.
#pragma once

#include <cstdint>

#include "optim/update_rule.h"

namespace lab {

// Losses are data loss + penalty, over the examples of the last step.
struct SearchProgress {
  OptimizerKind kind = OptimizerKind::random_search;  // whose tries these are: another search counts anew
  std::int64_t tries = 0;
  std::int64_t kept = 0;  // tries that were better than the best before them
  double best_loss = 0;   // after the last try, of what is kept; infinite where it is not finite. 0 before the first
  double last_loss = 0;   // of the last try itself, likewise
};

}  // namespace lab
