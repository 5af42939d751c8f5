// What is said of runs that end and of those that come back.
#pragma once

#include <string>

#include "lab/run_store.h"

namespace lab {

// "the two-layer run at iteration 1,000 on the spiral", "both runs at iteration 0 on the images": those of `models`.
std::string runTitle(const Workspace& workspace, PerModel<bool> models);

// "50 hidden units, learning rate 0.01": values that differ, as they are in `to`. Empty if none does.
std::string changedValues(const Settings& from, const Settings& to);
// "learning rate 0.01 instead of 0.001, 200 hidden units instead of 100"
std::string comparedValues(const Settings& from, const Settings& to);

// "300 points from seed 0", "4,000 images to train on and 1,000 for validation"
std::string dataWords(const Workspace& workspace);

}  // namespace lab
