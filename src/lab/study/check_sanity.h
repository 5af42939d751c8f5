// Sanity checks before a long training (CS231n notes, "Neural Networks Part 3"), each with fresh runs of the settings
// on the screen, made by the same machinery as any other run.
//   initial_loss    without a penalty the loss begins where a model begins that knows nothing: ln C, or C - 1
//   regularization  the stronger the penalty, the higher the first loss
//   overfit         without penalty and dropout, 20 examples are learned until next to no loss is left
#pragma once

#include <memory>
#include <string_view>

#include "lab/study/check_job.h"

namespace lab {

Result<SanityCheck> sanityCheckNamed(std::string_view name);

// A piece is one run at its start, or one step of the training.
std::unique_ptr<CheckJob> sanityJob(SanityCheck which, const StudyBase& base);

}  // namespace lab
