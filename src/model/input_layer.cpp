#include "model/input_layer.h"

#include <algorithm>

#include "core/lanes.h"
#include "core/product.h"
#include "core/team.h"

namespace lab {
namespace {

constexpr Index few_inputs = 8;
constexpr Index row_tile = 4;  // examples that share what was loaded of the weights

template <class V>
V rectified(const V& x) {
  return x <= V{} ? V{} : x;  // NaN is not <= 0
}

// For kRows examples and one vector of hidden units.
template <Index kRows, class V, class S>
void forwardTile(const S* X, Index X_stride, Index inputs, const S* W, Index W_stride, const S* b, S* hidden,
                 Index hidden_stride) {
  V sums[kRows];
  for (Index r = 0; r < kRows; ++r) sums[r] = load<V>(b);
  for (Index d = 0; d < inputs; ++d) {
    const V w = load<V>(W + d * W_stride);
    for (Index r = 0; r < kRows; ++r) sums[r] += splat<V>(X[r * X_stride + d]) * w;
  }
  for (Index r = 0; r < kRows; ++r) store(hidden + r * hidden_stride, rectified(sums[r]));
}

template <Index kRows, class S>
void forwardRows(const Eigen::Ref<const Matrix<S>>& X, Index row, ConstMatrixView<S> W, const S* b,
                 Eigen::Ref<Matrix<S>>& hidden) {
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

// dW[d][h] += the sum over examples of X[i][d] dhidden[i][h], for kInputs rows of dW.
template <Index kInputs, class V, class S>
void addColumns(const S* X, Index X_stride, Index rows, const S* dhidden, Index dhidden_stride, S* dW,
                Index dW_stride) {
  V sums[kInputs];
  for (Index d = 0; d < kInputs; ++d) sums[d] = load<V>(dW + d * dW_stride);
  for (Index i = 0; i < rows; ++i, X += X_stride, dhidden += dhidden_stride) {
    const V g = load<V>(dhidden);
    for (Index d = 0; d < kInputs; ++d) sums[d] += splat<V>(X[d]) * g;
  }
  for (Index d = 0; d < kInputs; ++d) store(dW + d * dW_stride, sums[d]);
}

// db[h] += the sum over examples of dhidden[i][h].
template <class V, class S>
void addBias(Index rows, const S* dhidden, Index dhidden_stride, S* to) {
  V sum = load<V>(to);
  for (Index i = 0; i < rows; ++i) sum += load<V>(dhidden + i * dhidden_stride);
  store(to, sum);
}

// Calls addUnits.operator()<V>(h) for all units, a vector of them at a time and the rest one by one. Pieces of the
// units go to the team.
template <class S, class AddUnits>
void forUnits(Index units, double work, const AddUnits& addUnits) {
  const Index pieces = piecesOf(work);
  share(pieces, [&](Index piece) {
    const Range range = partOf(units, lane_count<S>, pieces, piece);
    Index h = range.first;
    for (; h + lane_count<S> <= range.end; h += lane_count<S>) addUnits.template operator()<Lanes<S>>(h);
    for (; h < range.end; ++h) addUnits.template operator()<S>(h);
  });
}

template <class S>
void gradientOfFewInputs(const Eigen::Ref<const Matrix<S>>& X, const Eigen::Ref<const Matrix<S>>& dhidden,
                         MatrixView<S> dW) {
  const Index units = dhidden.cols();
  forUnits<S>(units, double(dhidden.size()) * double(X.cols()), [&]<class V>(Index h) {
    const S* g = dhidden.data() + h;
    Index d = 0;
    for (; d + 2 <= X.cols(); d += 2) {
      addColumns<2, V>(X.data() + d, X.outerStride(), X.rows(), g, dhidden.outerStride(), dW.data() + d * units + h,
                       units);
    }
    for (; d < X.cols(); ++d) {
      addColumns<1, V>(X.data() + d, X.outerStride(), X.rows(), g, dhidden.outerStride(), dW.data() + d * units + h,
                       units);
    }
  });
}

template <class S>
void gradientOfBias(const Eigen::Ref<const Matrix<S>>& dhidden, MatrixView<S> db) {
  forUnits<S>(dhidden.cols(), double(dhidden.size()), [&]<class V>(Index h) {
    addBias<V>(dhidden.rows(), dhidden.data() + h, dhidden.outerStride(), db.data() + h);
  });
}

}  // namespace

template <class S>
void hiddenForward(const Eigen::Ref<const Matrix<S>>& X, ConstMatrixView<S> W, ConstMatrixView<S> b,
                   Eigen::Ref<Matrix<S>> hidden) {
  if (X.cols() > few_inputs) {
    return multiply(Product<S>{.M = X.rows(),
                               .N = W.cols(),
                               .K = X.cols(),
                               .A = X.data(),
                               .A_stride = X.outerStride(),
                               .B = W.data(),
                               .B_stride = W.cols(),
                               .C = hidden.data(),
                               .C_stride = hidden.outerStride(),
                               .bias = b.data(),
                               .relu = true});
  }
  const Index pieces = piecesOf(double(hidden.size()) * double(X.cols()));
  share(pieces, [&](Index piece) {
    const Range rows = partOf(X.rows(), row_tile, pieces, piece);
    Index row = rows.first;
    for (; row + row_tile <= rows.end; row += row_tile) forwardRows<row_tile>(X, row, W, b.data(), hidden);
    for (; row < rows.end; ++row) forwardRows<1>(X, row, W, b.data(), hidden);
  });
}

template <class S>
void hiddenGradient(const Eigen::Ref<const Matrix<S>>& X, const Eigen::Ref<const Matrix<S>>& dhidden, bool add,
                    MatrixView<S> dW, MatrixView<S> db) {
  if (!add) db.setZero();
  gradientOfBias(dhidden, db);
  if (X.cols() > few_inputs) {
    return multiply(Product<S>{.M = X.cols(),
                               .N = dhidden.cols(),
                               .K = X.rows(),
                               .A = X.data(),
                               .A_stride = X.outerStride(),
                               .A_transposed = true,
                               .B = dhidden.data(),
                               .B_stride = dhidden.outerStride(),
                               .C = dW.data(),
                               .C_stride = dW.cols(),
                               .accumulate = add});
  }
  if (!add) dW.setZero();
  gradientOfFewInputs(X, dhidden, dW);
}

template void hiddenForward(const Eigen::Ref<const Matrix<float>>&, ConstMatrixView<float>, ConstMatrixView<float>,
                            Eigen::Ref<Matrix<float>>);
template void hiddenForward(const Eigen::Ref<const Matrix<double>>&, ConstMatrixView<double>, ConstMatrixView<double>,
                            Eigen::Ref<Matrix<double>>);
template void hiddenGradient(const Eigen::Ref<const Matrix<float>>&, const Eigen::Ref<const Matrix<float>>&, bool,
                             MatrixView<float>, MatrixView<float>);
template void hiddenGradient(const Eigen::Ref<const Matrix<double>>&, const Eigen::Ref<const Matrix<double>>&, bool,
                             MatrixView<double>, MatrixView<double>);

}  // namespace lab
