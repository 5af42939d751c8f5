// The web form of up to 1,000 images: small, lossless to the byte, and quick to open.
//
// What is stored, before a general compressor (gzip) takes its turn:
//   "CLS1"             four bytes
//   count              two bytes, little-endian, 1 to 1000
//   labels             count bytes
//   residuals          3 planes x count images x 1,024 bytes
// The planes are green, red - green, blue - green (mod 256): colours go together, so the differences are small. A
// residual is a value minus its prediction from the neighbours left, above and above left (the median predictor of
// JPEG-LS). On CIFAR-10 that and gzip take 3.07 KB an image to about 1.8.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "data/image_set.h"

namespace lab {

inline constexpr Index max_shard_images = 1000;

// Preconditions: 1 <= count <= max_shard_images, and the images [first, first + count) exist.
std::vector<std::uint8_t> encodeShard(const ImageSet& images, Index first, Index count);

// Refuses anything that encodeShard has not written, naming the shard and what is wrong with it.
Result<ImageSet> decodeShard(std::span<const std::uint8_t> bytes, std::string_view name);

}  // namespace lab
