#include "train/evaluation.h"

#include <algorithm>

#include "train/model_loss.h"

namespace lab {

template <class S>
std::optional<Evaluation> evaluateNext(const Model<S>& model, const Vector<S>& parameters, const Objective& objective,
                                       const ExampleSource<S>& examples, Index most, EvaluationSums& sums,
                                       const SeeScores<S>& see, Activations<S>& activations, Matrix<S>& X) {
  const Index total = examples.size();
  const Index end = std::min(total, sums.seen + most);
  const Index chunk = model.chunkRows();
  activations.use = ScoreUse::differences;
  model.setWeights(parameters, activations);
  for (Index count; sums.seen < end; sums.seen += count) {
    count = std::min(chunk, end - sums.seen);
    const auto labels = examples.labels().subspan(static_cast<std::size_t>(sums.seen), static_cast<std::size_t>(count));
    model.forward(examples.slice(sums.seen, count, X), activations);
    const auto scores = activations.scores.topRows(count);
    sums.right += countRight<S>(scores, labels);
    if (see) see(sums.seen, scores);
    sums.data_loss += dataLossOfChunk(objective.loss, labels, total, activations);
  }
  if (end < total) return std::nullopt;
  Evaluation evaluation;
  evaluation.loss.data_loss = sums.data_loss;
  evaluation.accuracy = double(sums.right) / double(total);
  evaluation.loss.reg_loss = penaltyOfWeights(model, objective.regularizer, parameters);
  return evaluation;
}

template std::optional<Evaluation> evaluateNext(const Model<float>&, const Vector<float>&, const Objective&,
                                                const ExampleSource<float>&, Index, EvaluationSums&,
                                                const SeeScores<float>&, Activations<float>&, Matrix<float>&);
template std::optional<Evaluation> evaluateNext(const Model<double>&, const Vector<double>&, const Objective&,
                                                const ExampleSource<double>&, Index, EvaluationSums&,
                                                const SeeScores<double>&, Activations<double>&, Matrix<double>&);

}  // namespace lab
