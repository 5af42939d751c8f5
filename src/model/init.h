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

// Draws the weight blocks in order, row by row. Normals are drawn in double precision and then scaled in the model's
// own, as `np.float32(scale) * randn(...).astype(np.float32)` would.
template <class S>
Vector<S> initialParameters(const Model<S>& model, InitKind kind, double scale, NumpyRandom& random);

}  // namespace lab
