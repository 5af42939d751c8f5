// Optimization without a gradient: try some parameters, and keep them if their loss is lower. CS231n notes,
// "Optimization: Stochastic Gradient Descent", strategies 1 ("Random search") and 2 ("Random local search").
#pragma once

#include "core/random.h"
#include "optim/optimizer.h"
#include "optim/search_progress.h"

namespace lab {

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
