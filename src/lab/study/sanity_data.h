// A few of a run's training examples as data of their own.
#pragma once

#include "lab/run/run.h"

namespace lab {

struct SmallData {
  Settings settings;  // the run's, but for the split: all examples are learned from, beside one image for validation
  RunData data;
  // Two of the examples are the same but for their labels: no model can get both right.
  bool contradicts_itself = false;
};

// `count` examples, or all there are, spread evenly over those that a run of these settings learns from. The random
// stream is the run's own, so that its first weights are.
SmallData smallData(const Settings& settings, const RunData& data, Index count);

}  // namespace lab
