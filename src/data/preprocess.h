// From pixel bytes to the floats that a model sees. Every form is one multiplication and one addition a pixel, with
// numbers measured on the training images alone: validation and test images must not leak into them.
#pragma once

#include "data/image_set.h"

namespace lab {

enum class Normalize {
  raw,         // 0 to 255
  unit,        // 0 to 1
  mean_image,  // minus the mean training image, the assignment's
  channel,     // minus the mean of its colour channel, divided by that channel's standard deviation
  pixel,       // the same for each of the 3,072 pixels by itself
};

// x = byte * scale + shift, pixel by pixel.
struct Preprocessing {
  Vector<float> scale;  // (D)
  Vector<float> shift;  // (D)
};

// Measured on the images [first, first + count), accumulated in double precision. A pixel that never varies is divided
// by 1. Precondition: count >= 1.
Preprocessing measurePreprocessing(Normalize normalize, const ImageSet& images, Index first, Index count);

}  // namespace lab
