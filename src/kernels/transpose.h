// Rows to columns, four by four.
#pragma once

#include <type_traits>

#include "kernels/simd.h"

namespace lab {

inline void transposeFour(const float* from, Index from_stride, float* to, Index to_stride) {
  typedef float Four __attribute__((vector_size(16)));
  Four row[4];
  for (Index i = 0; i < 4; ++i) row[i] = load<Four>(from + i * from_stride);
  const Four low01 = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const Four low23 = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const Four high01 = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const Four high23 = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  store(to, __builtin_shufflevector(low01, low23, 0, 1, 4, 5));
  store(to + to_stride, __builtin_shufflevector(low01, low23, 2, 3, 6, 7));
  store(to + 2 * to_stride, __builtin_shufflevector(high01, high23, 0, 1, 4, 5));
  store(to + 3 * to_stride, __builtin_shufflevector(high01, high23, 2, 3, 6, 7));
}

// to[j to_stride + i] = from[i from_stride + j]. They do not overlap. What is left over at an edge is done by a last
// square that overlaps its neighbour.
template <class S>
[[gnu::noinline]] void transpose(const S* from, Index from_stride, Index rows, Index columns, S* to, Index to_stride) {
  if constexpr (std::is_same_v<S, float>) {
    if (rows >= 4 && columns >= 4) {
      for (Index i = 0; i < rows; i += 4) {
        const Index row = i + 4 <= rows ? i : rows - 4;
        for (Index j = 0; j < columns; j += 4) {
          const Index column = j + 4 <= columns ? j : columns - 4;
          transposeFour(from + row * from_stride + column, from_stride, to + column * to_stride + row, to_stride);
        }
      }
      return;
    }
  }
  for (Index i = 0; i < rows; ++i) {
    for (Index j = 0; j < columns; ++j) to[j * to_stride + i] = from[i * from_stride + j];
  }
}

}  // namespace lab
