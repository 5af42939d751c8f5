// From pixel bytes to the floats that a model sees. Every form is one multiplication and one addition a pixel, with
// numbers measured on the training images alone: validation and test images must not leak into them.
#pragma once

#include <memory>

#include "data/image_set.h"
#include "data/normalize.h"

namespace lab {

// x = byte * scale + shift, pixel by pixel.
struct Preprocessing {
  Vector<float> scale;  // (D)
  Vector<float> shift;  // (D)
};

// Sums of each pixel and of its square over images that arrive little by little, so that each image is looked at once.
// Whole numbers below 2^53: the same in whatever portions they came.
class PixelSums {
 public:
  // Those of the images [first, first + count). Looks at the ones that are new where it saw the same set with the same
  // `first` and no more images before, and at all of them otherwise. A set only grows, and at its end.
  void add(const std::shared_ptr<const ImageSet>& images, Index first, Index count);

  Index count() const { return count_; }
  const Vector<double>& sum() const { return sum_; }          // (D)
  const Vector<double>& squares() const { return squares_; }  // (D)

 private:
  std::weak_ptr<const ImageSet> images_;
  Index first_ = 0, count_ = 0;
  Vector<double> sum_, squares_;
};

// Measured on the images [first, first + count), accumulated in double precision. A pixel that never varies is divided
// by 1. `sums` remember what was looked at. Precondition: count >= 1.
Preprocessing measurePreprocessing(Normalize normalize, const std::shared_ptr<const ImageSet>& images, Index first,
                                   Index count, PixelSums& sums);
inline Preprocessing measurePreprocessing(Normalize normalize, const std::shared_ptr<const ImageSet>& images,
                                          Index first, Index count) {
  PixelSums sums;
  return measurePreprocessing(normalize, images, first, count, sums);
}

}  // namespace lab
