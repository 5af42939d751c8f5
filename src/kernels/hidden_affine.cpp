#include "kernels/hidden_affine.h"

#include <algorithm>

#include "kernels/gemm.h"
#include "kernels/simd.h"
#include "kernels/subnormal.h"
#include "kernels/thread_pool.h"

namespace lab {
namespace {

constexpr Index row_tile = 4;  // examples that share what was loaded of the weights

// For kRows examples and one vector of hidden units.
template <Index kRows, class V, class S>
void forwardTile(const S* X, Index X_stride, Index inputs, const S* W, Index W_stride, const S* b, S* hidden,
                 Index hidden_stride) {
  V sums[kRows];
  for (Index r = 0; r < kRows; ++r) sums[r] = load<V>(b);
  for (Index d = 0; d < inputs; ++d) {
    const V w = load<V>(W + d * W_stride);
    for (Index r = 0; r < kRows; ++r) sums[r] += broadcast<V>(X[r * X_stride + d]) * w;
  }
  for (Index r = 0; r < kRows; ++r) store(hidden + r * hidden_stride, rectified(sums[r]));
}

template <Index kRows, class S>
void forwardRows(const ConstRowsRef<S>& X, Index row, ConstMatrixView<S> W, const S* b, RowsRef<S>& hidden) {
  const Index units = W.cols();
  const S* x = X.data() + row * X.outerStride();
  S* to = hidden.data() + row * hidden.outerStride();
  Index h = 0;
  for (; h + lane_count<S> <= units; h += lane_count<S>) {
    forwardTile<kRows, Lanes<S>>(x, X.outerStride(), X.cols(), W.data() + h, units, b + h, to + h,
                                 hidden.outerStride());
  }
  for (; h < units; ++h) {
    forwardTile<kRows, S>(x, X.outerStride(), X.cols(), W.data() + h, units, b + h, to + h, hidden.outerStride());
  }
}

// dW[d][h] += the sum over examples of X[i][d] dhidden[i][h], for kInputs rows of dW and kVectors vectors of units; and
// db[h] += the sum of dhidden[i][h], unless db is null. Sums side by side: each waits for its last addition.
template <Index kInputs, Index kVectors, class V, class S>
void addColumns(const S* X, Index X_stride, Index rows, const S* dhidden, Index dhidden_stride, S* dW, Index dW_stride,
                S* db) {
  V sums[kInputs + 1][kVectors];
  const S* from = db == nullptr ? dW : db;
  for (Index v = 0; v < kVectors; ++v) {
    for (Index d = 0; d < kInputs; ++d) sums[d][v] = load<V>(dW + d * dW_stride + v * width_of<V>);
    sums[kInputs][v] = load<V>(from + v * width_of<V>);
  }
  for (Index i = 0; i < rows; ++i, X += X_stride, dhidden += dhidden_stride) {
    for (Index v = 0; v < kVectors; ++v) {
      const V g = load<V>(dhidden + v * width_of<V>);
      for (Index d = 0; d < kInputs; ++d) sums[d][v] += broadcast<V>(X[d]) * g;
      sums[kInputs][v] += g;
    }
  }
  for (Index v = 0; v < kVectors; ++v) {
    for (Index d = 0; d < kInputs; ++d) store(dW + d * dW_stride + v * width_of<V>, sums[d][v]);
    if (db != nullptr) store(db + v * width_of<V>, sums[kInputs][v]);
  }
}

// Gradient of the bias and of the weights of as many inputs; of none, if the weights are done elsewhere. Pieces of the
// units go to the thread pool.
template <class S>
void gradientOfUnits(const ConstRowsRef<S>& X, Index inputs, const ConstRowsRef<S>& dhidden, MatrixView<S> dW,
                     MatrixView<S> db) {
  const auto addTo = [&]<Index kVectors, class V>(Index h) {
    const auto addOf = [&]<Index kInputs>(Index d) {
      addColumns<kInputs, kVectors, V>(X.data() + d, X.outerStride(), X.rows(), dhidden.data() + h,
                                       dhidden.outerStride(), dW.data() + d * dW.cols() + h, dW.cols(),
                                       d == 0 ? db.data() + h : nullptr);
    };
    if (inputs == 0) addOf.template operator()<0>(0);
    Index d = 0;
    for (; d + 2 <= inputs; d += 2) addOf.template operator()<2>(d);
    for (; d < inputs; ++d) addOf.template operator()<1>(d);
  };
  const Index chunks = chunkCount(double(dhidden.size()) * double(inputs + 1));
  parallelFor(chunks, [&](Index chunk) {
    const Range units = chunkRange(dhidden.cols(), 2 * lane_count<S>, chunks, chunk);
    Index h = units.first;
    for (; h + 2 * lane_count<S> <= units.end; h += 2 * lane_count<S>) addTo.template operator()<2, Lanes<S>>(h);
    for (; h + lane_count<S> <= units.end; h += lane_count<S>) addTo.template operator()<1, Lanes<S>>(h);
    for (; h < units.end; ++h) addTo.template operator()<1, S>(h);
  });
}

}  // namespace

template <class S>
void HiddenAffine<S>::setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse /*use*/) {
  weights_ = W.data();
  bias_ = b.data();
}

template <class S>
void HiddenAffine<S>::forward(const ConstRowsRef<S>& X, RowsRef<S> hidden) {
  if (!few_) {
    return gemm(Gemm<S>{.M = X.rows(),
                        .N = hidden.cols(),
                        .K = X.cols(),
                        .A = X.data(),
                        .A_stride = X.outerStride(),
                        .B = weights_,
                        .B_stride = hidden.cols(),
                        .C = hidden.data(),
                        .C_stride = hidden.outerStride(),
                        .bias = bias_,
                        .relu = true});
  }
  const ConstMatrixView<S> W(weights_, X.cols(), hidden.cols());
  const Index chunks = chunkCount(double(hidden.size()) * double(X.cols()));
  parallelFor(chunks, [&](Index chunk) {
    const Range rows = chunkRange(X.rows(), row_tile, chunks, chunk);
    Index row = rows.first;
    for (; row + row_tile <= rows.end; row += row_tile) forwardRows<row_tile>(X, row, W, bias_, hidden);
    for (; row < rows.end; ++row) forwardRows<1>(X, row, W, bias_, hidden);
  });
}

template <class S>
void HiddenAffine<S>::startGradient(MatrixView<S> dW, MatrixView<S> db) {
  dW_ = dW.data();
  db_ = db.data();
  fresh_ = true;
  db.setZero();
  if (few_) dW.setZero();
}

template <class S>
void HiddenAffine<S>::addGradient(const ConstRowsRef<S>& X, const ConstRowsRef<S>& dhidden) {
  const MatrixView<S> dW(dW_, X.cols(), dhidden.cols());
  gradientOfUnits<S>(X, few_ ? X.cols() : 0, dhidden, dW, MatrixView<S>(db_, 1, dhidden.cols()));
  if (few_) return;
  gemm(Gemm<S>{.M = X.cols(),
               .N = dhidden.cols(),
               .K = X.rows(),
               .A = X.data(),
               .A_stride = X.outerStride(),
               .A_transposed = true,
               .B = dhidden.data(),
               .B_stride = dhidden.outerStride(),
               .C = dW_,
               .C_stride = dhidden.cols(),
               .accumulate = !fresh_});
  fresh_ = false;
}

template class HiddenAffine<float>;
template class HiddenAffine<double>;

}  // namespace lab
