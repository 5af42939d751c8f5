// What a model is trained to make small, and the two parts of what that comes to.
#pragma once

#include "loss/data_loss.h"
#include "loss/penalty.h"

namespace lab {

// What is minimized: mean data loss over the examples, plus the penalty on every weight block; under the bound that no
// column of a weight block is longer than max_norm (0: no bound).
struct Objective {
  DataLoss loss;
  Regularizer regularizer;
  double max_norm = 0;
};

struct LossParts {
  double data_loss = 0;
  double reg_loss = 0;
  double total() const { return data_loss + reg_loss; }
};

}  // namespace lab
