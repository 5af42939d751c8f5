// Is training well? What one looks at while a model learns, by layer: how long gradients and weights are, how far a
// step moves them, and what the hidden units do.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/matrix.h"

namespace lab {

// Counts of values in equal bins from `low` to `high`. All values are finite and counted.
struct Histogram {
  std::string_view name;  // "W1", "hidden"
  double low = 0;
  double high = 0;
  std::vector<std::int64_t> counts;
};

// Euclidean norms of one block of parameters.
struct BlockHealth {
  std::string_view name;  // "W1"
  bool is_weight = true;
  double norm = 0;
  double gradient = 0;           // of the gradient, over the examples that were looked at
  std::optional<double> update;  // of the last step's update; absent before the first step
  // The course's rule of thumb for it is about 1e-3. Absent for weights of 0 and before the first step.
  std::optional<double> ratio() const { return update && norm > 0 ? std::optional(*update / norm) : std::nullopt; }
};

struct Health {
  Index examples = 0;  // of the training set, from its beginning
  std::vector<BlockHealth> blocks;
  std::vector<Histogram> histograms;   // of each block of weights, and of the hidden activations above 0
  std::optional<Index> dead_units;     // hidden units that are 0 on each of these examples; two-layer only
  std::optional<double> silent_share;  // of the hidden activations, those that are 0; two-layer only
};

}  // namespace lab
