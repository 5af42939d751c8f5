#include "lab/settings/settings.h"

#include "data/image_set.h"

namespace lab {

Shape shapeOf(DataKind kind) {
  switch (kind) {
    case DataKind::moons:
      return Shape::moons;
    case DataKind::circles:
      return Shape::circles;
    case DataKind::blobs:
      return Shape::blobs;
    case DataKind::xor_:
      return Shape::xor_;
    case DataKind::spiral:
    case DataKind::cifar10:
      break;
  }
  return Shape::spiral;
}

Mode modeOf(const Settings& settings) {
  switch (settings.data) {
    case DataKind::spiral:
    case DataKind::moons:
    case DataKind::circles:
    case DataKind::blobs:
    case DataKind::xor_:
      return Mode::plane;
    case DataKind::cifar10:
      return Mode::images;
  }
  return Mode::plane;
}

ModelShape modelShapeOf(const Settings& settings) {
  if (modeOf(settings) == Mode::images) return {settings.model, ImageSet::pixels_per_image, settings.hidden, 10};
  constexpr Index plane = 2;  // coordinates of a point
  return {settings.model, plane, settings.hidden, settings.classes};
}

}  // namespace lab
