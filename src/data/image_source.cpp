#include "data/image_source.h"

#include <utility>

#include "kernels/pixels.h"
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

  ConstRowsRef<S> gather(std::span<const Index> rows, Matrix<S>& scratch) const override {
    const Index count = static_cast<Index>(rows.size());
    RowsRef<S> out = roomForRows(count, features(), scratch);
    forEachOf(count, [&](Index i) {
      const Index row = rows[static_cast<std::size_t>(i)];
      S* x = out.row(i).data();
      if (row < count_) {
        convert(row, x);
      } else {
        convertMirror(row - count_, x);
      }
    });
    return out;
  }

  ConstRowsRef<S> slice(Index first, Index count, Matrix<S>& scratch) const override {
    RowsRef<S> out = roomForRows(count, features(), scratch);
    forEachOf(count, [&](Index i) { convert(first + i, out.row(i).data()); });
    return out;
  }

 private:
  // Calls use(0) to use(count - 1), one an image, spread over the thread pool. A pixel takes as long as a few
  // multiplications.
  template <class Use>
  static void forEachOf(Index count, const Use& use) {
    constexpr double multiplications = 8.0 * ImageSet::pixels_per_image;
    const Index chunks = chunkCount(double(count) * multiplications);
    parallelFor(chunks, [&](Index chunk) {
      const Range range = chunkRange(count, 1, chunks, chunk);
      for (Index i = range.first; i < range.end; ++i) use(i);
    });
  }

  const std::uint8_t* bytesOf(Index row) const { return images_->image(first_ + row).data(); }
  void convert(Index row, S* x) const { convertPixels(bytesOf(row), scale_.data(), shift_.data(), features(), x); }
  void convertMirror(Index row, S* x) const {
    convertMirrored(bytesOf(row), scale_.data(), shift_.data(), features(), ImageSet::side, x);
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
