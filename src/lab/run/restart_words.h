// What is said of runs that end and of those that come back.
#pragma once

#include <string>

#include "lab/run/run_store.h"

namespace lab {

// "the two-layer run at iteration 1,000 on the spiral", "both runs at iteration 0 on the images": those of `models`.
std::string runTitle(const Workspace& workspace, PerModel<bool> models);

// "300 points from seed 0", "4,000 images to train on and 1,000 for validation"
std::string dataWords(const Workspace& workspace);

}  // namespace lab
