// What the settings mean to loss, optimizer and schedule, in their own words.
#pragma once

#include "lab/settings/settings.h"
#include "loss/objective.h"
#include "optim/schedule.h"
#include "optim/update_rule.h"

namespace lab {

DataLoss lossOf(const Settings& settings);
Objective objectiveOf(const Settings& settings);
Schedule scheduleOf(const Settings& settings);
// `lr`: the learning rate of the step, which the schedule decides.
UpdateRule updateRuleOf(const Settings& settings, double lr);

}  // namespace lab
