// The loss of a model on examples: scores, data loss and penalty put together, and its gradient.
#pragma once

#include <span>

#include "loss/objective.h"
#include "model/model.h"

namespace lab {

// Data loss and penalty of the given parameters, and their gradient: forward, loss, backward. `activations` is scratch.
// Labels belong to the rows of X.
template <class S>
LossParts lossAndGradient(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                          const ConstRowsRef<S>& X, std::span<const std::int32_t> labels, Activations<S>& activations,
                          Vector<S>& gradient);

// The same loss alone, without the cost of the backward pass.
template <class S>
LossParts lossAt(const Model<S>& model, const Objective& objective, const Vector<S>& parameters,
                 const ConstRowsRef<S>& X, std::span<const std::int32_t> labels, Activations<S>& activations);

// Part of lossAndGradient, for batches that come in chunks. A chunk's part of the mean data loss over `examples`;
// activations.scores become dscores. Precondition: activations.scores are those of the chunk.
template <class S>
double dataLossOfChunk(const DataLoss& loss, std::span<const std::int32_t> labels, Index examples,
                       Activations<S>& activations);

// The penalty on all weights; biases cost nothing.
template <class S>
double penaltyOfWeights(const Model<S>& model, const Regularizer& regularizer, const Vector<S>& parameters);

// Shortens every column of a weight block that is longer than max_norm; 0: no bound.
template <class S>
void applyMaxNorm(const Model<S>& model, double max_norm, Vector<S>& parameters);

// First class with the highest score of an example, as NumPy's argmax.
template <class Row>
std::int32_t predictedClass(const Row& scores) {
  Index best = 0;
  for (Index j = 1; j < scores.size(); ++j) {
    if (scores[j] > scores[best]) best = j;
  }
  return static_cast<std::int32_t>(best);
}

// How many examples are predicted as their labels say.
template <class S>
Index countRight(const ConstScoresRef<S>& scores, std::span<const std::int32_t> labels);

}  // namespace lab
