// Naive against vectorized, as the assignment asks: both losses and their gradients of a linear classifier on 500
// images, once by loops over examples, classes and pixels, once by matrix products.
#pragma once

#include <memory>

#include "lab/study/check_job.h"

namespace lab {

// Needs images, whatever is on the screen.
Status checkNaive(const StudyBase& base);
// A piece is the loops over some of the images, or one pass by matrix products. Precondition: checkNaive.
std::unique_ptr<CheckJob> naiveJob(const StudyBase& base);

}  // namespace lab
