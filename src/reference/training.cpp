#include "reference/training.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/loss.h"

namespace lab {

ReferenceTraining::ReferenceTraining(const ModelShape& shape, const Regularizer& regularizer, const UpdateRule& rule,
                                     Vector<double> parameters)
    : regularizer_(regularizer),
      rule_(rule),
      parameters_(std::move(parameters)),
      velocity_(Vector<double>::Zero(parameters_.size())),
      gradient_(parameters_.size()) {
  assert(rule.kind == OptimizerKind::sgd || rule.kind == OptimizerKind::momentum);
  const auto layer = [](Index start, Index inputs, Index outputs) {
    return Layer{inputs, outputs, start, start + inputs * outputs};
  };
  const bool two = hasHidden(shape.kind);
  first_ = layer(0, shape.inputs, two ? shape.hidden : shape.classes);
  if (two) second_ = layer(first_.biases + first_.outputs, shape.hidden, shape.classes);
}

double ReferenceTraining::step(const Matrix<double>& X, std::span<const std::int32_t> labels) {
  const bool two = second_.outputs > 0;
  gradient_.setZero();
  Matrix<double> dscores;
  double loss = 0;
  if (two) {
    Matrix<double> hidden = affine(first_, X);
    for (double& unit : hidden.reshaped()) unit = std::max(0.0, unit);
    loss = referenceLoss<double>(LossKind::softmax, affine(second_, hidden), labels, dscores);
    addAffineGradient(second_, hidden, dscores);
    Matrix<double> dhidden = gradientOnInput(second_, dscores);
    for (Index i = 0; i < hidden.rows(); ++i) {
      for (Index j = 0; j < hidden.cols(); ++j) {
        if (!(hidden(i, j) > 0)) dhidden(i, j) = 0;
      }
    }
    addAffineGradient(first_, X, dhidden);
    loss += addPenalty(second_);
  } else {
    loss = referenceLoss<double>(LossKind::softmax, affine(first_, X), labels, dscores);
    addAffineGradient(first_, X, dscores);
  }
  loss += addPenalty(first_);
  update();
  return loss;
}

// X W + b
Matrix<double> ReferenceTraining::affine(const Layer& layer, const Matrix<double>& X) const {
  Matrix<double> out(X.rows(), layer.outputs);
  for (Index i = 0; i < X.rows(); ++i) {
    double* to = out.row(i).data();
    for (Index j = 0; j < layer.outputs; ++j) to[j] = parameters_[layer.biases + j];
    for (Index k = 0; k < layer.inputs; ++k) {
      const double x = X(i, k);
      const double* weights = parameters_.data() + layer.weights + k * layer.outputs;
      for (Index j = 0; j < layer.outputs; ++j) to[j] += x * weights[j];
    }
  }
  return out;
}

// dW += X' dout, db += the sum of its rows
void ReferenceTraining::addAffineGradient(const Layer& layer, const Matrix<double>& X, const Matrix<double>& dout) {
  for (Index i = 0; i < X.rows(); ++i) {
    const double* from = dout.row(i).data();
    for (Index j = 0; j < layer.outputs; ++j) gradient_[layer.biases + j] += from[j];
    for (Index k = 0; k < layer.inputs; ++k) {
      const double x = X(i, k);
      double* dweights = gradient_.data() + layer.weights + k * layer.outputs;
      for (Index j = 0; j < layer.outputs; ++j) dweights[j] += x * from[j];
    }
  }
}

// dout W'
Matrix<double> ReferenceTraining::gradientOnInput(const Layer& layer, const Matrix<double>& dout) const {
  Matrix<double> din = Matrix<double>::Zero(dout.rows(), layer.inputs);
  for (Index i = 0; i < dout.rows(); ++i) {
    for (Index k = 0; k < layer.inputs; ++k) {
      const double* weights = parameters_.data() + layer.weights + k * layer.outputs;
      for (Index j = 0; j < layer.outputs; ++j) din(i, k) += dout(i, j) * weights[j];
    }
  }
  return din;
}

double ReferenceTraining::addPenalty(const Layer& layer) {
  const Matrix<double> weights =
      ConstMatrixView<double>(parameters_.data() + layer.weights, layer.inputs, layer.outputs);
  Matrix<double> dweights = Matrix<double>::Zero(layer.inputs, layer.outputs);
  const double loss = referencePenalty<double>(regularizer_, weights, dweights);
  MatrixView<double>(gradient_.data() + layer.weights, layer.inputs, layer.outputs) += dweights;
  return loss;
}

void ReferenceTraining::update() {
  const double kept = rule_.kind == OptimizerKind::momentum ? rule_.momentum : 0;
  for (Index i = 0; i < parameters_.size(); ++i) {
    velocity_[i] = kept * velocity_[i] - rule_.lr * gradient_[i];
    parameters_[i] += velocity_[i];
  }
}

}  // namespace lab
