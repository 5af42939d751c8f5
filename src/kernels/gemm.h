// The large matrix product, blocked for caches and registers as in Goto and van de Geijn, "Anatomy of High-Performance
// Matrix Multiplication" (2008), and spread over the cores.
#pragma once

#include "core/matrix.h"

namespace lab {

// C (M,N) = A B, or C += A B, all row-major; a stride is the distance of two rows.
template <class S>
struct Gemm {
  Index M = 0, N = 0, K = 0;
  const S* A = nullptr;  // (M,K), or with A_transposed (K,M)
  Index A_stride = 0;
  bool A_transposed = false;
  const S* B = nullptr;  // (K,N)
  Index B_stride = 0;
  S* C = nullptr;
  Index C_stride = 0;
  bool accumulate = false;  // C += rather than C =
  // Of a layer: bias (N), or null, is added, and then max(0, ·) applied; NaN stays NaN.
  const S* bias = nullptr;
  bool relu = false;
};

// Each number of C is summed over k in ascending order, in blocks of 256 that are added up: the same for any number of
// threads. Multiply-adds are fused where the processor has that at full speed.
template <class S>
void gemm(const Gemm<S>& product);

// Whether they are: told by how the kernels were compiled, which may differ from the rest of the program.
bool fusesProducts();

}  // namespace lab
