// Bytes of an image to the numbers that a model reads: x[d] = bytes[d] scale[d] + shift[d].
#pragma once

#include <cstdint>

#include "core/matrix.h"

namespace lab {

// `count` numbers.
template <class S>
void convertPixels(const std::uint8_t* bytes, const S* scale, const S* shift, Index count, S* x);

// The same of the picture's mirror image, whose lines are `side` long. The preprocessing is not mirrored: it belongs to
// the place a pixel ends up in.
template <class S>
void convertMirrored(const std::uint8_t* bytes, const S* scale, const S* shift, Index count, Index side, S* x);

}  // namespace lab
