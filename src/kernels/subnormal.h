// Numbers nearer to 0 than the smallest normal one (1.2e-38 in float32, 2.2e-308 in float64) are subnormal, and a
// product with one of them, or that comes out as one, takes common processors fifty times as long. Training makes them
// for ever: the penalty shrinks the weights of a dead unit until w (1 - lr l2) rounds to w itself. WebAssembly cannot
// switch them off, so that whatever a step leaves behind is set to 0 here instead, in the pass that writes it.
#pragma once

#include <cmath>
#include <limits>

#include "kernels/simd.h"

namespace lab {

template <class S>
inline constexpr S smallest_normal = std::numeric_limits<S>::min();

// Of numbers that are multiplied in each step, parameters and activations: 9.9e-32 in float32, 1.0e-292 in float64. The
// last digit of all larger ones is worth a smallest normal number or more, so that their sums and differences are never
// subnormal, and neither are their products with inputs, rates and dscores, unless these are below 1.2e-7 (2.2e-16).
template <class S>
inline constexpr S smallest_factor = smallest_normal<S> / std::numeric_limits<S>::epsilon();

// x, or 0 where |x| < least. NaN stays. In a loop over an array compilers make a comparison and a mask of it.
template <class S>
S flushed(S x, S least) {
  return std::abs(x) < least ? S(0) : x;
}

// max(0, x) of a layer, and 0 for what is below the smallest factor too, which costs nothing. NaN stays. V is a number
// or a vector of them (see kernels/simd.h).
template <class V>
V rectified(const V& x) {
  return x < broadcast<V>(smallest_factor<NumberOf<V>>) ? V{} : x;  // NaN is not <
}

}  // namespace lab
