// All that a run goes on from.
#pragma once

#include <cstdint>
#include <optional>

#include "lab/observe/metrics.h"
#include "optim/optimizer.h"
#include "optim/search.h"
#include "train/sampler.h"

namespace lab {

// A run before one of its steps.
template <class S>
struct Memento {
  std::int64_t iteration = 0;
  std::int64_t examples_used = 0;
  Vector<S> parameters;
  OptimizerState<S> optimizer_state;
  std::optional<Sampler> sampler;             // absent before a full-batch step, which draws nothing
  std::optional<NumpyRandom> dropout_random;  // absent before a step without dropout
  std::optional<SearchState> search;          // absent before a step that is no try of a search
  std::optional<BatchLoss> last_batch;
};

}  // namespace lab
