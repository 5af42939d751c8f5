// The classifiers: from examples X (N,D) and one flat vector of parameters to scores (N,C), and back.
#pragma once

#include <memory>
#include <vector>

#include "core/matrix.h"
#include "core/random.h"
#include "kernels/affine.h"
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

// What passes through a model work with and leave behind: its layers with their weights as the kernels want them, and
// what forward computes and backward needs. Grows to the largest batch seen, then allocates nothing. Only the first N
// rows of a matrix count.
template <class S>
struct Activations {
  Matrix<S> hidden;                 // (N,H) after the ReLU and the dropout; two-layer only
  Matrix<S> dhidden;                // (N,H) gradient on it
  Scores<S> scores;                 // (N,C); a loss turns them into dscores in place
  Dropout dropout;                  // of the next forward and backward pass; off, unless a training step sets it
  ScoreUse use = ScoreUse::values;  // what the scores of the next passes are for

  ModelShape shape;                              // that the layers were made for
  std::unique_ptr<HiddenLayer<S>> hidden_layer;  // X W1 + b1 and its ReLU; two-layer only
  std::unique_ptr<ScoreLayer<S>> score_layer;    // X W + b, or hidden W2 + b2

  void reserve(Index rows);
};

// A batch goes through in one, or chunk by chunk so that it stays in the cache: setWeights, startGradient, for each
// chunk forward, a loss and backward, finishGradient. Parameters stay the same in between.
template <class S>
class Model {
 public:
  virtual ~Model() = default;

  const ModelShape& shape() const { return shape_; }
  const std::vector<ParameterBlock>& blocks() const { return blocks_; }
  Index parameterCount() const;

  // Examples of a chunk at which the kernels run best.
  virtual Index chunkRows() const = 0;

  // Makes the layers where the activations has none of this shape.
  void setWeights(const Vector<S>& parameters, Activations<S>& activations) const;
  // Writes activations.scores (first N rows), and what backward needs.
  virtual void forward(const ConstRowsRef<S>& X, Activations<S>& activations) const = 0;

  // The gradient on every parameter, in their layout, is what backward adds up until finishGradient.
  void startGradient(Vector<S>& gradient, Activations<S>& activations) const;
  // From activations.scores, which hold dscores by now. Precondition: forward ran last on the same X.
  virtual void backward(const ConstRowsRef<S>& X, Activations<S>& activations) const = 0;
  void finishGradient(Activations<S>& activations) const;

  // Of a whole batch.
  void forward(const Vector<S>& parameters, const ConstRowsRef<S>& X, Activations<S>& activations) const {
    setWeights(parameters, activations);
    forward(X, activations);
  }
  void backward(const ConstRowsRef<S>& X, Activations<S>& activations, Vector<S>& gradient) const {
    startGradient(gradient, activations);
    backward(X, activations);
    finishGradient(activations);
  }

 protected:
  explicit Model(const ModelShape& shape) : shape_(shape), blocks_(parameterBlocks(shape)) {}

  // Each with the kernel that suits the shape: chosen here, once.
  virtual void makeLayers(Activations<S>& activations) const = 0;

 private:
  ModelShape shape_;
  std::vector<ParameterBlock> blocks_;
};

}  // namespace lab
