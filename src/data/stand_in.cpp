#include "data/stand_in.h"

#include <algorithm>
#include <cmath>

namespace lab {
namespace {

constexpr Index side = ImageSet::side;
constexpr Index plane = side * side;

// Is the point inside the shape of this class? Coordinates relative to the shape's centre and size: the shape fills
// about [-1, 1] x [-1, 1].
bool inside(int shape, double x, double y) {
  const double radius = std::hypot(x, y);
  const double square = std::max(std::abs(x), std::abs(y));
  switch (shape) {
    case 0:
      return radius < 1;
    case 1:
      return radius < 1 && radius > 0.6;
    case 2:
      return square < 0.85;
    case 3:
      return square < 0.95 && square > 0.6;
    case 4:
      return square < 1 && std::min(std::abs(x - y), std::abs(x + y)) < 0.4;
    case 5:
      return square < 1 && std::min(std::abs(x), std::abs(y)) < 0.3;
    case 6:
      return square < 1 && std::fmod(x + 1, 0.8) < 0.4;
    case 7:
      return square < 1 && std::fmod(y + 1, 0.8) < 0.4;
    case 8:
      return y < 0.9 && y > 2 * std::abs(x) - 0.9;
    default:
      return square < 1 && (std::fmod(x + 1, 1.0) < 0.5) == (std::fmod(y + 1, 1.0) < 0.5);
  }
}

void drawOne(int shape, NumpyRandom& random, std::uint8_t* image) {
  const auto between = [&](double low, double high) { return low + (high - low) * random.uniform(); };
  const double size = between(8, 13);
  const double centre_x = between(13, 19);
  const double centre_y = between(13, 19);
  const double contrast = (random.uniform() < 0.5 ? -1 : 1) * between(50, 110);
  for (Index channel = 0; channel < ImageSet::channels; ++channel) {
    const double background = between(80, 176);
    const double tint = contrast + between(-30, 30);
    for (Index row = 0; row < side; ++row) {
      for (Index column = 0; column < side; ++column) {
        const bool in = inside(shape, (double(column) - centre_x) / size, (double(row) - centre_y) / size);
        const double value = background + (in ? tint : 0.0) + 6 * random.normal();
        image[channel * plane + row * side + column] = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
      }
    }
  }
}

}  // namespace

ImageSet drawStandIn(Index count, NumpyRandom& random) {
  ImageSet images;
  images.pixels.resize(static_cast<std::size_t>(count * ImageSet::pixels_per_image));
  for (Index i = 0; i < count; ++i) {
    const auto shape = static_cast<std::int32_t>(i % 10);
    images.y.push_back(shape);
    drawOne(shape, random, images.pixels.data() + i * ImageSet::pixels_per_image);
  }
  return images;
}

}  // namespace lab
