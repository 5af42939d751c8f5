#include "lab/observe/history.h"

namespace lab {

void History::add(const HistoryPoint& point) {
  if (points_.size() == capacity) {
    stride_ *= 2;
    std::erase_if(points_, [this](const HistoryPoint& kept) { return kept.iteration % stride_ != 0; });
    if (!wants(point.iteration)) return;
  }
  points_.push_back(point);
}

void History::truncate(std::int64_t iteration) {
  std::erase_if(points_, [iteration](const HistoryPoint& point) { return point.iteration >= iteration; });
  if (points_.empty()) stride_ = 1;
}

void History::clear() {
  points_.clear();
  stride_ = 1;
}

}  // namespace lab
