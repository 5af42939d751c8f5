// Loops over the bytes of an image. What a model reads of them is x[d] = bytes[d] scale[d] + shift[d].
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

// sum[d] += bytes[d] and squares[d] += bytes[d]^2, of `count` pixels: whole numbers below 2^53, and so exact.
void addPixels(const std::uint8_t* bytes, Index count, double* sum, double* squares);

}  // namespace lab
