#include "data/shard.h"

#include <algorithm>
#include <array>
#include <string>

namespace lab {
namespace {

constexpr std::array<std::uint8_t, 4> magic = {'C', 'L', 'S', '1'};
constexpr std::size_t header_bytes = magic.size() + 2;
constexpr std::size_t side = ImageSet::side;
constexpr std::size_t plane = side * side;

using Plane = std::array<std::uint8_t, plane>;

// Median of left, above, and left + above - corner: follows edges, and slopes elsewhere. Arithmetic mod 256.
std::uint8_t predict(const Plane& values, std::size_t row, std::size_t column) {
  const std::size_t at = row * side + column;
  if (row == 0) return column == 0 ? 0 : values[at - 1];
  if (column == 0) return values[at - side];
  const int left = values[at - 1];
  const int above = values[at - side];
  const int corner = values[at - side - 1];
  const int slope = left + above - corner;
  return static_cast<std::uint8_t>(std::clamp(slope, std::min(left, above), std::max(left, above)));
}

// The three planes of an image as stored: green, red - green, blue - green.
std::array<Plane, 3> colourDifferences(std::span<const std::uint8_t> image) {
  std::array<Plane, 3> planes;
  for (std::size_t i = 0; i < plane; ++i) {
    const std::uint8_t green = image[plane + i];
    planes[0][i] = green;
    planes[1][i] = static_cast<std::uint8_t>(image[i] - green);
    planes[2][i] = static_cast<std::uint8_t>(image[2 * plane + i] - green);
  }
  return planes;
}

void undoColourDifferences(const std::array<Plane, 3>& planes, std::uint8_t* image) {
  for (std::size_t i = 0; i < plane; ++i) {
    const std::uint8_t green = planes[0][i];
    image[i] = static_cast<std::uint8_t>(planes[1][i] + green);
    image[plane + i] = green;
    image[2 * plane + i] = static_cast<std::uint8_t>(planes[2][i] + green);
  }
}

}  // namespace

std::vector<std::uint8_t> encodeShard(const ImageSet& images, Index first, Index count) {
  const auto n = static_cast<std::size_t>(count);
  std::vector<std::uint8_t> bytes(header_bytes + n + 3 * n * plane);
  std::copy(magic.begin(), magic.end(), bytes.begin());
  bytes[4] = static_cast<std::uint8_t>(n & 255);
  bytes[5] = static_cast<std::uint8_t>(n >> 8);
  for (std::size_t i = 0; i < n; ++i) {
    const Index index = first + static_cast<Index>(i);
    bytes[header_bytes + i] = static_cast<std::uint8_t>(images.y[static_cast<std::size_t>(index)]);
    const std::array<Plane, 3> planes = colourDifferences(images.image(index));
    for (std::size_t p = 0; p < 3; ++p) {
      std::uint8_t* residuals = bytes.data() + header_bytes + n + (p * n + i) * plane;
      for (std::size_t at = 0; at < plane; ++at) {
        residuals[at] = static_cast<std::uint8_t>(planes[p][at] - predict(planes[p], at / side, at % side));
      }
    }
  }
  return bytes;
}

Result<ImageSet> decodeShard(std::span<const std::uint8_t> bytes, std::string_view name) {
  const std::string shard = "Shard " + std::string(name);
  if (bytes.size() < header_bytes || !std::equal(magic.begin(), magic.end(), bytes.begin())) {
    return Error{shard + " does not begin with CLS1: it is damaged, or no shard of this version."};
  }
  const std::size_t n = bytes[4] + std::size_t{256} * bytes[5];
  if (n < 1 || n > std::size_t{max_shard_images}) {
    return Error{shard + " claims " + std::to_string(n) + " images; 1 to 1000 are allowed."};
  }
  const std::size_t expected = header_bytes + n + 3 * n * plane;
  if (bytes.size() != expected) {
    return Error{shard + " has " + std::to_string(bytes.size()) + " bytes; " + std::to_string(n) + " images take " +
                 std::to_string(expected) + "."};
  }
  ImageSet images;
  images.pixels.resize(3 * n * plane);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t label = bytes[header_bytes + i];
    if (label > 9) {
      return Error{shard + ", image " + std::to_string(i) + ": the label is " + std::to_string(label) +
                   "; labels are 0 to 9."};
    }
    images.y.push_back(label);
    std::array<Plane, 3> planes;
    for (std::size_t p = 0; p < 3; ++p) {
      const std::uint8_t* residuals = bytes.data() + header_bytes + n + (p * n + i) * plane;
      for (std::size_t at = 0; at < plane; ++at) {
        planes[p][at] = static_cast<std::uint8_t>(residuals[at] + predict(planes[p], at / side, at % side));
      }
    }
    undoColourDifferences(planes, images.pixels.data() + i * 3 * plane);
  }
  return images;
}

}  // namespace lab
