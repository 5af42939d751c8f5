#include "ui/study/example_answers.h"

#include <cmath>

#include "ui/kit/format.h"
#include "ui/study/example_terms.h"

namespace lab::ui {
namespace {

constexpr double rounding = 1e-9;  // of s + margin - s

}  // namespace

std::string extremesWords(const DataLoss& svm, const std::vector<std::vector<double>>& scores,
                          const std::vector<int>& labels) {
  std::vector<std::vector<double>> met = scores;
  for (std::size_t i = 0; i < met.size(); ++i) meetMargin(met[i], labels[i], svm.margin);
  const double now = meanLoss(svm, scores, labels);
  const double least = meanLoss(svm, met, labels);
  const bool reached = now - least < rounding;
  return "The least SVM loss is " + handText(least, 4) + ", when every true score leads by the margin, " +
         handText(svm.margin, 4) + (reached ? ", as now." : "; now it is " + handText(now, 4) + ".") +
         " There is no greatest: it grows without end as a true score falls.";
}

std::string startWords(const DataLoss& svm, Index classes) {
  const std::string count = std::to_string(classes);
  const double start = chanceLoss(svm, classes);
  const bool standard = start == chanceLoss(LossKind::svm, classes);
  return "With all scores alike the SVM's loss is " + (standard ? "C − 1 = " + count + " − 1 = " : std::string()) +
         handText(start, 4) + " and softmax's ln C = ln " + count + " ≈ " +
         fixed(chanceLoss(LossKind::softmax, classes), 4) +
         ". Small weights start near it: a start far from it points to a bug.";
}

std::string doublingWords(const DataLoss& svm, std::vector<std::vector<double>> scores,
                          const std::vector<int>& labels) {
  const double now = meanLoss(svm, scores, labels);
  for (std::vector<double>& row : scores) {
    for (double& score : row) score *= 2;
  }
  const double then = meanLoss(svm, scores, labels);
  const std::string unique =
      " With a loss of 0, W is not unique: twice W has it too. Hence a penalty on the size of W.";
  if (std::abs(then - now) < rounding) {
    return "Twice the weights would leave the SVM's loss at " + handText(now, 4) + " with these scores." + unique;
  }
  return "Twice the weights would take the SVM's loss from " + handText(now, 4) + " to " + handText(then, 4) + "." +
         unique;
}

}  // namespace lab::ui
