// One axis of a plot: from values to positions, with ticks at round numbers.
#pragma once

#include <string>
#include <vector>

namespace lab::ui {

struct Tick {
  double value = 0;
  bool labelled = true;
  std::string label;
};

class Axis {
 public:
  // Precondition: min < max, both finite; for a logarithmic axis min > 0.
  Axis(double min, double max, bool logarithmic = false) : min_(min), max_(max), logarithmic_(logarithmic) {}

  double min() const { return min_; }
  double max() const { return max_; }
  bool logarithmic() const { return logarithmic_; }
  // 0 at min, 1 at max; may lie outside for values that do. A logarithmic axis clamps values <= 0 to below its start.
  double position(double value) const;
  double valueAt(double position) const;
  // About `wanted` ticks at 1, 2 or 5 times a power of ten; decades on a logarithmic axis, "1e−7" or "1e50" where they
  // are far from 1.
  std::vector<Tick> ticks(int wanted) const;

 private:
  double min_;
  double max_;
  bool logarithmic_;
};

// A logarithmic axis from the power of ten at or below `low` to a round number above `high`. Precondition: 0 < low <=
// high.
Axis logAxis(double low, double high);

// The least of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 × 10^k that is >= value: an axis that grows in steps does not shimmer.
double niceCeiling(double value);

}  // namespace lab::ui
