// Data points as small shapes, one for each class: circle, square, triangle, … Drawn as textured quads, so that
// 20,000 of them cost four vertices each.
#pragma once

#include "ui/kit/texture.h"
#include "ui/kit/theme.h"

namespace lab::ui {

class Markers {
 public:
  Markers();

  // Draws the shapes anew if size, density or theme changed. `radius` in ImGui's units; `density` is framebuffer pixels
  // a unit.
  void prepare(const Theme& theme, float radius, float density);

  float radius() const { return radius_; }
  void draw(ImDrawList& list, ImVec2 center, int label);
  // A ring around a point: misclassified.
  void drawRing(ImDrawList& list, ImVec2 center);

 private:
  static constexpr int shapes = 10;
  static constexpr int cell = 64;  // texels for each shape

  void quad(ImDrawList& list, ImVec2 center, int column, int line);

  Texture texture_;
  float radius_ = 0;
  float density_ = 0;
  float half_ = 0;  // half the quad's side, in units
  float half_texels_ = 0;
  bool dark_ = false;
};

// Signed distance to the outline of a class's shape with circumradius about 1; negative inside. For tests and drawing.
float markerDistance(int label, float x, float y);

}  // namespace lab::ui
