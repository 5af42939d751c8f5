#include "ui/plane/hidden_lines.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

double strength(const HiddenUnit& unit) {
  double largest = 0;
  for (const double out : unit.out) largest = std::max(largest, std::fabs(out));
  return largest * std::hypot(unit.w_x, unit.w_y);
}

double value(const HiddenUnit& unit, double x, double y) { return unit.w_x * x + unit.w_y * y + unit.b; }

// The part of the square where the unit is active: the square cut by its line (Sutherland and Hodgman).
std::vector<ImVec2> activeSide(const HiddenUnit& unit, const PlaneMap& map) {
  const PlaneBounds& b = map.bounds;
  const double corners[4][2] = {{b.min_x, b.min_y}, {b.max_x, b.min_y}, {b.max_x, b.max_y}, {b.min_x, b.max_y}};
  std::vector<ImVec2> polygon;
  for (int i = 0; i < 4; ++i) {
    const double* p = corners[i];
    const double* q = corners[(i + 1) % 4];
    const double vp = value(unit, p[0], p[1]);
    const double vq = value(unit, q[0], q[1]);
    if (vp > 0) polygon.push_back(map.toScreen(p[0], p[1]));
    if ((vp > 0) != (vq > 0)) {
      const double t = vp / (vp - vq);
      polygon.push_back(map.toScreen(p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])));
    }
  }
  return polygon;
}

}  // namespace

std::optional<std::array<ImVec2, 2>> lineInside(const HiddenUnit& unit, const PlaneMap& map) {
  const PlaneBounds& b = map.bounds;
  std::array<ImVec2, 2> ends;
  std::size_t found = 0;
  const double corners[4][2] = {{b.min_x, b.min_y}, {b.max_x, b.min_y}, {b.max_x, b.max_y}, {b.min_x, b.max_y}};
  for (int i = 0; i < 4 && found < 2; ++i) {
    const double* p = corners[i];
    const double* q = corners[(i + 1) % 4];
    const double vp = value(unit, p[0], p[1]);
    const double vq = value(unit, q[0], q[1]);
    if ((vp > 0) == (vq > 0) || !std::isfinite(vp) || !std::isfinite(vq)) continue;
    const double t = vp / (vp - vq);
    ends[found++] = map.toScreen(p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]));
  }
  if (found < 2) return std::nullopt;
  return ends;
}

std::optional<int> unitNear(std::span<const HiddenUnit> units, const PlaneMap& map, ImVec2 place, float reach) {
  std::optional<int> nearest;
  const double pixel = (map.bounds.max_x - map.bounds.min_x) / static_cast<double>(map.screen.w);
  double least = static_cast<double>(reach) * pixel;
  const double x = map.toX(place.x);
  const double y = map.toY(place.y);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double length = std::hypot(units[i].w_x, units[i].w_y);
    if (!(length > 0)) continue;
    const double distance = std::fabs(value(units[i], x, y)) / length;
    if (distance < least) {
      least = distance;
      nearest = static_cast<int>(i);
    }
  }
  return nearest;
}

void drawHiddenLines(Frame& frame, ImDrawList& list, std::span<const HiddenUnit> units, const PlaneMap& map,
                     std::optional<int> chosen) {
  double strongest = 0;
  for (const HiddenUnit& unit : units) strongest = std::max(strongest, strength(unit));
  if (!(strongest > 0)) strongest = 1;
  if (chosen && static_cast<std::size_t>(*chosen) < units.size()) {
    const std::vector<ImVec2> side = activeSide(units[static_cast<std::size_t>(*chosen)], map);
    if (side.size() >= 3) {
      list.AddConvexPolyFilled(side.data(), static_cast<int>(side.size()), withAlpha(frame.colors().accent, 0.22f));
    }
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto ends = lineInside(units[i], map);
    if (!ends) continue;
    const bool is_chosen = chosen && static_cast<std::size_t>(*chosen) == i;
    const float share = static_cast<float>(strength(units[i]) / strongest);
    const Color color = is_chosen ? frame.colors().accent : withAlpha(frame.colors().text, 0.07f + 0.43f * share);
    list.AddLine((*ends)[0], (*ends)[1], color, frame.px(is_chosen ? 2.5f : 1.2f));
  }
}

void unitTooltip(Frame& frame, std::span<const HiddenUnit> units, int index) {
  const HiddenUnit& unit = units[static_cast<std::size_t>(index)];
  if (!ImGui::BeginTooltip()) return;
  {
    const FontScope font(frame.theme.semibold(), 0);
    ImGui::Text("Hidden unit %d of %d", index + 1, static_cast<int>(units.size()));
  }
  const std::string weights = "w = (" + fixed(unit.w_x, 3) + ", " + fixed(unit.w_y, 3) + ")   b = " + fixed(unit.b, 3);
  text(frame, weights);
  text(frame, "Active on the shaded side, where w·x + b > 0.", Tone::muted);
  for (std::size_t c = 0; c < unit.out.size(); ++c) {
    text(frame, "to score " + std::to_string(c) + ":  " + fixedSigned(unit.out[c], 3));
  }
  ImGui::EndTooltip();
}

}  // namespace lab::ui
