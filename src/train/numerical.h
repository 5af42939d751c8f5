// The gradient of a batch from differences of the loss, penalty included: what the update rule `numerical` steps along.
#pragma once

#include <memory>
#include <span>

#include "train/evaluation.h"

namespace lab {

// In float64, whatever the precision of the run: differences of float32 losses are mostly rounding.
class NumericalGradient {
 public:
  explicit NumericalGradient(const ModelShape& shape);

  // Begins a batch of so many examples at these parameters.
  void start(const Vector<double>& parameters, Index examples);
  // One evaluation of the loss a parameter, on the next rows of the batch; with `measure` their predictions count, too.
  void addChunk(const Objective& objective, const Matrix<double>& X, std::span<const std::int32_t> labels,
                bool measure);

  // Of the whole batch, after its last chunk.
  const Evaluation& batch() const { return batch_; }
  const Vector<double>& gradient() const { return gradient_; }

 private:
  std::unique_ptr<Model<double>> model_;
  Activations<double> activations_;
  Vector<double> parameters_, gradient_, chunk_gradient_;
  Index examples_ = 0;
  Index right_ = 0;
  Evaluation batch_;
};

}  // namespace lab
