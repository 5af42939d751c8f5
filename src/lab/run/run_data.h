// The data of a run.
#pragma once

#include <memory>

#include "core/random.h"
#include "data/dataset.h"
#include "data/image_set.h"

namespace lab {

// What runs on the same data share. Images train on themselves, everything else on `plane`.
struct RunData {
  std::shared_ptr<const Dataset> plane;
  std::shared_ptr<const ImageLibrary> images;  // only with data=cifar10
  NumpyRandom stream{0};                       // as the data left it: where the weights go on
};

}  // namespace lab
