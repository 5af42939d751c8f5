#include "kernels/narrow_affine.h"

#include <algorithm>

#include "kernels/simd.h"
#include "kernels/thread_pool.h"
#include "kernels/transpose.h"

namespace lab {
namespace {

// A tile: 2 examples by at most 5 classes forward, 3 by 3 where sums are long, 2 vectors of inputs by at most 5 classes
// backward. Nine or ten sums keep the adders busy, and with their operands still fit into WebAssembly's registers: in a
// function of its own, where nothing around the loop takes any.
constexpr Index long_tile = 3;
constexpr Index backward_rows = 4;   // examples that share what was loaded of the weights
constexpr Index gradient_rows = 36;  // examples for which a tile of the gradient stays in registers

// Long sums are those of images: fused where that is to be had. Short ones are those of the course's networks, which
// are the same on every machine.
constexpr Index long_sum = 512;
template <class S>
constexpr bool can_fuse = has_fused && std::is_same_v<S, float>;

// Calls f(c, how many) for all classes, with the number of a tile as a constant: 5, 4, 3 or 1. In float64, which is
// there for checks, a small module counts more than the last bit of speed.
template <class S, Index kMost = 5, class F>
void forTiles(Index classes, const F& f) {
  Index c = 0;
  if constexpr (sizeof(S) == 4 && kMost == 5) {
    for (; c + 5 <= classes; c += 5) f(c, std::integral_constant<Index, 5>{});
    for (; c + 4 <= classes; c += 4) f(c, std::integral_constant<Index, 4>{});
  }
  for (; c + 3 <= classes; c += 3) f(c, std::integral_constant<Index, 3>{});
  for (; c < classes; ++c) f(c, std::integral_constant<Index, 1>{});
}

// What the kernels see of a layer.
template <class S>
struct LayerView {
  const S* X;
  Index X_stride;
  Index inputs, classes;
  Index stride;  // of the transposed weights, and of their gradient
};

// sums[r][c] = the lanes of X[r][d] W[c][d] over `depth` inputs, a whole number of vectors. All of them at once: the
// processor reads ahead in rows that it follows to their ends, less in those that it leaves after 2 KB.
template <bool kFused, Index kRows, Index kClasses, class S>
[[gnu::noinline]] void dots(const S* X, Index X_stride, const S* W, Index W_stride, Index depth, Lanes<S>* sums) {
  using V = Lanes<S>;
  V tile[kRows][kClasses] = {};
  for (Index d = 0; d < depth; d += lane_count<S>) {
    V x[kRows];
    for (Index r = 0; r < kRows; ++r) x[r] = load<V>(X + r * X_stride + d);
    for (Index c = 0; c < kClasses; ++c) {
      const V w = load<V>(W + c * W_stride + d);
      for (Index r = 0; r < kRows; ++r) tile[r][c] = multiplyAdd<kFused>(x[r], w, tile[r][c]);
    }
  }
  for (Index r = 0; r < kRows; ++r) {
    for (Index c = 0; c < kClasses; ++c) sums[r * kClasses + c] = tile[r][c];
  }
}

// scores[c][r] = the sum over all inputs of X[r][d] W[c][d], and bias[c], for examples r that are `apart` rows apart.
template <bool kFused, Index kRows, Index kClasses, class S>
void scoreTile(const LayerView<S>& layer, const S* X, Index apart, const S* W, const S* bias, S* scores,
               Index scores_stride) {
  const Index whole = layer.inputs - layer.inputs % lane_count<S>;
  const Index X_stride = apart * layer.X_stride;
  Lanes<S> sums[kRows * kClasses];
  dots<kFused, kRows, kClasses>(X, X_stride, W, layer.stride, whole, sums);
  for (Index c = 0; c < kClasses; ++c) {
    for (Index r = 0; r < kRows; ++r) {
      S sum = horizontalSum<S>(sums[r * kClasses + c]);
      for (Index d = whole; d < layer.inputs; ++d) sum += X[r * X_stride + d] * W[c * layer.stride + d];
      scores[c * scores_stride + r * apart] = sum + bias[c];
    }
  }
}

// dW[c][d] += the sum over `rows` examples of X[r][d] dscores[r][c], for kVectors vectors of inputs; = if it is
// `fresh`.
template <bool kFused, Index kVectors, Index kClasses, class V, class S>
[[gnu::noinline]] void addOuter(const S* X, Index X_stride, const S* dscores, Index classes, Index rows, bool fresh,
                                S* dW, Index dW_stride) {
  constexpr Index width = static_cast<Index>(sizeof(V) / sizeof(S));
  V tile[kVectors][kClasses] = {};
  for (Index v = 0; v < kVectors && !fresh; ++v) {
    for (Index c = 0; c < kClasses; ++c) tile[v][c] = load<V>(dW + c * dW_stride + v * width);
  }
  for (Index r = 0; r < rows; ++r, X += X_stride, dscores += classes) {
    V x[kVectors];
    for (Index v = 0; v < kVectors; ++v) x[v] = load<V>(X + v * width);
    for (Index c = 0; c < kClasses; ++c) {
      const V g = broadcast<V>(dscores[c]);
      for (Index v = 0; v < kVectors; ++v) tile[v][c] = multiplyAdd<kFused>(x[v], g, tile[v][c]);
    }
  }
  for (Index v = 0; v < kVectors; ++v) {
    for (Index c = 0; c < kClasses; ++c) store(dW + c * dW_stride + v * width, tile[v][c]);
  }
}

// Scores of kRows examples, the first one at `row`.
template <bool kFused, Index kRows, Index kMost, class S>
void scoreTiles(const LayerView<S>& layer, const S* weights, const S* bias, Index row, Index apart,
                ScoresRef<S>& scores) {
  forTiles<S, kMost>(layer.classes, [&](Index c, auto classes) {
    scoreTile<kFused, kRows, classes>(layer, layer.X + row * layer.X_stride, apart, weights + c * layer.stride,
                                      bias + c, &scores(row, c), scores.outerStride());
  });
}

// Scores of the examples [first, end).
template <class S>
void scoreRows(const LayerView<S>& layer, const S* weights, const S* bias, Index first, Index end,
               ScoresRef<S>& scores) {
  Index row = first;
  for (; row + 2 <= end; row += 2) scoreTiles<false, 2, 5>(layer, weights, bias, row, 1, scores);
  if (row < end) scoreTiles<false, 1, 5>(layer, weights, bias, row, 1, scores);
}

// The same for long sums, whose examples come from memory while the first of a tile's classes are multiplied: the more
// examples a tile has, the more of them are under way at a time. Each is followed, in the next tile, by the one that
// lies behind it, so that the processor reads ahead.
template <class S>
void scoreLongRows(const LayerView<S>& layer, const S* weights, const S* bias, Index first, Index end,
                   ScoresRef<S>& scores) {
  constexpr bool fused = can_fuse<S>;
  const Index apart = (end - first) / long_tile;
  Index row = first;
  for (; row < first + apart; ++row) scoreTiles<fused, long_tile, long_tile>(layer, weights, bias, row, apart, scores);
  for (row += (long_tile - 1) * apart; row < end; ++row)
    scoreTiles<fused, 1, long_tile>(layer, weights, bias, row, 1, scores);
}

// Gradient of the inputs [first, end).
template <bool kFused, class S>
void addGradientOfInputs(const LayerView<S>& layer, const S* dscores, Index rows, Index first, Index end, bool fresh,
                         S* dweights) {
  using V = Lanes<S>;
  for (Index row = 0; row < rows; row += gradient_rows) {
    const Index there = std::min(gradient_rows, rows - row);
    const S* X = layer.X + row * layer.X_stride;
    const S* g = dscores + row * layer.classes;
    const auto addVectors = [&]<Index kVectors, class W>(Index d) {
      forTiles<S>(layer.classes, [&](Index c, auto classes) {
        addOuter<kFused, kVectors, classes, W>(X + d, layer.X_stride, g + c, layer.classes, there, fresh && row == 0,
                                               dweights + c * layer.stride + d, layer.stride);
      });
    };
    Index d = first;
    for (; d + 2 * lane_count<S> <= end; d += 2 * lane_count<S>) addVectors.template operator()<2, V>(d);
    for (; d + lane_count<S> <= end; d += lane_count<S>) addVectors.template operator()<1, V>(d);
    for (; d < end; ++d) addVectors.template operator()<1, S>(d);
  }
}

// dX[r][d] = the sum over classes of dscores[r][c] W[c][d] where X[r][d] > 0, and else 0, for kRows examples.
template <Index kRows, class V, class S>
void backwardTile(const LayerView<S>& layer, const S* dscores, const S* W, const S* X, S* dX, Index dX_stride) {
  V sums[kRows];
  V w = load<V>(W);
  for (Index r = 0; r < kRows; ++r) sums[r] = broadcast<V>(dscores[r * layer.classes]) * w;
  for (Index c = 1; c < layer.classes; ++c) {
    w = load<V>(W + c * layer.stride);
    for (Index r = 0; r < kRows; ++r) sums[r] += broadcast<V>(dscores[r * layer.classes + c]) * w;
  }
  for (Index r = 0; r < kRows; ++r) {
    store(dX + r * dX_stride, load<V>(X + r * layer.X_stride) > V{} ? sums[r] : V{});
  }
}

// to[d] -= what[d], over a padded row: a whole number of vectors, of the widest ones too.
template <class S>
void subtract(const S* what, S* to, Index stride) {
  for (Index d = 0; d < stride; d += lane_count<S>) store(to + d, load<Lanes<S>>(to + d) - load<Lanes<S>>(what + d));
}

}  // namespace

template <class S>
bool NarrowAffine<S>::isLong() const {
  return sizeof(S) == 4 && inputs_ >= long_sum;
}

template <class S>
void NarrowAffine<S>::setWeights(ConstMatrixView<S> W, ConstMatrixView<S> b, ScoreUse use) {
  inputs_ = W.rows();
  classes_ = W.cols();
  stride_ = paddedStride<S>(inputs_);
  weights_.resize(static_cast<std::size_t>(classes_ * stride_));
  transpose(W.data(), classes_, inputs_, classes_, weights_.data(), stride_);
  bias_.assign(b.data(), b.data() + classes_);
  multiplied_ = classes_;
  if (passes_back_ || use == ScoreUse::values || !isLong()) return;
  multiplied_ = classes_ - 1;
  for (Index c = 0; c < multiplied_; ++c) {
    subtract(weights_.data() + multiplied_ * stride_, weights_.data() + c * stride_, stride_);
    bias_[static_cast<std::size_t>(c)] -= bias_.back();
  }
}

template <class S>
void NarrowAffine<S>::forward(const ConstRowsRef<S>& X, ScoresRef<S> scores) {
  const LayerView<S> layer{X.data(), X.outerStride(), inputs_, multiplied_, stride_};
  const Index chunks = chunkCount(double(X.rows()) * double(inputs_) * double(multiplied_));
  parallelFor(chunks, [&](Index chunk) {
    const Range rows = chunkRange(X.rows(), isLong() ? long_tile : 2, chunks, chunk);
    const auto score = isLong() ? scoreLongRows<S> : scoreRows<S>;
    score(layer, weights_.data(), bias_.data(), rows.first, rows.end, scores);
  });
  if (multiplied_ < classes_) scores.col(multiplied_).setZero();
}

template <class S>
void NarrowAffine<S>::startGradient(MatrixView<S> dW, MatrixView<S> db) {
  dW_ = dW.data();
  db_ = db.data();
  fresh_ = true;
  dweights_.resize(static_cast<std::size_t>(classes_ * stride_));
  dbias_.assign(static_cast<std::size_t>(classes_), S(0));
}

template <class S>
void NarrowAffine<S>::packRows(const ScoresRef<S>& dscores) {
  const Index examples = dscores.rows();
  rows_.resize(static_cast<std::size_t>(examples * multiplied_));
  transpose(dscores.data(), dscores.outerStride(), multiplied_, examples, rows_.data(), multiplied_);
}

template <class S>
void NarrowAffine<S>::addGradient(const ConstRowsRef<S>& X, const ScoresRef<S>& dscores) {
  packRows(dscores);
  const LayerView<S> layer{X.data(), X.outerStride(), inputs_, multiplied_, stride_};
  const Index chunks = chunkCount(double(X.rows()) * double(inputs_) * double(multiplied_));
  parallelFor(chunks, [&](Index chunk) {
    const Range inputs = chunkRange(inputs_, 2 * lane_count<S>, chunks, chunk);
    const auto add = isLong() ? addGradientOfInputs<can_fuse<S>, S> : addGradientOfInputs<false, S>;
    add(layer, rows_.data(), X.rows(), inputs.first, inputs.end, fresh_, dweights_.data());
  });
  fresh_ = false;
  for (Index c = 0; c < classes_; ++c) {
    S sum = dbias_[static_cast<std::size_t>(c)];
    for (Index i = 0; i < X.rows(); ++i) sum += dscores(i, c);
    dbias_[static_cast<std::size_t>(c)] = sum;
  }
}

template <class S>
void NarrowAffine<S>::finishGradient() {
  if (multiplied_ < classes_) {
    S* const last = dweights_.data() + multiplied_ * stride_;
    std::fill_n(last, stride_, S(0));
    for (Index c = 0; c < multiplied_; ++c) subtract(dweights_.data() + c * stride_, last, stride_);
  }
  transpose(dweights_.data(), stride_, classes_, inputs_, dW_, classes_);
  std::copy(dbias_.begin(), dbias_.end(), db_);
}

template <class S>
void NarrowAffine<S>::backwardThroughRelu(const ScoresRef<S>& dscores, const ConstRowsRef<S>& X, RowsRef<S> dX) {
  packRows(dscores);
  const LayerView<S> layer{X.data(), X.outerStride(), inputs_, multiplied_, stride_};
  const Index chunks = chunkCount(double(X.rows()) * double(inputs_) * double(classes_));
  parallelFor(chunks, [&](Index chunk) {
    const Range rows = chunkRange(X.rows(), 1, chunks, chunk);
    Index i = rows.first;
    const auto backwardRows = [&]<Index kRows>() {
      const S* g = rows_.data() + i * multiplied_;
      const S* x = X.data() + i * X.outerStride();
      S* to = dX.data() + i * dX.outerStride();
      Index d = 0;
      for (; d + lane_count<S> <= inputs_; d += lane_count<S>) {
        backwardTile<kRows, Lanes<S>>(layer, g, weights_.data() + d, x + d, to + d, dX.outerStride());
      }
      for (; d < inputs_; ++d) backwardTile<kRows, S>(layer, g, weights_.data() + d, x + d, to + d, dX.outerStride());
      i += kRows;
    };
    while (i + backward_rows <= rows.end) backwardRows.template operator()<backward_rows>();
    while (i < rows.end) backwardRows.template operator()<1>();
  });
}

template class NarrowAffine<float>;
template class NarrowAffine<double>;

}  // namespace lab
