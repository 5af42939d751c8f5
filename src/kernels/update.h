// Penalty, update rule, new parameters and the check that they are finite in one pass over memory, which is what an
// update waits for. The loop that it replaces, for a rule as simple as SGD's:
//   g = gradient[i] + l2 w[i] + l1 sign(w[i]);    gradient[i] = -lr g;    next[i] = w[i] + gradient[i]
// Loops over plain arrays, which compilers turn into vector instructions. What would be subnormal becomes 0. The rules
// themselves are in optim/optimizer.cpp.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "kernels/subnormal.h"

namespace lab {

// Parameters next to each other, with what a step reads and writes of them; memory is null where the rule has none.
template <class S>
struct UpdateBlock {
  const S* parameters;
  S* gradient;
  const S *velocity, *squares;
  S *next_parameters, *next_velocity, *next_squares;
  Index count;
};

// What a mean of squared gradients takes of a new one, share g^2; 0 where that would be subnormal.
template <class S>
class ShareOfSquares {
 public:
  // 1 for a sum.
  explicit ShareOfSquares(S share) : share_(share), least_(std::sqrt(smallest_normal<S> / share)) {}

  S of(S g) const {
    const S kept = flushed(g, least_);
    return share_ * (kept * kept);
  }

 private:
  S share_, least_;
};

// What a rule sees of one parameter.
template <class S>
struct UpdateMemory {
  S velocity, squares;
};

// Calls update = rule(g, memory) for each parameter, with g = gradient + l2 w + l1 sign(w), which changes its memory in
// place. Returns whether all new parameters are finite.
template <bool kVelocity, bool kSquares, class S, class Rule>
bool sweep(const UpdateBlock<S>& block, S l2, S l1, const Rule& rule) {
  constexpr S largest = std::numeric_limits<S>::max();
  const S* __restrict parameters = block.parameters;
  S* __restrict gradient = block.gradient;
  S* __restrict next = block.next_parameters;
  const S* velocity = block.velocity;
  const S* squares = block.squares;
  S* next_velocity = block.next_velocity;
  S* next_squares = block.next_squares;
  std::uint32_t broken = 0;
  for (Index i = 0; i < block.count; ++i) {
    const S w = parameters[i];
    const S sign = w > 0 ? S(1) : (w < 0 ? S(-1) : S(0));
    const S g = gradient[i] + l2 * w + l1 * sign;
    UpdateMemory<S> memory{kVelocity ? velocity[i] : S(0), kSquares ? squares[i] : S(0)};
    const S update = rule(g, memory);
    if constexpr (kVelocity) next_velocity[i] = flushed(memory.velocity, smallest_normal<S>);
    if constexpr (kSquares) next_squares[i] = flushed(memory.squares, smallest_normal<S>);
    gradient[i] = flushed(update, smallest_normal<S>);
    next[i] = flushed(w + update, smallest_factor<S>);
    broken |= static_cast<std::uint32_t>(!(std::abs(next[i]) <= largest));
  }
  return broken == 0;
}

}  // namespace lab
