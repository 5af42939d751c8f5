// CIFAR-10's records and archive, the page's shards, preprocessing, and images as a source of examples.
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include <doctest/doctest.h>

#include "data/cifar10.h"
#include "data/image_source.h"
#include "data/preprocess.h"
#include "data/shard.h"
#include "data/stand_in.h"
#include "kernels/thread_pool.h"
#include "support.h"

namespace lab {
namespace {

using test::contains;

// Pixels of every kind: smooth, noisy, extreme.
ImageSet someImages(Index count) {
  NumpyRandom random(3);
  ImageSet images = drawStandIn(count, random);
  for (std::size_t i = 0; i < images.pixels.size(); i += 7) images.pixels[i] = std::uint8_t(random.bits());
  for (std::size_t i = 0; i < 3072; ++i) images.pixels[i] = i % 2 == 0 ? 0 : 255;
  return images;
}

std::vector<std::uint8_t> asRecords(const ImageSet& images) {
  std::vector<std::uint8_t> bytes;
  for (Index i = 0; i < images.size(); ++i) {
    bytes.push_back(std::uint8_t(images.y[std::size_t(i)]));
    const auto pixels = images.image(i);
    bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  }
  return bytes;
}

TEST_CASE("CIFAR-10 records: read back, and refused in words") {
  const ImageSet images = someImages(12);
  const auto bytes = asRecords(images);
  const auto read = readCifar10Records(bytes, "batch.bin");
  REQUIRE(read.ok());
  CHECK(read.value().y == images.y);
  CHECK(read.value().pixels == images.pixels);

  const auto empty = readCifar10Records({}, "batch.bin");
  REQUIRE_FALSE(empty.ok());
  CHECK(contains(empty.error(), "batch.bin is empty"));

  const auto cut = readCifar10Records(std::span(bytes).first(3 * 3073 + 100), "batch.bin");
  REQUIRE_FALSE(cut.ok());
  CHECK(contains(cut.error(), "record 3"));
  CHECK(contains(cut.error(), "100 of 3073"));

  auto wrong = bytes;
  wrong[5 * 3073] = 10;
  const auto label = readCifar10Records(wrong, "batch.bin");
  REQUIRE_FALSE(label.ok());
  CHECK(contains(label.error(), "record 5: the label is 10"));

  const std::vector<std::uint8_t> page{'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E', ' ', 'h'};
  CHECK(contains(readCifar10Records(page, "batch.bin").error(), "web page"));
  const std::vector<std::uint8_t> companion{0, 5, 0x16, 7, 0, 2};
  CHECK(contains(readCifar10Records(companion, "._batch.bin").error(), "companion file that macOS writes"));
  std::vector<std::uint8_t> hundred;
  for (std::uint8_t i = 0; i < 40; ++i) {
    hundred.insert(hundred.end(), {std::uint8_t(i % 20), std::uint8_t(2 * i)});
    hundred.resize(hundred.size() + 3072, std::uint8_t(200));
  }
  CHECK(contains(readCifar10Records(hundred, "train.bin").error(), "CIFAR-100"));
  CHECK(contains(readCifar10Records({}, "\x1b[31mevil\xEF\xBB\xBF").error(), "?[31mevil<U+FEFF> is empty"));
}

TEST_CASE("shards: lossless to the byte, damage named") {
  const ImageSet images = someImages(25);
  const auto bytes = encodeShard(images, 5, 17);
  const auto decoded = decodeShard(bytes, "train-00");
  REQUIRE(decoded.ok());
  CHECK(decoded.value().y == Labels(images.y.begin() + 5, images.y.begin() + 22));
  const auto expected = std::span(images.pixels).subspan(5 * 3072, 17 * 3072);
  CHECK(std::equal(expected.begin(), expected.end(), decoded.value().pixels.begin(), decoded.value().pixels.end()));

  const auto refused = [&](std::size_t at, std::uint8_t value, const char* why) {
    auto damaged = bytes;
    damaged[at] = value;
    const auto result = decodeShard(damaged, "train-00");
    REQUIRE_FALSE(result.ok());
    CHECK(contains(result.error(), "train-00"));
    CHECK(contains(result.error(), why));
  };
  refused(0, 'X', "CLS1");
  refused(4, 16, "bytes");
  refused(5, 255, "claims");
  refused(6, 10, "label is 10");
  CHECK_FALSE(decodeShard(std::span(bytes).first(bytes.size() - 1), "train-00").ok());
  CHECK_FALSE(decodeShard({}, "train-00").ok());
}

TEST_CASE("preprocessing: measured on the named images alone, each form as defined") {
  const auto shared = std::make_shared<const ImageSet>(someImages(40));
  const ImageSet& images = *shared;
  const auto column = [&](Normalize normalize, Index d) {
    const Preprocessing p = measurePreprocessing(normalize, shared, 10, 30);
    std::vector<double> values;
    for (Index i = 10; i < 40; ++i) {
      values.push_back(double(images.image(i)[std::size_t(d)]) * double(p.scale[d]) + double(p.shift[d]));
    }
    return values;
  };
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / double(values.size());
  };
  const auto square = [](std::vector<double> values) {
    double sum = 0;
    for (const double value : values) sum += value * value;
    return sum / double(values.size());
  };
  CHECK(column(Normalize::raw, 100)[3] == doctest::Approx(images.image(13)[100]));
  CHECK(column(Normalize::unit, 100)[3] == doctest::Approx(images.image(13)[100] / 255.0));
  for (const Index d : {0, 1000, 3071}) {
    CHECK(mean(column(Normalize::mean_image, d)) == doctest::Approx(0).scale(1).epsilon(1e-4));
    CHECK(mean(column(Normalize::pixel, d)) == doctest::Approx(0).scale(1).epsilon(1e-4));
    CHECK(square(column(Normalize::pixel, d)) == doctest::Approx(1).epsilon(1e-3));
  }
  double sum = 0, squares = 0;
  for (Index d = 1024; d < 2048; ++d) {
    sum += mean(column(Normalize::channel, d)) / 1024;
    squares += square(column(Normalize::channel, d)) / 1024;
  }
  CHECK(sum == doctest::Approx(0).scale(1).epsilon(1e-4));
  CHECK(squares == doctest::Approx(1).epsilon(1e-3));

