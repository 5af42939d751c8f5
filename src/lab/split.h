// How the images that are there are divided into those to learn from and those to validate on.
#pragma once

#include <limits>
#include <string>

#include "lab/settings.h"
#include "lab/snapshot.h"

namespace lab {

// What the settings ask for, as far as `images` go: the validation images come first, never more than half of all, and
// no more than `most_validation`.
ImageSplit splitImages(const Settings& settings, Index images,
                       Index most_validation = std::numeric_limits<Index>::max());

// "4,000 images to train on and 1,000 for validation", and why it is less where less was asked for. The largest `train`
// means all there are.
std::string describeSplit(const Settings& settings, Index images);

}  // namespace lab
