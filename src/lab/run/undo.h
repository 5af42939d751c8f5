// States that a run can go back to, of fixed memory: the oldest is forgotten first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "lab/run/memento.h"

namespace lab {

template <class S>
class UndoRing {
 public:
  // As many states of this size as are worth remembering: up to 64, within 32 MB. None of a net of millions of
  // parameters, whose copying would slow each step.
  explicit UndoRing(std::size_t state_bytes)
      : capacity_(std::min(most, budget_bytes / std::max<std::size_t>(state_bytes, 1))) {}

  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }

  // A place for the newest state. Slots are reused, so that a step allocates nothing once the ring is full.
  // Precondition: capacity() > 0.
  Memento<S>& push() {
    if (slots_.size() < capacity_) slots_.resize(slots_.size() + 1);
    if (size_ < capacity_) ++size_;
    newest_ = (newest_ + 1) % capacity_;
    return slots_[newest_];
  }

  // Precondition: size() > 0.
  const Memento<S>& newest() const { return slots_[newest_]; }

  // The newest state, valid until the next push. Precondition: size() > 0.
  const Memento<S>& pop() {
    const Memento<S>& memento = slots_[newest_];
    newest_ = (newest_ + capacity_ - 1) % capacity_;
    --size_;
    return memento;
  }

  // Gives the memory back.
  void clear() {
    slots_ = {};
    size_ = 0;
    newest_ = capacity_ - 1;
  }
  std::size_t slots() const { return slots_.size(); }

 private:
  static constexpr std::size_t most = 64;
  static constexpr std::size_t budget_bytes = 32 << 20;

  std::size_t capacity_;
  std::vector<Memento<S>> slots_;
  std::size_t size_ = 0;
  std::size_t newest_ = capacity_ - 1;
};

// Where the presses of Train and its like began, newest last: further back than single steps are remembered.
template <class S>
class PressList {
 public:
  // Up to 32 states, within 16 MB, and always one.
  explicit PressList(std::size_t state_bytes)
      : capacity_(std::clamp<std::size_t>(budget_bytes / std::max<std::size_t>(state_bytes, 1), 1, most)) {}

  bool empty() const { return states_.empty(); }
  std::size_t size() const { return states_.size(); }
  const Memento<S>& newest() const { return states_.back(); }
  void push(Memento<S> state) {
    if (states_.size() == capacity_) states_.pop_front();
    states_.push_back(std::move(state));
  }
  Memento<S> pop() {
    Memento<S> state = std::move(states_.back());
    states_.pop_back();
    return state;
  }
  // Those that lie ahead after a way back to this iteration.
  void dropFrom(std::int64_t iteration) {
    while (!states_.empty() && states_.back().iteration >= iteration) states_.pop_back();
  }
  void clear() { states_.clear(); }

 private:
  static constexpr std::size_t most = 32;
  static constexpr std::size_t budget_bytes = 16 << 20;

  std::size_t capacity_;
  std::deque<Memento<S>> states_;
};

}  // namespace lab
