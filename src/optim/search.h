// Optimization without a gradient: try some parameters, and keep them if their loss is lower. CS231n notes,
// "Optimization: Stochastic Gradient Descent", strategies 1 ("Random search") and 2 ("Random local search").
#pragma once

#include <cstdint>

#include "core/random.h"
#include "optim/optimizer.h"

namespace lab {

// How far a search is. Losses are data loss + penalty, over the examples of the last step.
struct SearchProgress {
  OptimizerKind kind = OptimizerKind::random_search;  // whose tries these are: another search counts anew
  std::int64_t tries = 0;
  std::int64_t kept = 0;  // tries that were better than the best before them
  double best_loss = 0;   // after the last try, of what is kept; infinite where it is not finite. 0 before the first
  double last_loss = 0;   // of the last try itself, likewise
};

struct SearchState {
  NumpyRandom random;  // of the normals, which nothing else draws from
  SearchProgress progress;
};

// The parameters to try next, in the layout of the best so far, weights and biases alike (to the lecture, which appends
// a 1 to x, a bias is one more weight). With one normal a parameter, in order:
//   random_search  candidate = lr normal
//   local_search   candidate = best + lr normal
// Precondition: isSearch(rule.kind).
template <class S>
void drawCandidate(const UpdateRule& rule, const Vector<S>& best, NumpyRandom& random, Vector<S>& candidate);

// Counts a try with these losses. True if it is kept: its loss is finite, and lower than that of the best so far or
// that one is not finite.
bool countTry(OptimizerKind kind, double candidate_loss, double best_loss, SearchProgress& progress);

}  // namespace lab
