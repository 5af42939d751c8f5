#include "kernels/gemm.h"

#include <algorithm>
#include <vector>

#include "kernels/simd.h"
#include "kernels/subnormal.h"
#include "kernels/thread_pool.h"
#include "kernels/transpose.h"

namespace lab {
namespace {

// A tile of C lives in registers while k runs. WebAssembly's engines have 15 on x86: 6 rows of 2 vectors, 2 vectors of
// B and one number of A; or 5 rows, where a product needs a register on its way to the sum.
constexpr Index tile_rows = has_fused ? 6 : 5;
constexpr Index tile_vectors = 2;
template <class S>
constexpr Index tile_columns = tile_vectors * lane_count<S>;

constexpr Index block_depth = 256;            // of k: a panel of B, 8 KB in float32, stays in the first-level cache
constexpr Index block_rows = 44 * tile_rows;  // of A: 270 KB, stays in the second-level cache

template <class S>
struct Packed {
  std::vector<S> A = std::vector<S>(block_rows * block_depth);       // [tile][k][tile_rows]
  std::vector<S> B = std::vector<S>(block_depth * tile_columns<S>);  // [k][columns]
};

// One a thread, made by its first product.
template <class S>
Packed<S>& packed() {
  LAB_PER_THREAD Packed<S> buffers;
  return buffers;
}

// Rows [first, first + rows) and depths [k, k + depth) of A, in tiles; those beyond the last row are 0.
template <class S>
void packA(const Gemm<S>& product, Index first, Index rows, Index k, Index depth, S* to) {
  for (Index row = 0; row < rows; row += tile_rows) {
    const Index there = std::min(tile_rows, rows - row);
    if (there < tile_rows) std::fill(to, to + depth * tile_rows, S(0));
    if (product.A_transposed) {
      const S* from = product.A + k * product.A_stride + first + row;
      for (Index p = 0; p < depth; ++p, from += product.A_stride) {
        if (there == tile_rows) {
          std::memcpy(to + p * tile_rows, from, tile_rows * sizeof(S));
        } else {
          std::copy(from, from + there, to + p * tile_rows);
        }
      }
    } else {
      transpose(product.A + (first + row) * product.A_stride + k, product.A_stride, there, depth, to, tile_rows);
    }
    to += depth * tile_rows;
  }
}

template <class S>
void packB(const Gemm<S>& product, Index k, Index depth, Index column, S* to) {
  const Index there = std::min(tile_columns<S>, product.N - column);
  const S* from = product.B + k * product.B_stride + column;
  for (Index p = 0; p < depth; ++p, from += product.B_stride, to += tile_columns<S>) {
    if (there == tile_columns<S>) {
      std::memcpy(to, from, tile_columns<S> * sizeof(S));
    } else {
      std::copy(from, from + there, to);
      std::fill(to + there, to + tile_columns<S>, S(0));
    }
  }
}

template <class S>
using Tile = Lanes<S>[tile_rows][tile_vectors];

// A function of its own, so that the browser gives the tile all of its registers.
template <class S>
[[gnu::noinline]] void multiplyTile(Index depth, const S* A, const S* B, Tile<S>& sums) {
  using V = Lanes<S>;
  V tile[tile_rows][tile_vectors] = {};
  for (Index p = 0; p < depth; ++p) {
    V b[tile_vectors];
    for (Index v = 0; v < tile_vectors; ++v) b[v] = load<V>(B + v * lane_count<S>);
    for (Index i = 0; i < tile_rows; ++i) {
      const V a = broadcast<V>(A[i]);
      for (Index v = 0; v < tile_vectors; ++v) tile[i][v] = multiplyAdd<true>(a, b[v], tile[i][v]);
    }
    A += tile_rows;
    B += tile_columns<S>;
  }
  for (Index i = 0; i < tile_rows; ++i) {
    for (Index v = 0; v < tile_vectors; ++v) sums[i][v] = tile[i][v];
  }
}

// What happens to a tile's sums on their way to C.
struct Finish {
  bool add;    // to what is there
  bool layer;  // the last depths: bias and ReLU
};

template <class V, class S>
void finish(const Gemm<S>& product, Finish how, Index column, V sum, S* to) {
  if (how.add) sum = load<V>(to) + sum;
  if (how.layer && product.bias != nullptr) sum += load<V>(product.bias + column);
  if (how.layer && product.relu) sum = rectified(sum);
  store(to, sum);
}

// `row` and `column` of C; fewer than a whole tile at its edges.
template <class S>
void storeTile(const Gemm<S>& product, Finish how, Index row, Index column, const Tile<S>& sums) {
  const Index rows = std::min(tile_rows, product.M - row);
  const Index columns = std::min(tile_columns<S>, product.N - column);
  for (Index i = 0; i < rows; ++i) {
    S* to = product.C + (row + i) * product.C_stride + column;
    if (columns == tile_columns<S>) {
      for (Index v = 0; v < tile_vectors; ++v) {
        finish(product, how, column + v * lane_count<S>, sums[i][v], to + v * lane_count<S>);
      }
      continue;
    }
    S edge[tile_columns<S>];
    std::memcpy(edge, sums[i], sizeof edge);
    for (Index j = 0; j < columns; ++j) finish(product, how, column + j, edge[j], to + j);
  }
}

// Rows [first, end) of C.
template <class S>
void multiplyRows(const Gemm<S>& product, Index first, Index end) {
  Packed<S>& buffers = packed<S>();
  Tile<S> sums;
  for (Index row = first; row < end; row += block_rows) {
    const Index rows = std::min(block_rows, end - row);
    for (Index k = 0; k < product.K; k += block_depth) {
      const Index depth = std::min(block_depth, product.K - k);
      const Finish how{product.accumulate || k > 0, k + depth == product.K};
      packA(product, row, rows, k, depth, buffers.A.data());
      for (Index column = 0; column < product.N; column += tile_columns<S>) {
        packB(product, k, depth, column, buffers.B.data());
        const S* A = buffers.A.data();
        for (Index i = 0; i < rows; i += tile_rows, A += depth * tile_rows) {
          multiplyTile(depth, A, buffers.B.data(), sums);
          storeTile(product, how, row + i, column, sums);
        }
      }
    }
  }
}

}  // namespace

template <class S>
void gemm(const Gemm<S>& product) {
  Index chunks = chunkCount(double(product.M) * double(product.N) * double(product.K));
  // Rows that come in many blocks are shared block by block: a thread that is held up leaves more to the others.
  if (chunks > 1) chunks = std::max(chunks, product.M / block_rows);
  parallelFor(chunks, [&](Index chunk) {
    const Range rows = chunkRange(product.M, tile_rows, chunks, chunk);
    multiplyRows(product, rows.first, rows.end);
  });
}

bool fusesProducts() { return has_fused; }

template void gemm(const Gemm<float>&);
template void gemm(const Gemm<double>&);

}  // namespace lab
