#include "data/example_source.h"

#include <algorithm>

namespace lab {
namespace {

template <class S>
class MatrixSource final : public ExampleSource<S> {
 public:
  explicit MatrixSource(const Dataset& data) : X_(data.X.cast<S>()), labels_(data.y), classes_(data.classes) {}

  Index features() const override { return X_.cols(); }
  Index classes() const override { return classes_; }
  std::span<const std::int32_t> labels() const override { return labels_; }

  void gather(std::span<const Index> rows, Matrix<S>& out) const override {
    const Index count = static_cast<Index>(rows.size());
    if (out.rows() < count) out.resize(count, X_.cols());
    for (Index i = 0; i < count; ++i) out.row(i) = X_.row(rows[static_cast<std::size_t>(i)]);
  }

  Eigen::Ref<const Matrix<S>> slice(Index first, Index count, Matrix<S>& /*scratch*/) const override {
    return X_.middleRows(first, count);
  }

 private:
  Matrix<S> X_;  // (N,D)
  Labels labels_;
  Index classes_;
};

}  // namespace

Index rowsAtOnce(Index features) { return std::clamp<Index>((Index{4} << 20) / features, 1, 4096); }

template <class S>
std::unique_ptr<ExampleSource<S>> matrixSource(const Dataset& data) {
  return std::make_unique<MatrixSource<S>>(data);
}

template std::unique_ptr<ExampleSource<float>> matrixSource(const Dataset&);
template std::unique_ptr<ExampleSource<double>> matrixSource(const Dataset&);

}  // namespace lab
