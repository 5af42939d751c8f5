// The figures of a run that everybody watches.
#pragma once

#include <optional>

namespace lab {

struct Metrics {
  double loss = 0;  // data_loss + reg_loss, mean over the whole training set, at the current parameters
  double data_loss = 0;
  double reg_loss = 0;
  double train_accuracy = 0;           // 0 to 1
  std::optional<double> val_accuracy;  // images only
};

// Loss of the last step's minibatch, before that step's update. In a full-batch run the minibatch is the training set.
struct BatchLoss {
  double loss = 0;  // data_loss + reg_loss
  double data_loss = 0;
  double reg_loss = 0;
};

}  // namespace lab
