// The large product against three loops, at sizes around those of its tiles and blocks.
#include "kernels/gemm.h"

#include <array>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "kernels/thread_pool.h"
#include "support.h"

namespace lab {
namespace {

// What a product is to give, by loops in double precision.
template <class S>
Matrix<double> byLoops(const Gemm<S>& product, const Matrix<S>& before) {
  Matrix<double> C(product.M, product.N);
  for (Index i = 0; i < product.M; ++i) {
    for (Index j = 0; j < product.N; ++j) {
      double sum = product.accumulate ? double(before(i, j)) : 0;
      for (Index k = 0; k < product.K; ++k) {
        const S a = product.A_transposed ? product.A[k * product.A_stride + i] : product.A[i * product.A_stride + k];
        sum += double(a) * double(product.B[k * product.B_stride + j]);
      }
      if (product.bias != nullptr) sum += double(product.bias[j]);
      C(i, j) = product.relu && sum <= 0 ? 0 : sum;
    }
  }
  return C;
}

template <class S>
void compare(Index M, Index N, Index K, bool transposed, bool accumulate, bool layer, NumpyRandom& random) {
  CAPTURE(M);
  CAPTURE(N);
  CAPTURE(K);
  const Matrix<S> A = test::randomMatrix(transposed ? K : M, (transposed ? M : K) + 3, 1, random).cast<S>();
  const Matrix<S> B = test::randomMatrix(K, N + 2, 1, random).cast<S>();
  const Matrix<S> bias = test::randomMatrix(1, N, 5, random).cast<S>();
  const Matrix<S> before = test::randomMatrix(M, N + 1, 1, random).cast<S>();
  Matrix<S> C = before;
  const Gemm<S> product{.M = M,
                        .N = N,
                        .K = K,
                        .A = A.data(),
                        .A_stride = A.cols(),
                        .A_transposed = transposed,
                        .B = B.data(),
                        .B_stride = B.cols(),
                        .C = C.data(),
                        .C_stride = C.cols(),
                        .accumulate = accumulate,
                        .bias = layer ? bias.data() : nullptr,
                        .relu = layer};
  gemm(product);
  const double tolerance = (sizeof(S) == 4 ? 2e-6 : 4e-15) * (10 + double(K));
  REQUIRE(test::largestDifference(C.leftCols(N).template cast<double>(), byLoops(product, before)) < tolerance);
  REQUIRE(C.col(N) == before.col(N));  // nothing is written beyond the row
}

TEST_CASE("product: agrees with loops at every edge of tiles and blocks") {
  NumpyRandom random(31);
  for (const auto& [M, N, K] : {std::array<Index, 3>{1, 1, 1},
                                {5, 8, 3},
                                {6, 16, 256},
                                {7, 17, 257},
                                {13, 3, 600},
                                {265, 9, 20},
                                {300, 33, 300},
                                {12, 100, 2}}) {
    for (const bool transposed : {false, true}) {
      for (const bool accumulate : {false, true}) {
        compare<float>(M, N, K, transposed, accumulate, !accumulate, random);
        compare<double>(M, N, K, transposed, accumulate, !accumulate, random);
      }
    }
  }
}

TEST_CASE("product: threads share the rows, and change no bit") {
  NumpyRandom random(32);
  const Matrix<float> A = test::randomMatrix(301, 500, 1, random).cast<float>();
  const Matrix<float> B = test::randomMatrix(500, 37, 1, random).cast<float>();
  const auto run = [&](int threads) {
    Matrix<float> C(301, 37);
    setThreadCount(threads);
    gemm(Gemm<float>{.M = 301,
                     .N = 37,
                     .K = 500,
                     .A = A.data(),
                     .A_stride = 500,
                     .B = B.data(),
                     .B_stride = 37,
                     .C = C.data(),
                     .C_stride = 37});
    setThreadCount(1);
    return C;
  };
  const Matrix<float> alone = run(1);
  for (const int threads : {2, 3, 8}) CHECK(run(threads) == alone);
}

TEST_CASE("product: NaN passes through the ReLU") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const Index N : {1, 8}) {
    const Matrix<float> A = Matrix<float>::Constant(1, 1, nan);
    const Matrix<float> B = Matrix<float>::Ones(1, N);
    Matrix<float> C(1, N);
    gemm(Gemm<float>{.M = 1,
                     .N = N,
                     .K = 1,
                     .A = A.data(),
                     .A_stride = 1,
                     .B = B.data(),
                     .B_stride = N,
                     .C = C.data(),
                     .C_stride = N,
                     .relu = true});
    for (Index j = 0; j < N; ++j) CHECK(std::isnan(C(0, j)));
  }
}

}  // namespace
}  // namespace lab
