#include "data/example_source.h"

#include <algorithm>

#include "kernels/simd.h"

namespace lab {
namespace {

template <class S>
class MatrixSource final : public ExampleSource<S> {
 public:
  explicit MatrixSource(const Dataset& data) : features_(data.X.cols()), labels_(data.y), classes_(data.classes) {
    roomForRows(data.X.rows(), features_, X_) = data.X.cast<S>();
  }

  Index features() const override { return features_; }
  Index classes() const override { return classes_; }
  std::span<const std::int32_t> labels() const override { return labels_; }

  ConstRowsRef<S> gather(std::span<const Index> rows, Matrix<S>& scratch) const override {
    const Index count = static_cast<Index>(rows.size());
    RowsRef<S> out = roomForRows(count, features_, scratch);
    for (Index i = 0; i < count; ++i) out.row(i) = slice(rows[static_cast<std::size_t>(i)], 1, scratch);
    return out;
  }

  ConstRowsRef<S> slice(Index first, Index count, Matrix<S>& /*scratch*/) const override {
    return X_.block(first, 0, count, features_);
  }

 private:
  Matrix<S> X_;  // (N,D), and the padding
  Index features_;
  Labels labels_;
  Index classes_;
};

}  // namespace

template <class S>
RowsRef<S> roomForRows(Index count, Index features, Matrix<S>& storage) {
  constexpr Index long_row = 512;
  const Index stride = features < long_row ? features : paddedStride<S>(features);
  if (storage.rows() < count || storage.cols() != stride) storage.resize(count, stride);
  return storage.topLeftCorner(count, features);
}

Index rowsAtOnce(Index features) { return std::clamp<Index>((Index{4} << 20) / features, 1, 4096); }

template <class S>
std::unique_ptr<ExampleSource<S>> matrixSource(const Dataset& data) {
  return std::make_unique<MatrixSource<S>>(data);
}

template RowsRef<float> roomForRows(Index, Index, Matrix<float>&);
template RowsRef<double> roomForRows(Index, Index, Matrix<double>&);
template std::unique_ptr<ExampleSource<float>> matrixSource(const Dataset&);
template std::unique_ptr<ExampleSource<double>> matrixSource(const Dataset&);

}  // namespace lab
