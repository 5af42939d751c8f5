// What the kernels of losses have in common: scores by columns, as many examples at once as a vector has lanes.
#pragma once

#include <cstdint>
#include <cstring>

#include "kernels/simd.h"

namespace lab {

// Scores (N,C) that become dscores in place, each class a contiguous column, and the labels (N).
template <class S>
struct ScoreColumns {
  S* scores;
  Index stride;  // of two classes
  Index classes;
  const std::int32_t* labels;

  S* at(Index i, Index c) const { return scores + c * stride + i; }
};

// Calls f.operator()<V>(i) for the examples from i on, as many as V has lanes: whole vectors first, then one by one.
template <class S, class F>
void forExamples(Index examples, const F& f) {
  Index i = 0;
  for (; i + lane_count<S> <= examples; i += lane_count<S>) f.template operator()<Lanes<S>>(i);
  for (; i < examples; ++i) f.template operator()<S>(i);
}

// Lanes whose label is class c, as a condition.
template <class V, class S>
class LabelMask {
 public:
  LabelMask(const std::int32_t* labels, Index i) {
    NumberOf<V> numbers[width_of<V>];
    for (Index lane = 0; lane < width_of<V>; ++lane) numbers[lane] = S(labels[i + lane]);
    std::memcpy(&labels_, numbers, sizeof labels_);
  }
  auto are(Index c) const { return labels_ == broadcast<V>(S(c)); }

 private:
  V labels_;  // classes are small numbers: exact
};

// Calls use(number) for each lane.
template <class V, class Use>
void forLanes(const V& value, const Use& use) {
  NumberOf<V> lane[width_of<V>];
  std::memcpy(lane, &value, sizeof lane);
  for (const NumberOf<V>& number : lane) use(double(number));
}

}  // namespace lab
