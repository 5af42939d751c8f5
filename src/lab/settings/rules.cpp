#include "lab/settings/rules.h"

namespace lab {

DataLoss lossOf(const Settings& settings) {
  DataLoss loss(settings.loss);
  loss.margin = settings.svm_margin;
  loss.power = settings.svm_power;
  loss.sum = settings.svm_sum;
  loss.reduce = settings.svm_reduce;
  return loss;
}

Objective objectiveOf(const Settings& settings) {
  const Regularizer regularizer{
      .l2 = settings.l2, .l1 = settings.l1, .elastic_beta = settings.elastic_beta, .half = settings.l2_half};
  return {lossOf(settings), regularizer, settings.max_norm};
}

Schedule scheduleOf(const Settings& settings) {
  return {settings.schedule, settings.decay_epochs, settings.decay_rate, settings.warmup_epochs};
}

UpdateRule updateRuleOf(const Settings& settings, double lr) {
  return {.kind = settings.optimizer,
          .lr = lr,
          .momentum = settings.momentum,
          .rms_decay = settings.rms_decay,
          .beta1 = settings.beta1,
          .beta2 = settings.beta2,
          .epsilon = settings.epsilon};
}

}  // namespace lab
