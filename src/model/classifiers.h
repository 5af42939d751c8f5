// The two classifiers of the course, and how one is made. What can be done with either is in model.h.
#pragma once

#include <memory>

#include "model/model.h"

namespace lab {

// scores = X W + b, with W:(D,C) and b:(1,C).
template <class S>
class LinearModel final : public Model<S> {
 public:
  explicit LinearModel(const ModelShape& shape);
  using Model<S>::forward;
  using Model<S>::backward;
  void forward(const ConstRowsRef<S>& X, Activations<S>& activations) const override;
  void backward(const ConstRowsRef<S>& X, Activations<S>& activations) const override;
  Index chunkRows() const override;

 private:
  void makeLayers(Activations<S>& activations) const override;
};

// hidden = max(0, X W1 + b1); scores = hidden W2 + b2, with W1:(D,H), b1:(1,H), W2:(H,C), b2:(1,C).
template <class S>
class TwoLayerModel final : public Model<S> {
 public:
  explicit TwoLayerModel(const ModelShape& shape);
  using Model<S>::forward;
  using Model<S>::backward;
  void forward(const ConstRowsRef<S>& X, Activations<S>& activations) const override;
  void backward(const ConstRowsRef<S>& X, Activations<S>& activations) const override;
  Index chunkRows() const override;

 private:
  void makeLayers(Activations<S>& activations) const override;
};

template <class S>
std::unique_ptr<Model<S>> makeModel(const ModelShape& shape);

}  // namespace lab
