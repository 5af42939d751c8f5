// Initial parameters: weights from a NumPy stream, biases zero.
#pragma once

#include "core/random.h"
#include "model/init_kind.h"
#include "model/model.h"

namespace lab {

// Draws the weight blocks in order, row by row. Normals are drawn in double precision and then scaled in the model's
// own, as `np.float32(scale) * randn(...).astype(np.float32)` would.
template <class S>
Vector<S> initialParameters(const Model<S>& model, InitKind kind, double scale, NumpyRandom& random);

}  // namespace lab
