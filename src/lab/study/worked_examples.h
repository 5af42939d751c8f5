// The examples that the course's texts work out by hand, to be worked out again by the lab's own losses.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "loss/data_loss.h"
#include "loss/penalty.h"

namespace lab {

// A figure that the text prints wrong. The right one is computed.
struct Erratum {
  LossKind loss = LossKind::svm;
  std::optional<std::size_t> example;  // absent: the mean over all
  double printed = 0;
  std::string_view why;
};

struct WorkedExample {
  std::string_view title;
  std::string_view source;  // where in the course
  std::vector<std::string_view> classes;
  std::vector<std::vector<double>> scores;  // one row an example
  std::vector<int> labels;
  std::vector<Erratum> errata;
};
const std::vector<WorkedExample>& workedExamples();

// Mean loss over the examples of a table of scores.
double meanLoss(const DataLoss& loss, const std::vector<std::vector<double>>& scores, const std::vector<int>& labels);

// Raises the true score, if it must be, until it leads every other one by the margin: the SVM's loss is then as small
// as can be, and no loss has grown.
void meetMargin(std::vector<double>& scores, int label, double margin);

// What a penalty says of one weight vector.
double penaltyOfWeights(const Regularizer& regularizer, std::span<const double> weights);

}  // namespace lab
