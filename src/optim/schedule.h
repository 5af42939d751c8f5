// Learning-rate schedules: the rate as a function of how often the training set was gone through.
#pragma once

#include "optim/schedule_kind.h"

namespace lab {

// Time is counted in epochs, so that a schedule means the same for every batch size; without minibatches a step is one.
struct Schedule {
  ScheduleKind kind = ScheduleKind::constant;
  double decay_epochs = 10;  // > 0
  double decay_rate = 0.5;   // > 0 to 1; step and exponential
  double warmup_epochs = 0;  // >= 0: the rate rises from near 0 to its full value on the way, in a straight line
};

// The learning rate at this time, t = epoch / decay_epochs:
//   constant     lr
//   step         lr decay_rate^floor(t)
//   exponential  lr decay_rate^t
//   cosine       lr (1 + cos(pi min(t, 1))) / 2      (Loshchilov and Hutter 2017, without restarts)
//   inverse      lr / (1 + t)                        ("1/t decay")
// times min(1, (epoch + step_epochs) / warmup_epochs). `step_epochs` is how far the step goes: during a warm-up the
// first step already moves.
double scheduledRate(const Schedule& schedule, double lr, double epoch, double step_epochs);

// True once the schedule gives no rate above 0 any more: cosine, from decay_epochs on.
bool ended(const Schedule& schedule, double epoch);

}  // namespace lab
