// A rectangle of the page, and the ways in which a page arranges its own.
#pragma once

#include <algorithm>

namespace lab::ui {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(const Rect& other) const {
    return other.x >= x - 0.01f && other.y >= y - 0.01f && other.right() <= right() + 0.01f &&
           other.bottom() <= bottom() + 0.01f;
  }
  bool overlaps(const Rect& other) const {
    return !empty() && !other.empty() && x < other.right() - 0.01f && other.x < right() - 0.01f &&
           y < other.bottom() - 0.01f && other.y < bottom() - 0.01f;
  }
};

// Each takes a strip of at most `size` and leaves the rest, without the air between, in `from`.
inline Rect cutTop(Rect& from, float size, float air = 0) {
  const float h = std::clamp(size, 0.0f, std::max(0.0f, from.h));
  const Rect strip{from.x, from.y, from.w, h};
  const float used = std::min(h + air, from.h);
  from.y += used;
  from.h -= used;
  return strip;
}
inline Rect cutBottom(Rect& from, float size, float air = 0) {
  const float h = std::clamp(size, 0.0f, std::max(0.0f, from.h));
  const Rect strip{from.x, from.bottom() - h, from.w, h};
  from.h -= std::min(h + air, from.h);
  return strip;
}
inline Rect cutLeft(Rect& from, float size, float air = 0) {
  const float w = std::clamp(size, 0.0f, std::max(0.0f, from.w));
  const Rect strip{from.x, from.y, w, from.h};
  const float used = std::min(w + air, from.w);
  from.x += used;
  from.w -= used;
  return strip;
}
inline Rect cutRight(Rect& from, float size, float air = 0) {
  const float w = std::clamp(size, 0.0f, std::max(0.0f, from.w));
  const Rect strip{from.right() - w, from.y, w, from.h};
  from.w -= std::min(w + air, from.w);
  return strip;
}

enum class Arrangement {
  columns,  // settings, picture, plots and inspector, all in sight: beside each other, or in two storeys where it is
            // tall
  split,    // picture | tabs
  stacked,  // picture over tabs, transport at the bottom
};

}  // namespace lab::ui
