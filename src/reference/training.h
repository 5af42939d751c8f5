// Training as the course writes it down, by plain loops in float64: the slow and obvious oracle of Trainer::step and of
// the benchmark. Softmax with SGD or momentum, which is what the benchmark asks for.
#pragma once

#include <span>

#include "core/matrix.h"
#include "loss/penalty.h"
#include "model/model_shape.h"
#include "optim/update_rule.h"

namespace lab {

class ReferenceTraining {
 public:
  // `parameters` in the layout of the model. Precondition: the rule is sgd or momentum.
  ReferenceTraining(const ModelShape& shape, const Regularizer& regularizer, const UpdateRule& rule,
                    Vector<double> parameters);

  // One update from these examples (N,D). Returns the loss before it, penalty included.
  double step(const Matrix<double>& X, std::span<const std::int32_t> labels);

  const Vector<double>& parameters() const { return parameters_; }

 private:
  // An affine layer, and where it lies in the flat vector: weights (inputs,outputs) row by row, then biases.
  struct Layer {
    Index inputs = 0, outputs = 0, weights = 0, biases = 0;
  };
  Matrix<double> affine(const Layer& layer, const Matrix<double>& X) const;
  void addAffineGradient(const Layer& layer, const Matrix<double>& X, const Matrix<double>& dout);
  Matrix<double> gradientOnInput(const Layer& layer, const Matrix<double>& dout) const;
  double addPenalty(const Layer& layer);
  void update();

  Layer first_;
  Layer second_;  // no outputs: a linear model
  Regularizer regularizer_;
  UpdateRule rule_;
  Vector<double> parameters_, velocity_, gradient_;
};

}  // namespace lab
