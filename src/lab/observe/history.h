// What a run has been through, thinned so that memory stays bounded over millions of steps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace lab {

// State before the update of `iteration`.
struct HistoryPoint {
  std::int64_t iteration = 0;
  double loss = 0;  // over the whole training set: data_loss + reg_loss
  double data_loss = 0;
  double reg_loss = 0;
  double batch_loss = 0;      // data loss of this step's minibatch + reg_loss; equals loss in a full-batch run
  double train_accuracy = 0;  // 0 to 1
  std::optional<double> val_accuracy = {};  // 0 to 1, of the validation images; absent where there are none
  double update_ratio = 0;  // |update| / |parameters|, Euclidean norms; the course's rule of thumb is about 1e-3
};

// Keeps the iterations that are multiples of a stride. Whenever `capacity` points are reached the stride doubles and
// every second point is dropped, so which points are kept depends on the iteration count alone.
class History {
 public:
  static constexpr std::size_t capacity = 2048;

  History() = default;
  // As it was kept. Preconditions: at most `capacity` points, ascending multiples of the stride.
  History(std::vector<HistoryPoint> points, std::int64_t stride) : points_(std::move(points)), stride_(stride) {}

  // True when the state at this iteration belongs into the history: the caller then measures and adds it.
  bool wants(std::int64_t iteration) const { return iteration % stride_ == 0; }
  // Precondition: wants(point.iteration), and the iteration is beyond the last one.
  void add(const HistoryPoint& point);
  // Forgets what lies at or beyond the iteration, after a step back.
  void truncate(std::int64_t iteration);
  void clear();

  std::span<const HistoryPoint> points() const { return points_; }
  std::int64_t stride() const { return stride_; }

 private:
  std::vector<HistoryPoint> points_;
  std::int64_t stride_ = 1;
};

}  // namespace lab
