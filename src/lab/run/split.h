// Which images a run learns from, and which it keeps for validation.
#pragma once

#include <limits>
#include <string>

#include "lab/observe/snapshot.h"
#include "lab/settings/settings.h"

namespace lab {

// Of `images` images to learn from. Validation gets settings.val of them, but at most half and at most
// `most_validation`; training the next settings.train, or as many as are left.
//   val_from=first  validation, then training: what streams in later can be learned from at once
//   val_from=last   training, then validation: the assignment's order, of 49,000 and 1,000
ImageSplit splitImages(const Settings& settings, Index images,
                       Index most_validation = std::numeric_limits<Index>::max());

// "4,000 images to train on and 1,000 for validation", and why it is less where less was asked for. The largest `train`
// means all there are.
std::string describeSplit(const Settings& settings, Index images);

}  // namespace lab
