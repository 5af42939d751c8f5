#include "data/image_source.h"

#include <utility>

#include "kernels/thread_pool.h"

namespace lab {
namespace {

template <class S>
class ImageSource final : public ExampleSource<S> {
 public:
  ImageSource(std::shared_ptr<const ImageSet> images, Index first, Index count, const Preprocessing& preprocessing)
      : images_(std::move(images)),
        first_(first),
        count_(count),
        scale_(preprocessing.scale.cast<S>()),
        shift_(preprocessing.shift.cast<S>()) {}

  Index features() const override { return ImageSet::pixels_per_image; }
  Index classes() const override { return 10; }
  std::span<const std::int32_t> labels() const override {
    return std::span(images_->y).subspan(static_cast<std::size_t>(first_), static_cast<std::size_t>(count_));
  }

  std::int32_t labelOf(Index row) const override { return labels()[static_cast<std::size_t>(row % count_)]; }

  Eigen::Ref<const Matrix<S>> gather(std::span<const Index> rows, Matrix<S>& scratch) const override {
    const Index count = static_cast<Index>(rows.size());
    Eigen::Ref<Matrix<S>> out = roomForRows(count, features(), scratch);
    forEachOf(count, [&](Index i) {
      const Index row = rows[static_cast<std::size_t>(i)];
      S* x = out.row(i).data();
      if (row < count_) {
        convert(row, x);
      } else {
        convertMirrored(row - count_, x);
      }
    });
    return out;
  }

  Eigen::Ref<const Matrix<S>> slice(Index first, Index count, Matrix<S>& scratch) const override {
    Eigen::Ref<Matrix<S>> out = roomForRows(count, features(), scratch);
    forEachOf(count, [&](Index i) { convert(first + i, out.row(i).data()); });
    return out;
  }

 private:
  // Calls use(0) to use(count - 1), one an image, spread over the team. A pixel takes as long as a few multiplications.
  template <class Use>
  static void forEachOf(Index count, const Use& use) {
    constexpr double multiplications = 8.0 * ImageSet::pixels_per_image;
    const Index pieces = piecesOf(double(count) * multiplications);
    share(pieces, [&](Index piece) {
      const Range range = partOf(count, 1, pieces, piece);
      for (Index i = range.first; i < range.end; ++i) use(i);
    });
  }

  void convert(Index row, S* x) const {
    const std::uint8_t* bytes = images_->image(first_ + row).data();
    for (Index d = 0; d < ImageSet::pixels_per_image; ++d) x[d] = S(bytes[d]) * scale_[d] + shift_[d];
  }

  // The picture is mirrored, the preprocessing is not: it belongs to the place a pixel ends up in.
  void convertMirrored(Index row, S* x) const {
    constexpr Index side = ImageSet::side;
    const std::uint8_t* bytes = images_->image(first_ + row).data();
    for (Index line = 0; line < ImageSet::pixels_per_image; line += side) {
      for (Index column = 0; column < side; ++column) {
        const Index d = line + column;
        x[d] = S(bytes[line + side - 1 - column]) * scale_[d] + shift_[d];
      }
    }
  }

  std::shared_ptr<const ImageSet> images_;
  Index first_;
  Index count_;
  Vector<S> scale_;
  Vector<S> shift_;
};

}  // namespace

template <class S>
std::unique_ptr<ExampleSource<S>> imageSource(std::shared_ptr<const ImageSet> images, Index first, Index count,
                                              const Preprocessing& preprocessing) {
  return std::make_unique<ImageSource<S>>(std::move(images), first, count, preprocessing);
}

template std::unique_ptr<ExampleSource<float>> imageSource(std::shared_ptr<const ImageSet>, Index, Index,
                                                           const Preprocessing&);
template std::unique_ptr<ExampleSource<double>> imageSource(std::shared_ptr<const ImageSet>, Index, Index,
                                                            const Preprocessing&);

}  // namespace lab
