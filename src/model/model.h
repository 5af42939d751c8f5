// The classifiers: from examples X (N,D) and one flat vector of parameters to scores (N,C), and back.
#pragma once

#include <vector>

#include "core/matrix.h"
#include "core/random.h"
#include "kernels/narrow_affine.h"
#include "kernels/planar_affine.h"
#include "model/model_shape.h"

namespace lab {

template <class S>
MatrixView<S> view(Vector<S>& parameters, const ParameterBlock& block) {
  return {parameters.data() + block.offset, block.rows, block.cols};
}
template <class S>
ConstMatrixView<S> view(const Vector<S>& parameters, const ParameterBlock& block) {
  return {parameters.data() + block.offset, block.rows, block.cols};
}

// Inverted dropout (Srivastava et al. 2014; CS231n notes, "Neural Networks Part 2") of the hidden layer in a training
// step: a unit is left out of an example with probability `rate`, and those that stay are raised by 1 / (1 - rate), so
// that their sum keeps its expectation and nothing has to change when the model is used.
struct Dropout {
  double rate = 0;                // 0 to below 1; 0: nothing is drawn
  NumpyRandom* random = nullptr;  // gives 32 bits per example and unit, row by row; a unit is out below rate 2^32

  double raise() const { return 1 / (1 - rate); }
};

// Intermediate results of a forward pass, kept for the backward pass. Grows to the largest batch seen, then allocates
// nothing. Only the first N rows count.
template <class S>
struct Activations {
  Matrix<S> hidden;       // (N,H) after the ReLU and the dropout; two-layer only
  Matrix<S> dhidden;      // (N,H) gradient on it
  Scores<S> scores;       // (N,C); a loss turns them into dscores in place
  Dropout dropout;        // of the next forward and backward pass; off, unless a training step sets it
  bool relative = false;  // scores may be less those of an example's last class: enough for a loss (OutputLayer::take)

  OutputLayer<S> output;  // of images' linear model and of every two-layer one
  PointLayer<S> points;   // of points' linear model

  void reserve(const ModelShape& shape, Index rows);
};

// Where a piece stands in a batch that goes through the model piece by piece, so that it stays in the cache: weights
// are prepared with the first one, and the gradient is whole after the last. Parameters stay the same in between.
struct Piece {
  bool first = true;
  bool last = true;
};

template <class S>
class Model {
 public:
  virtual ~Model() = default;

  const ModelShape& shape() const { return shape_; }
  const std::vector<ParameterBlock>& blocks() const { return blocks_; }
  Index parameterCount() const;

  // Size of a piece at which the products run best.
  virtual Index rowsAtOnce() const = 0;
  // Writes activations.scores (first N rows), and what backward needs.
  virtual void forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X, Activations<S>& activations,
                       Piece piece) const = 0;
  // From activations.scores, which hold dscores by now, to the gradient on every parameter: overwritten by the first
  // piece, added to by the others. Precondition: forward ran last on the same X and parameters.
  virtual void backward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X, Activations<S>& activations,
                        Vector<S>& gradient, Piece piece) const = 0;
  // Of a whole batch.
  void forward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X, Activations<S>& activations) const {
    forward(parameters, X, activations, {});
  }
  void backward(const Vector<S>& parameters, const Eigen::Ref<const Matrix<S>>& X, Activations<S>& activations,
                Vector<S>& gradient) const {
    backward(parameters, X, activations, gradient, {});
  }

 protected:
  explicit Model(const ModelShape& shape) : shape_(shape), blocks_(parameterBlocks(shape)) {}

 private:
  ModelShape shape_;
  std::vector<ParameterBlock> blocks_;
};

}  // namespace lab
