// Which examples a step sees.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"
#include "train/sampling.h"

namespace lab {

class Sampler {
 public:
  explicit Sampler(std::uint32_t seed) : random_(seed), mirror_random_(~seed) {}

  // All that decides the rows to come, to go on from in another process.
  struct State {
    NumpyRandom::State draws, coins;  // the streams of the choice and of the mirroring
    std::vector<Index> order;         // of the epoch under way; empty: there is none
    std::size_t used = 0;             // rows of it that earlier batches had
  };
  State state() const;
  // Precondition: `order` holds each of 0 to its size - 1 once, and `used` is at most its size.
  explicit Sampler(const State& state);

  // Rows of the next minibatch, valid until the next call; a batch larger than n is n rows. A change of n or of the
  // sampling begins a new epoch; a change of the batch size acts on the rest of the current one.
  // Preconditions: n >= 1, batch >= 1.
  std::span<const Index> next(Sampling sampling, Index n, Index batch);

  // The same rows, each raised by n with probability 1/2: the mirrored image of an image source. The coins have a
  // stream of their own, so that flips leave the choice of examples alone.
  std::span<const Index> mirrored(std::span<const Index> rows, Index n);

 private:
  std::span<const Index> nextOfEpoch(Index n, Index batch);

  NumpyRandom random_;
  NumpyRandom mirror_random_;
  std::vector<Index> mirrored_;
  std::vector<Index> rows_;  // replace: this batch; epoch: the whole permutation
  std::size_t used_ = 0;     // epoch: rows of the permutation that earlier batches had
  Sampling sampling_ = Sampling::replace;
};

}  // namespace lab
