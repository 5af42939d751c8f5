#include "train/sampler.h"

#include <algorithm>

namespace lab {

Sampler::State Sampler::state() const {
  const bool in_epoch = sampling_ == Sampling::epoch;
  return {random_.state(), mirror_random_.state(), in_epoch ? rows_ : std::vector<Index>{}, in_epoch ? used_ : 0};
}

Sampler::Sampler(const State& state)
    : random_(state.draws),
      mirror_random_(state.coins),
      rows_(state.order),
      used_(state.used),
      sampling_(state.order.empty() ? Sampling::replace : Sampling::epoch) {}

std::span<const Index> Sampler::next(Sampling sampling, Index n, Index batch) {
  batch = std::min(batch, n);
  if (sampling != sampling_) {
    sampling_ = sampling;
    rows_.clear();
    used_ = 0;
  }
  switch (sampling) {
    case Sampling::replace:
      rows_.resize(static_cast<std::size_t>(batch));
      random_.randint(static_cast<std::uint32_t>(n), rows_);
      return rows_;
    case Sampling::epoch:
      return nextOfEpoch(n, batch);
  }
  return {};
}

std::span<const Index> Sampler::mirrored(std::span<const Index> rows, Index n) {
  mirrored_.assign(rows.begin(), rows.end());
  for (Index& row : mirrored_) row += n * static_cast<Index>(mirror_random_.bits() >> 31);
  return mirrored_;
}

std::span<const Index> Sampler::nextOfEpoch(Index n, Index batch) {
  if (rows_.size() != static_cast<std::size_t>(n) || used_ == rows_.size()) {
    random_.permutation(rows_, n);
    used_ = 0;
  }
  const std::size_t count = std::min(static_cast<std::size_t>(batch), rows_.size() - used_);
  const std::span<const Index> rows = std::span<const Index>(rows_).subspan(used_, count);
  used_ += count;
  return rows;
}

}  // namespace lab
