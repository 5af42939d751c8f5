#include "optim/search.h"

#include <cmath>
#include <limits>

#include "kernels/subnormal.h"

namespace lab {
namespace {

double finiteOrInfinity(double loss) { return std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity(); }

}  // namespace

template <class S>
void drawCandidate(const UpdateRule& rule, const Vector<S>& best, NumpyRandom& random, Vector<S>& candidate) {
  candidate.resize(best.size());
  const bool local = rule.kind == OptimizerKind::local_search;
  for (Index i = 0; i < best.size(); ++i) {
    candidate[i] = flushed(S((local ? double(best[i]) : 0.0) + rule.lr * random.normal()), smallest_factor<S>);
  }
}

bool countTry(OptimizerKind kind, double candidate_loss, double best_loss, SearchProgress& progress) {
  if (progress.kind != kind) progress = {.kind = kind};
  const bool kept = std::isfinite(candidate_loss) && !(candidate_loss >= best_loss);  // NaN is no best
  ++progress.tries;
  progress.kept += kept;
  progress.best_loss = finiteOrInfinity(kept ? candidate_loss : best_loss);
  progress.last_loss = finiteOrInfinity(candidate_loss);
  return kept;
}

template void drawCandidate(const UpdateRule&, const Vector<float>&, NumpyRandom&, Vector<float>&);
template void drawCandidate(const UpdateRule&, const Vector<double>&, NumpyRandom&, Vector<double>&);

}  // namespace lab
