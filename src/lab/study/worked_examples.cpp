#include "lab/study/worked_examples.h"

#include <algorithm>
#include <cmath>

#include "lab/observe/loss_terms.h"
#include "loss/regularizer.h"

namespace lab {

const std::vector<WorkedExample>& workedExamples() {
  constexpr std::string_view base10 = "a logarithm to base 10; the loss is defined with the natural one";
  static const std::vector<WorkedExample> examples{
      {"Three images",
       "Xinggang Wang's lecture: SVM loss, and softmax of the first image",
       {"cat", "car", "frog"},
       {{3.2, 5.1, -1.7}, {1.3, 4.9, 2.0}, {2.2, 2.5, -3.1}},
       {0, 1, 2},
       {{LossKind::svm, 2, 10.9, "2.2 + 3.1 + 1 = 6.3 and 2.5 + 3.1 + 1 = 6.6 add up to 12.9"},
        {LossKind::svm, std::nullopt, 4.6, "it follows from the 10.9"},
        {LossKind::softmax, 0, 0.89, base10}}},
      {"Hinge and softmax",
       "Xinggang Wang's lecture: the two losses side by side, on the same scores",
       {"0", "1", "2"},
       {{-2.85, 0.86, 0.28}},
       {2},
       {{LossKind::softmax, 0, 0.452, base10}}},
      {"Five classes",
       "Report on CS231n's assignment 1: the SVM is content once the margins are met, softmax never is",
       {"0", "1", "2", "3", "4"},
       {{2, 11, 9, 8, 5}},
       {1},
       {}},
      {"p − y",
       "The CS231n notes' case study, and a post on the softmax gradient: p = (0.2, 0.3, 0.5), class 1",
       {"0", "1", "2"},
       {{std::log(0.2), std::log(0.3), std::log(0.5)}},
       {1},
       {}},
  };
  return examples;
}

double meanLoss(const DataLoss& loss, const std::vector<std::vector<double>>& scores, const std::vector<int>& labels) {
  double sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) sum += lossTerms(loss, scores[i], labels[i]).loss;
  return sum / static_cast<double>(scores.size());
}

void meetMargin(std::vector<double>& scores, int label, double margin) {
  const auto y = static_cast<std::size_t>(label);
  for (std::size_t j = 0; j < scores.size(); ++j) {
    if (j != y) scores[y] = std::max(scores[y], scores[j] + margin);
  }
}

double penaltyOfWeights(const Regularizer& regularizer, std::span<const double> weights) {
  return penalty<double>(regularizer, {weights.data(), 1, static_cast<Index>(weights.size())});
}

}  // namespace lab
