// Two-dimensional data sets drawn by formula: the course's spiral and four others to compare with.
#pragma once

#include "core/random.h"
#include "core/result.h"
#include "data/dataset.h"
#include "data/shape.h"

namespace lab {

struct ShapeSpec {
  Shape shape = Shape::spiral;
  int points = 100;    // per class, 1 to 2000
  int classes = 3;     // 2 to 10
  double noise = 0.2;  // 0 to 1
};

// Draws the set from the stream, class after class. Refuses values outside the ranges above.
// The spiral of RandomState(0) is the case study's, to the last bit.
Result<Dataset> makeShape(const ShapeSpec& spec, NumpyRandom& random);

}  // namespace lab
