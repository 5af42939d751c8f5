// Many small pictures of 32×32 in one texture, so that a grid of them is one draw call.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "data/image_set.h"
#include "ui/kit/texture.h"
#include "ui/kit/theme.h"
#include "ui/layout/rect.h"

namespace lab::ui {

class CellAtlas {
 public:
  static constexpr int side = static_cast<int>(ImageSet::side);
  using Cell = std::array<Color, static_cast<std::size_t>(side* side)>;

  // columns × columns pictures. Each pixel becomes zoom × zoom texels: with a zoom of 8 enlarged pixels have sharp
  // edges, with 1 they flow into each other.
  explicit CellAtlas(int columns, int zoom = 1);

  // Before the pictures of a frame: forgets all of them if `revision` differs from the last one, or if there is no room
  // for `needed` more.
  void begin(std::uint64_t revision, std::size_t needed);
  bool holds(std::uint64_t key) const { return slots_.contains(key); }
  void paint(std::uint64_t key, const Cell& cell);
  // Precondition: holds(key).
  void draw(ImDrawList& list, std::uint64_t key, const Rect& rect, float rounding);

 private:
  Texture texture_;
  int columns_;
  int zoom_;
  std::uint64_t revision_ = 0;
  std::unordered_map<std::uint64_t, int> slots_;
};

// Pixels as they come: a red, a green and a blue plane of bytes.
CellAtlas::Cell imageCell(std::span<const std::uint8_t> pixels);
// Tells pictures apart whose memory may have been used again.
std::uint64_t contentHash(std::span<const std::uint8_t> pixels);
// A picture (grey levels) moved by `shift` (any unit), both of the same layout: where the shift is ±`reach` by 127
// levels. What leaves 0 to 255 is cut off.
CellAtlas::Cell shiftedCell(std::span<const float> centre, std::span<const float> shift, float reach);
// A value a pixel on a diverging scale, `none` at 0: orange speaks for, blue against.
CellAtlas::Cell heatCell(std::span<const float> values, float reach, Color none);
Color heatColor(float share, Color none);
// What counts as full colour: a few times the root mean square, so that a few large values do not grey out the rest.
float reachOf(std::span<const float> values, double deviations = 3);

}  // namespace lab::ui
