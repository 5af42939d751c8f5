// States that a run can go back to. A ring of fixed memory: the oldest is forgotten first.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lab/snapshot.h"
#include "optim/optimizer.h"
#include "train/sampler.h"

namespace lab {

// A run before one of its steps.
template <class S>
struct Memento {
  std::int64_t iteration = 0;
  std::int64_t examples_used = 0;
  Vector<S> parameters;
  OptimizerState<S> optimizer_state;
  std::optional<Sampler> sampler;  // absent before a full-batch step, which draws nothing
  std::optional<BatchLoss> last_batch;
};

template <class S>
class UndoRing {
 public:
  // Enough to look at a few steps again; bounded, as one state of a wide net is 200 KB.
  static constexpr std::size_t capacity = 64;

  std::size_t size() const { return size_; }

  // A place for the newest state. Slots are reused, so that a step allocates nothing once the ring is full.
  Memento<S>& push() {
    if (slots_.size() < capacity) slots_.resize(slots_.size() + 1);
    if (size_ < capacity) ++size_;
    newest_ = (newest_ + 1) % capacity;
    return slots_[newest_];
  }

  // The newest state, valid until the next push. Precondition: size() > 0.
  const Memento<S>& pop() {
    const Memento<S>& memento = slots_[newest_];
    newest_ = (newest_ + capacity - 1) % capacity;
    --size_;
    return memento;
  }

 private:
  std::vector<Memento<S>> slots_;
  std::size_t size_ = 0;
  std::size_t newest_ = capacity - 1;
};

}  // namespace lab
