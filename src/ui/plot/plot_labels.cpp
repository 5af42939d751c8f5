#include "ui/plot/plot_labels.h"

#include <algorithm>

namespace lab::ui {

// Liang and Barsky: the part of the line that each side of the rectangle leaves.
bool touches(ImVec2 a, ImVec2 b, const Rect& rect) {
  const ImVec2 d = b - a;
  const float p[4] = {-d.x, d.x, -d.y, d.y};
  const float q[4] = {a.x - rect.x, rect.right() - a.x, a.y - rect.y, rect.bottom() - a.y};
  float from = 0;
  float to = 1;
  for (int side = 0; side < 4; ++side) {
    if (p[side] == 0) {
      if (q[side] < 0) return false;
      continue;
    }
    const float t = q[side] / p[side];
    if (p[side] < 0) {
      from = std::max(from, t);
    } else {
      to = std::min(to, t);
    }
  }
  return from <= to;
}

bool PlotLabels::inside(const Rect& rect) const {
  // Half a letter may stand out: the plot has some air around it.
  const float air = 0.2f * rect.h;
  return rect.x >= area_.x && rect.right() <= area_.right() + air && rect.y >= area_.y - air &&
         rect.bottom() <= area_.bottom();
}

bool PlotLabels::onName(const Rect& rect) const {
  return std::any_of(names_.begin(), names_.end(), [&](const Rect& name) { return name.overlaps(rect); });
}

bool PlotLabels::onLine(const Rect& rect) const {
  for (const std::vector<ImVec2>& line : lines_) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      if (touches(line[i], line[i + 1], rect)) return true;
    }
  }
  return false;
}

std::optional<Rect> PlotLabels::take(std::span<const Rect> candidates) {
  const auto free = [this](const Rect& rect) { return inside(rect) && !onName(rect) && !onLine(rect); };
  const auto legible = [this](const Rect& rect) { return inside(rect) && !onName(rect); };
  auto chosen = std::find_if(candidates.begin(), candidates.end(), free);
  if (chosen == candidates.end()) chosen = std::find_if(candidates.begin(), candidates.end(), legible);
  if (chosen == candidates.end()) return std::nullopt;
  names_.push_back(*chosen);
  return *chosen;
}

}  // namespace lab::ui
