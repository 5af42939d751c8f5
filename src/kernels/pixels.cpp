#include "kernels/pixels.h"

// The loops wait for memory: unrolled they are larger, and no faster.
#ifdef __clang__
#define LAB_ROLLED _Pragma("clang loop unroll(disable)")
#else
#define LAB_ROLLED
#endif

namespace lab {

template <class S>
void convertPixels(const std::uint8_t* bytes, const S* scale, const S* shift, Index count, S* x) {
  LAB_ROLLED
  for (Index d = 0; d < count; ++d) x[d] = S(bytes[d]) * scale[d] + shift[d];
}

template <class S>
void convertMirrored(const std::uint8_t* bytes, const S* scale, const S* shift, Index count, Index side, S* x) {
  for (Index line = 0; line < count; line += side) {
    LAB_ROLLED
    for (Index column = 0; column < side; ++column) {
      const Index d = line + column;
      x[d] = S(bytes[line + side - 1 - column]) * scale[d] + shift[d];
    }
  }
}

void addPixels(const std::uint8_t* bytes, Index count, double* sum, double* squares) {
  LAB_ROLLED
  for (Index d = 0; d < count; ++d) {
    const double value = bytes[d];
    sum[d] += value;
    squares[d] += value * value;
  }
}

template void convertPixels(const std::uint8_t*, const float*, const float*, Index, float*);
template void convertPixels(const std::uint8_t*, const double*, const double*, Index, double*);
template void convertMirrored(const std::uint8_t*, const float*, const float*, Index, Index, float*);
template void convertMirrored(const std::uint8_t*, const double*, const double*, Index, Index, double*);

}  // namespace lab
