#include "lab/rules.h"

namespace lab {

Objective objectiveOf(const Settings& settings) {
  return {settings.loss, {.l2 = settings.l2, .l1 = settings.l1, .half = settings.l2_half}};
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
