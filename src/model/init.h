// Initial parameters: weights from a NumPy stream, biases zero.
#pragma once

#include "core/random.h"
#include "model/model.h"

namespace lab {

enum class InitKind {
  scaled,  // scale * normal
  he,      // sqrt(2 / fan-in) * normal (He et al. 2015)
  zero,    // all alike: the hidden units of a two-layer net then never tell themselves apart
};

// Draws the weight blocks in order, row by row, in double precision; float32 parameters are the rounded values of the
// float64 ones.
template <class S>
Vector<S> initialParameters(const Model<S>& model, InitKind kind, double scale, NumpyRandom& random);

}  // namespace lab
