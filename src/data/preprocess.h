// From pixel bytes to the floats that a model sees. Every form is one multiplication and one addition a pixel, with
// numbers measured on the training images alone: validation and test images must not leak into them.
#pragma once

#include "data/image_set.h"
#include "data/normalize.h"

namespace lab {

// x = byte * scale + shift, pixel by pixel.
struct Preprocessing {
  Vector<float> scale;  // (D)
  Vector<float> shift;  // (D)
};

// Measured on the images [first, first + count), accumulated in double precision. A pixel that never varies is divided
// by 1. Precondition: count >= 1.
Preprocessing measurePreprocessing(Normalize normalize, const ImageSet& images, Index first, Index count);

}  // namespace lab
