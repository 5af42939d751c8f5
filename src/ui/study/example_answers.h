// Answers to the lecture's questions 4 and 5 and to what follows from them, with the numbers of the scores on the
// panel.
#pragma once

#include <string>
#include <vector>

#include "lab/study/worked_examples.h"

namespace lab::ui {

// The least loss and the greatest.
std::string extremesWords(const DataLoss& svm, const std::vector<std::vector<double>>& scores,
                          const std::vector<int>& labels);
// The loss of scores that are all alike.
std::string startWords(const DataLoss& svm, Index classes);
// What twice the weights do to the loss.
std::string doublingWords(const DataLoss& svm, std::vector<std::vector<double>> scores, const std::vector<int>& labels);

}  // namespace lab::ui
