// Any bytes as a shard of images: refused in words, or images that written again are the same bytes.
#include "data/shard.h"
#include "fuzz.h"

namespace lab::fuzz {

Bytes makeInput(NumpyRandom& random) {
  ImageSet images;
  const std::uint32_t count = 1 + random.upTo(2);
  for (std::uint32_t i = 0; i < count; ++i) {
    images.y.push_back(static_cast<std::int32_t>(random.upTo(9)));
    for (std::size_t pixel = 0; pixel < ImageSet::pixels_per_image; ++pixel) {
      images.pixels.push_back(static_cast<std::uint8_t>(pixel % 7 == 0 ? random.upTo(255) : pixel));
    }
  }
  return damaged(encodeShard(images, 0, static_cast<Index>(count)), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab;
  const auto images = decodeShard({data, size}, "x.shard");
  if (!images) {
    fuzz::requireFileReason(images.error());
    return 0;
  }
  const fuzz::Bytes again = encodeShard(images.value(), 0, images.value().size());
  fuzz::require(again == fuzz::Bytes(data, data + size), "a shard that its images do not give again");
  return 0;
}