  ImageSet flat;
  flat.y.assign(3, 0);
  flat.pixels.assign(3 * 3072, 77);
  const Preprocessing constant = measurePreprocessing(Normalize::pixel, std::make_shared<const ImageSet>(flat), 0, 3);
  CHECK(constant.scale.allFinite());
  CHECK(77 * constant.scale[0] + constant.shift[0] == doctest::Approx(0).scale(1).epsilon(1e-4));
}

TEST_CASE("preprocessing: images that come little by little are looked at once, and give the same numbers") {
  const ImageSet all = someImages(60);
  const auto part = [&](Index first, Index count) {
    ImageSet some;
    for (Index i = first; i < first + count; ++i) {
      some.y.push_back(all.y[std::size_t(i)]);
      const auto pixels = all.image(i);
      some.pixels.insert(some.pixels.end(), pixels.begin(), pixels.end());
    }
    return some;
  };
  const auto growing = std::make_shared<ImageSet>(part(0, 20));
  PixelSums sums;
  const auto agrees = [&](Index first, Index count) {
    const Preprocessing bit_by_bit = measurePreprocessing(Normalize::channel, growing, first, count, sums);
    const Preprocessing at_once = measurePreprocessing(Normalize::channel, growing, first, count);
    return bit_by_bit.scale == at_once.scale && bit_by_bit.shift == at_once.shift;
  };
  CHECK(agrees(5, 15));
  growing->append(part(20, 30));
  // What was seen is not looked at again, so that a change there goes unnoticed.
  ImageSet& seen = *growing;
  const std::uint8_t before = std::exchange(seen.pixels[7 * 3072], std::uint8_t(seen.pixels[7 * 3072] + 100));
  CHECK_FALSE(agrees(5, 45));
  seen.pixels[7 * 3072] = before;
  CHECK(agrees(5, 45));
  CHECK(agrees(5, 40));  // fewer
  CHECK(agrees(6, 44));  // others
  const Preprocessing elsewhere =
      measurePreprocessing(Normalize::channel, std::make_shared<const ImageSet>(part(10, 50)), 6, 44, sums);
  CHECK(elsewhere.shift ==
        measurePreprocessing(Normalize::channel, std::make_shared<const ImageSet>(part(10, 50)), 6, 44).shift);
}

TEST_CASE("image source: slices, rows and mirrored rows agree with the bytes") {
  const auto images = std::make_shared<ImageSet>(someImages(12));
  Preprocessing p{Vector<float>::LinSpaced(3072, 0.5f, 2.0f), Vector<float>::LinSpaced(3072, -3.0f, 3.0f)};
  const auto source = imageSource<double>(images, 2, 8, p);
  CHECK(source->size() == 8);
  CHECK(source->features() == 3072);
  Matrix<double> scratch, other;
  const auto slice = source->slice(3, 2, scratch);
  const std::vector<Index> rows = {4, 4 + 8};
  const auto batch = source->gather(rows, other);
  CHECK(source->labelOf(4) == images->y[6]);
  CHECK(source->labelOf(12) == images->y[6]);
  for (const Index d : {0, 31, 32, 1024 + 5, 3071}) {
    const double x = double(images->image(6)[std::size_t(d)]) * double(p.scale[d]) + double(p.shift[d]);
    CHECK(slice(1, d) == doctest::Approx(x));
    CHECK(batch(0, d) == doctest::Approx(x));
    const Index mirror = d / 32 * 32 + 31 - d % 32;
    const double flipped = double(images->image(6)[std::size_t(mirror)]) * double(p.scale[d]) + double(p.shift[d]);
    CHECK(batch(1, d) == doctest::Approx(flipped));
  }
}

TEST_CASE("image source: threads share a batch's images, and change no number") {
  const auto images = std::make_shared<ImageSet>(someImages(30));
  const Preprocessing p{Vector<float>::LinSpaced(3072, 0.5f, 2.0f), Vector<float>::LinSpaced(3072, -3.0f, 3.0f)};
  const auto source = imageSource<float>(images, 0, 30, p);
  std::vector<Index> rows;
  for (Index i = 0; i < 47; ++i) rows.push_back(i * 13 % 60);  // mirrored ones among them
  const auto run = [&](int threads) {
    setThreadCount(threads);
    Matrix<float> scratch, other, both(30 + 47, 3072);
    both << source->slice(0, 30, scratch), source->gather(rows, other);
    setThreadCount(1);
    return both;
  };
  const Matrix<float> alone = run(1);
  for (const int threads : {2, 3, 8}) CHECK(run(threads) == alone);
}

TEST_CASE("stand-in pictures: ten classes, all different, the same from the same seed") {
  NumpyRandom a(1), b(1);
  const ImageSet first = drawStandIn(40, a);
  CHECK(first.pixels == drawStandIn(40, b).pixels);
  CHECK(std::set<std::int32_t>(first.y.begin(), first.y.end()).size() == 10);
  CHECK_FALSE(std::equal(first.image(0).begin(), first.image(0).end(), first.image(10).begin()));
}

}  // namespace
}  // namespace lab
