// Loss and accuracy of a model over examples, as many at a time as one likes.
#pragma once

#include <functional>
#include <optional>

#include "data/example_source.h"
#include "loss/objective.h"
#include "model/model.h"

namespace lab {

struct Evaluation {
  LossParts loss;
  double accuracy = 0;  // share of examples whose highest score is the label's
};

// What an evaluation has seen so far of its examples.
struct EvaluationSums {
  Index seen = 0;
  Index right = 0;
  double data_loss = 0;
};

// Gets the scores of the examples from `first` on.
template <class S>
using SeeScores = std::function<void(Index first, const ConstScoresRef<S>& scores)>;

// Evaluates the next `most` examples, or all that are left, and adds them to the sums: absent until the last was seen.
// `activations` and `X` are scratch.
template <class S>
std::optional<Evaluation> evaluateNext(const Model<S>& model, const Vector<S>& parameters, const Objective& objective,
                                       const ExampleSource<S>& examples, Index most, EvaluationSums& sums,
                                       const SeeScores<S>& see, Activations<S>& activations, Matrix<S>& X);

}  // namespace lab
