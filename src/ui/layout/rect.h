// A rectangle of the page, and the ways in which a page arranges its own.
#pragma once

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

enum class Arrangement {
  columns,  // settings, picture, plots and inspector, all in sight: beside each other, or in two storeys where it is
            // tall
  split,    // picture | tabs
  stacked,  // picture over tabs, transport at the bottom
};

}  // namespace lab::ui
