#include "ui/plane/region_texture.h"

#include <algorithm>
#include <array>

namespace lab::ui {
namespace {

constexpr int shades = 64;  // steps of confidence
constexpr int classes = 10;

using Ramp = std::array<std::array<Color, shades>, classes>;

// Colours by class and confidence. Opaque, so that light and dark pages get the depth that suits them.
Ramp makeRamp(const Theme& theme) {
  Ramp ramp{};
  const float faint = theme.dark() ? 0.14f : 0.12f;
  const float deep = theme.dark() ? 0.5f : 0.46f;
  for (int c = 0; c < classes; ++c) {
    for (int s = 0; s < shades; ++s) {
      const float t = faint + (deep - faint) * static_cast<float>(s) / (shades - 1);
      ramp[static_cast<std::size_t>(c)][static_cast<std::size_t>(s)] =
          mix(theme.colors().region_base, classColor(c), t);
    }
  }
  return ramp;
}

}  // namespace

// One texel of border on each side repeats the edge, so that smooth magnification never reads what is beyond.
RegionTexture::RegionTexture() : texture_(max_size + 2, max_size + 2) {}

void RegionTexture::update(const RegionPicture& picture, const Theme& theme) {
  if (picture.size <= 0 || picture.size > max_size) return;
  if (painted_ && picture.revision == revision_ && theme.dark() == dark_) return;
  size_ = picture.size;
  bounds_ = picture.bounds;
  revision_ = picture.revision;
  dark_ = theme.dark();
  painted_ = true;
  const Ramp ramp = makeRamp(theme);
  const int n = size_;
  for (int y = -1; y <= n; ++y) {
    const auto from = static_cast<std::size_t>(std::clamp(y, 0, n - 1) * n);
    std::uint32_t* row = texture_.row(y + 1);
    for (int x = 0; x < n; ++x) {
      const std::size_t i = from + static_cast<std::size_t>(x);
      const float confidence = picture.confidence[i];
      const float shade = confidence > 0 ? std::min(confidence, 1.0f) * (shades - 1) + 0.5f : 0.0f;  // NaN: 0
      row[x + 1] = ramp[picture.winner[i] % classes][static_cast<std::size_t>(shade)];
    }
    row[0] = row[1];
    row[n + 1] = row[n];
  }
  texture_.changed(0, 0, n + 2, n + 2);
}

void RegionTexture::draw(ImDrawList& list, const PlaneMap& map, float rounding) {
  if (!painted_) return;
  const float texels = static_cast<float>(texture_.width());
  const float u0 = 1 / texels;
  const float u1 = static_cast<float>(size_ + 1) / texels;
  const ImVec2 a = map.toScreen(bounds_.min_x, bounds_.max_y);
  const ImVec2 b = map.toScreen(bounds_.max_x, bounds_.min_y);
  // Cut to the square here rather than by a clip rectangle, so that its corners can be round.
  const ImVec2 lo(std::max(a.x, map.screen.x), std::max(a.y, map.screen.y));
  const ImVec2 hi(std::min(b.x, map.screen.right()), std::min(b.y, map.screen.bottom()));
  if (lo.x >= hi.x || lo.y >= hi.y) return;
  const auto uv = [&](ImVec2 p) { return ImVec2(u0, u0) + (p - a) / (b - a) * ImVec2(u1 - u0, u1 - u0); };
  list.AddImageRounded(texture_.ref(), lo, hi, uv(lo), uv(hi), IM_COL32_WHITE, rounding);
}

}  // namespace lab::ui
