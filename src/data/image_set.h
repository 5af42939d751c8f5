// Labelled images as they come: bytes. They become floats a minibatch at a time, so that 60,000 of them fit a page.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/matrix.h"

namespace lab {

struct ImageSet {
  static constexpr Index side = 32;
  static constexpr Index channels = 3;
  static constexpr Index pixels_per_image = side * side * channels;  // D

  std::vector<std::uint8_t> pixels;  // (N,D) red, green and blue plane of an image, each row by row from the top
  Labels y;                          // (N)

  Index size() const { return static_cast<Index>(y.size()); }
  std::span<const std::uint8_t> image(Index i) const {
    return std::span(pixels).subspan(static_cast<std::size_t>(i * pixels_per_image), std::size_t{pixels_per_image});
  }
  // Adds the other set's images at the end.
  void append(const ImageSet& other);
};

// What a build or a visitor has found: images to learn from, and images that are kept for the very end.
struct ImageLibrary {
  ImageSet train;
  ImageSet test;
  std::vector<std::string> classes;  // ten names, in the order of the labels
};

}  // namespace lab
