// Which data loss is meant, with its variants: values, without the code that computes it.
#pragma once

#include <array>
#include <string_view>

#include "core/matrix.h"

namespace lab {

enum class LossKind { softmax, svm };
// All of them, for what goes through every loss.
inline constexpr std::array<LossKind, 2> loss_kinds{LossKind::softmax, LossKind::svm};
// As it is typed and stored, and as people read it.
constexpr std::string_view lossKey(LossKind kind) {
  switch (kind) {
    case LossKind::softmax:
      return "softmax";
    case LossKind::svm:
      return "svm";
  }
  return {};
}
constexpr std::string_view lossName(LossKind kind) {
  switch (kind) {
    case LossKind::softmax:
      return "softmax";
    case LossKind::svm:
      return "SVM";
  }
  return {};
}

// Which classes the SVM's loss of an example adds up: those that are not its label, or all (the lecture's question 1).
enum class SvmSum { others, all };
// Whether they are added up, or averaged over the C classes (question 2; as PyTorch's MultiMarginLoss does).
enum class SvmReduce { sum, mean };

// A data loss with its variants. The defaults are the course's standard form. Softmax cross-entropy has none:
//   L_i = -ln(e^{s_y} / sum_j e^{s_j})
// Multiclass SVM (Weston-Watkins), with m_j = max(0, s_j - s_y + margin):
//   L_i = sum_{j != y} m_j^power      and with SvmSum::all + margin^power, with SvmReduce::mean all of it / C
struct DataLoss {
  // Implicit: a kind is its standard form.
  DataLoss(LossKind loss = LossKind::softmax) : kind(loss) {}

  LossKind kind;
  double margin = 1;  // above 0
  int power = 1;      // 1: hinge, 2: squared hinge
  SvmSum sum = SvmSum::others;
  SvmReduce reduce = SvmReduce::sum;
};

// Loss of a model that gives every class the same score: ln C for softmax, C - 1 for the SVM in its standard form.
double chanceLoss(const DataLoss& loss, Index classes);

}  // namespace lab
