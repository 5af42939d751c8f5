#include "ui/plane/markers.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

// Distance to a regular polygon with one corner at `angle`; `apothem` is its inner radius.
float polygon(float x, float y, int corners, float angle, float apothem) {
  const float sector = 2 * IM_PI / static_cast<float>(corners);
  const float a = std::atan2(y, x) - angle - sector / 2;
  const float folded = a - sector * std::floor(a / sector + 0.5f);
  return std::hypot(x, y) * std::cos(folded) - apothem;
}

float cross(float x, float y, float length, float half_width) {
  const float ax = std::fabs(x);
  const float ay = std::fabs(y);
  return std::min(std::max(ax - length, ay - half_width), std::max(ay - length, ax - half_width));
}

float star(float x, float y) {
  const float sector = 2 * IM_PI / 5;
  const float a = std::atan2(y, x) + IM_PI / 2;
  const float folded = std::fabs(a - sector * std::floor(a / sector + 0.5f)) / (sector / 2);
  return std::hypot(x, y) - (1.2f - 0.62f * folded);
}

}  // namespace

float markerDistance(int label, float x, float y) {
  constexpr float up = -IM_PI / 2;
  switch (label % 10) {
    case 0:
      return std::hypot(x, y) - 0.92f;
    case 1:
      return std::max(std::fabs(x), std::fabs(y)) - 0.82f;
    case 2:
      return polygon(x, y + -0.12f, 3, up, 0.58f);
    case 3:
      return (std::fabs(x) + std::fabs(y) - 1.12f) * 0.7071f;
    case 4:
      return cross((x + y) * 0.7071f, (x - y) * 0.7071f, 1.1f, 0.36f);
    case 5:
      return cross(x, y, 1.05f, 0.36f);
    case 6:
      return star(x, y - 0.05f);
    case 7:
      return polygon(x, y + 0.12f, 3, -up, 0.58f);
    case 8:
      return std::max(std::fabs(x) - 1.1f, std::fabs(y) - 0.45f);  // a bar
    default:
      return std::fabs(std::hypot(x, y) - 0.7f) - 0.3f;  // a ring
  }
}

Markers::Markers() : texture_(shapes * cell, 2 * cell) {}

void Markers::prepare(const Theme& theme, float radius, float density) {
  density = std::clamp(density, 1.0f, 24.0f / std::max(radius, 1.0f));
  if (radius == radius_ && density == density_ && theme.dark() == dark_) return;
  radius_ = radius;
  density_ = density;
  dark_ = theme.dark();
  const float r = radius * density;              // texels
  const float edge = std::max(0.9f, 0.16f * r);  // outline
  half_texels_ = std::min(std::ceil(1.25f * r + edge + 1.5f), cell / 2.0f - 1);
  half_ = half_texels_ / density;
  const Color outline = theme.colors().marker_edge;
  const Color ring = theme.colors().text;
  const float ring_alpha = std::clamp(0.17f * radius / theme.scale(), 0.35f, 0.8f);  // thousands must not turn black
  for (int y = 0; y < 2 * cell; ++y) {
    std::uint32_t* row = texture_.row(y);
    for (int x = 0; x < shapes * cell; ++x) {
      const int label = x / cell;
      const float dx = (static_cast<float>(x % cell) + 0.5f - cell / 2.0f) / r;
      const float dy = (static_cast<float>(y % cell) + 0.5f - cell / 2.0f) / r;
      if (y < cell) {
        const float d = markerDistance(label, dx, dy) * r;
        const float inside = std::clamp(0.5f - d, 0.0f, 1.0f);
        const float covered = std::clamp(0.5f - (d - edge), 0.0f, 1.0f);
        row[x] = withAlpha(mix(withAlpha(outline, 1), classColor(label) | IM_COL32_A_MASK, inside),
                           std::max(inside, covered * 0.92f));
      } else {
        const float d = std::fabs(std::hypot(dx, dy) * r - (1.3f * r + 0.2f)) - 0.5f * std::max(1.1f, 0.2f * r);
        row[x] = withAlpha(ring, ring_alpha * std::clamp(0.5f - d, 0.0f, 1.0f));
      }
    }
  }
  half_texels_ = std::min(half_texels_ + 0.4f * r, cell / 2.0f - 1);  // room for the ring
  half_ = half_texels_ / density;
  texture_.changed(0, 0, texture_.width(), texture_.height());
}

void Markers::quad(ImDrawList& list, ImVec2 center, int column, int line) {
  const float u = (static_cast<float>(column) + 0.5f) * cell;
  const float v = (static_cast<float>(line) + 0.5f) * cell;
  const ImVec2 size(static_cast<float>(texture_.width()), static_cast<float>(texture_.height()));
  const ImVec2 half(half_, half_);
  list.AddImage(texture_.ref(), center - half, center + half, ImVec2(u - half_texels_, v - half_texels_) / size,
                ImVec2(u + half_texels_, v + half_texels_) / size);
}

void Markers::draw(ImDrawList& list, ImVec2 center, int label) { quad(list, center, label % shapes, 0); }

void Markers::drawRing(ImDrawList& list, ImVec2 center) { quad(list, center, 0, 1); }

}  // namespace lab::ui
