// The loss of one example opened up, term by term, as the course writes it.
#pragma once

#include <span>
#include <vector>

#include "loss/data_loss.h"

namespace lab {

struct LossTerms {
  std::vector<double> exponentials;   // (C) e^{s_j}, unshifted; softmax only, else empty
  std::vector<double> probabilities;  // (C) softmax only, else empty
  std::vector<double> margins;        // (C) max(0, s_j - s_y + Δ), at y 0 or Δ (SvmSum); SVM only, else empty
  std::vector<double> dscores;        // (C) gradient of this example's own loss
  double loss = 0;
};

// Precondition: at least two scores, label within them.
LossTerms lossTerms(const DataLoss& loss, std::span<const double> scores, int label);

}  // namespace lab
