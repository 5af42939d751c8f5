#include "lab/checkpoint.h"

namespace lab {

ModelShape modelShapeOf(const Settings& settings) {
  if (modeOf(settings) == Mode::images) return {settings.model, ImageSet::pixels_per_image, settings.hidden, 10};
  constexpr Index plane = 2;  // coordinates of a point
  return {settings.model, plane, settings.hidden, settings.classes};
}

std::uint64_t labelHash(const Labels& labels, Index count) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (Index i = 0; i < count; ++i) {
    hash = (hash ^ static_cast<std::uint64_t>(labels[static_cast<std::size_t>(i)])) * 0x100000001b3;
  }
  return hash;
}

}  // namespace lab
