// Decision regions as pixels: the winner's colour, deeper where the model is more certain.
#pragma once

#include "lab/observe/snapshot.h"
#include "ui/kit/texture.h"
#include "ui/kit/theme.h"
#include "ui/plane/plane.h"

namespace lab::ui {

class RegionTexture {
 public:
  static constexpr int max_size = 256;

  RegionTexture();

  // Paints the pixels, if the picture or the theme changed since the last time.
  void update(const RegionPicture& picture, const Theme& theme);
  // Draws what was painted where it belongs on the map; nothing before the first picture.
  void draw(ImDrawList& list, const PlaneMap& map, float rounding);

 private:
  Texture texture_;
  int size_ = 0;
  PlaneBounds bounds_;
  std::uint64_t revision_ = 0;
  bool painted_ = false;
  bool dark_ = false;
};

}  // namespace lab::ui
