#include "ui/plot.h"

#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/widgets.h"

namespace lab::ui {
namespace {

ImVec2 toScreen(const PlotPoint& point, const Axis& x, const Axis& y, const Rect& area) {
  // Far outside stays outside, without leaving what a float can say.
  const double px = std::clamp(x.position(point.x), -1.0, 2.0);
  const double py = std::clamp(y.position(point.y), -1.0, 2.0);
  return {area.x + static_cast<float>(px) * area.w, area.bottom() - static_cast<float>(py) * area.h};
}

void drawGrid(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const Color line = withAlpha(frame.colors().line, 0.9f);
  const Color ink = frame.colors().muted;
  const float font = ImGui::GetFontSize();
  const int rows = std::max(2, static_cast<int>(area.h / (1.35f * font)));
  for (const Tick& tick : spec.y.ticks(std::min(rows, 6))) {
    const float y = toScreen({spec.x.min(), tick.value}, spec.x, spec.y, area).y;
    if (tick.labelled) list.AddLine(ImVec2(area.x, y), ImVec2(area.right(), y), line);
    const std::string label = spec.y_tick_text != nullptr ? spec.y_tick_text(tick.value) : tick.label;
    if (tick.labelled) textAt(list, ImVec2(area.x - frame.px(8), y), 1, ink, label);
  }
  const float name_width = textWidth(spec.x_name);
  const float baseline = area.bottom() + frame.px(15);
  textAt(list, ImVec2(area.right(), baseline), 1, ink, spec.x_name);
  list.AddLine(ImVec2(area.x, area.bottom()), ImVec2(area.right(), area.bottom()), mix(line, ink, 0.4f));
  float used = -1e9f;
  const int columns = std::clamp(static_cast<int>(area.w / frame.px(64)), 3, 8);
  for (const Tick& tick : spec.x.ticks(columns)) {
    if (!tick.labelled) continue;
    const float x = toScreen({tick.value, spec.y.min()}, spec.x, spec.y, area).x;
    list.AddLine(ImVec2(x, area.bottom()), ImVec2(x, area.bottom() + frame.px(4)), mix(line, ink, 0.4f));
    const float half = textWidth(tick.label) / 2;
    if (x - half < used || x + half > area.right() - name_width - frame.px(10)) continue;
    textAt(list, ImVec2(x, baseline), 0.5f, ink, tick.label);
    used = x + half + frame.px(12);
  }
}

// Middle of a reference line's label: above the line, or below it at the top of the plot.
float referenceLabelY(const Frame& frame, float line_y, const Rect& area) {
  const float above = line_y - frame.px(11);
  return above - ImGui::GetFontSize() / 2 < area.y ? line_y + frame.px(12) : above;
}

void drawReferences(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const Color color = frame.colors().muted;
  for (const ReferenceLine& reference : spec.references) {
    const float y = toScreen({spec.x.min(), reference.y}, spec.x, spec.y, area).y;
    if (y < area.y - 1 || y > area.bottom() + 1) continue;
    for (float x = area.x; x < area.right(); x += frame.px(9)) {
      list.AddLine(ImVec2(x, y), ImVec2(std::min(x + frame.px(5), area.right()), y), color, frame.px(1.2f));
    }
    const float place = referenceLabelY(frame, y, area);
    textAt(list, ImVec2(area.right(), place), 1, color, reference.label);
  }
}

// Names stand at the right end of their curves: above, or below where another name is already.
void drawDirectLabels(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const float height = 0.9f * ImGui::GetFontSize();
  std::vector<ImRect> taken;
  for (const ReferenceLine& reference : spec.references) {
    const float y = referenceLabelY(frame, toScreen({spec.x.min(), reference.y}, spec.x, spec.y, area).y, area);
    taken.emplace_back(area.right() - textWidth(reference.label), y - height / 2, area.right(), y + height / 2);
  }
  for (const Series& series : spec.series) {
    if (!series.direct_label || series.points.empty()) continue;
    const float width = textWidth(series.label);
    const float end = toScreen(series.points.back(), spec.x, spec.y, area).x;
    const float right = std::clamp(end, area.x + width + frame.px(6), area.right() - frame.px(2));
    float top = area.bottom();
    float bottom = area.y;
    for (const PlotPoint& point : series.points) {
      if (!std::isfinite(point.y)) continue;
      const ImVec2 p = toScreen(point, spec.x, spec.y, area);
      if (p.x < right - width - 2 && &point != &series.points.back()) continue;
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
    ImRect place(right - width, top - height - frame.px(2), right, top - frame.px(2));
    const auto blocked = [&](const ImRect& rect) {
      return rect.Min.y < area.y - frame.px(2) || rect.Max.y > area.bottom() ||
             std::any_of(taken.begin(), taken.end(), [&](const ImRect& other) { return other.Overlaps(rect); });
    };
    const ImRect below(place.Min.x, bottom + frame.px(4), place.Max.x, bottom + frame.px(4) + height);
    if (blocked(place) && !blocked(below)) place = below;
    taken.push_back(place);
    textAt(list, ImVec2(right, (place.Min.y + place.Max.y) / 2), 1, series.color, series.label);
  }
}

// A curve that is somewhere above the plot when it ends: an arrow where it left.
void drawExits(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const float size = frame.px(6);
  for (const Series& series : spec.series) {
    const auto exit = leavesAt(series.points, spec.y.max());
    if (!exit || !series.in_hover) continue;
    const float at = toScreen(*exit, spec.x, spec.y, area).x;
    const float x = std::clamp(at, area.x + size, area.right() - size);
    list.AddTriangleFilled(ImVec2(x - size, area.y + 1.6f * size), ImVec2(x, area.y),
                           ImVec2(x + size, area.y + 1.6f * size), series.color);
  }
}

void drawEvents(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const Palette& p = frame.colors();
  const float pad = frame.px(5);
  for (const PlotEvent& event : spec.events) {
    const float at = toScreen({event.x, spec.y.min()}, spec.x, spec.y, area).x;
    const float x = std::clamp(at, area.x, area.right());
    list.AddLine(ImVec2(x, area.y), ImVec2(x, area.bottom()), p.bad, frame.px(1.5f));
    const float width = textWidth(event.label) + 2 * pad;
    const float left = x + width <= area.right() ? x : x - width;
    const ImVec2 corner(left, area.y);
    const ImVec2 size(width, ImGui::GetFontSize());
    list.AddRectFilled(corner, corner + size, p.bad_soft, frame.px(3));
    textAt(list, corner + ImVec2(pad, size.y / 2), 0, p.bad, event.label);
  }
}

void drawHover(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double wanted = spec.x.valueAt(static_cast<double>((mouse.x - area.x) / area.w));
  std::optional<double> at;
  for (const Series& series : spec.series) {
    const auto point = nearestPoint(series.points, wanted);
    if (point && series.in_hover && (!at || std::fabs(point->x - wanted) < std::fabs(*at - wanted))) at = point->x;
  }
  if (!at) return;
  const float x = toScreen({*at, spec.y.min()}, spec.x, spec.y, area).x;
  list.AddLine(ImVec2(x, area.y), ImVec2(x, area.bottom()), withAlpha(frame.colors().text, 0.35f));
  if (!ImGui::BeginTooltip()) return;
  {
    const FontScope font(frame.theme.semibold(), 0);
    text(frame, spec.x_name + " " + grouped(static_cast<std::int64_t>(std::llround(*at))));
  }
  for (const Series& series : spec.series) {
    const auto point = nearestPoint(series.points, *at);
    if (!series.in_hover || !point || std::fabs(point->x - *at) > 0.02 * (spec.x.max() - spec.x.min())) continue;
    list.AddCircleFilled(toScreen(*point, spec.x, spec.y, area), frame.px(3.5f), series.color);
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const float middle = cursor.y + ImGui::GetFontSize() / 2;
    ImGui::GetWindowDrawList()->AddLine(ImVec2(cursor.x, middle), ImVec2(cursor.x + frame.px(14), middle), series.color,
                                        frame.px(3));
    ImGui::SetCursorScreenPos(cursor + ImVec2(frame.px(22), 0));
    text(frame, spec.y_text(point->y) + "  " + series.label);
  }
  ImGui::EndTooltip();
}

}  // namespace

std::optional<PlotPoint> nearestPoint(std::span<const PlotPoint> points, double x) {
  if (points.empty()) return std::nullopt;
  const auto after = std::lower_bound(points.begin(), points.end(), x,
                                      [](const PlotPoint& point, double value) { return point.x < value; });
  if (after == points.begin()) return *after;
  if (after == points.end()) return points.back();
  const auto before = after - 1;
  return x - before->x <= after->x - x ? *before : *after;
}

std::optional<PlotPoint> leavesAt(std::span<const PlotPoint> points, double top) {
  const auto above = [top](const PlotPoint& point) { return !(point.y <= top); };
  if (points.empty() || !above(points.back())) return std::nullopt;
  std::size_t last = points.size();
  while (last > 0 && above(points[last - 1])) --last;
  return points[last > 0 ? last - 1 : 0];
}

std::vector<ImVec2> thinned(std::span<const PlotPoint> points, const Axis& x, const Axis& y, const Rect& area) {
  std::vector<ImVec2> line;
  ImVec2 low;
  ImVec2 high;
  bool open = false;
  const auto flush = [&] {
    if (!open) return;
    const bool falling = !line.empty() && line.back().y < low.y;
    if (low.y == high.y) {
      line.push_back(low);
    } else {
      line.push_back(falling ? high : low);
      line.push_back(falling ? low : high);
    }
    open = false;
  };
  for (const PlotPoint& point : points) {
    const ImVec2 p = toScreen(point, x, y, area);
    if (open && p.x - low.x < 1.0f) {
      if (p.y > low.y) low.y = p.y;
      if (p.y < high.y) high.y = p.y;
      continue;
    }
    flush();
    low = high = p;
    open = true;
  }
  flush();
  return line;
}

void drawPlot(Frame& frame, const Rect& rect, const PlotSpec& spec) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Room for the widest label of the y axis that may come, so that the plot does not move when labels change.
  const float left = frame.px(50);
  const float below = frame.px(28);
  const float above = frame.px(8);
  const Rect area{rect.x + left, rect.y + above, rect.w - left - frame.px(6), rect.h - above - below};
  if (area.w < frame.px(40) || area.h < frame.px(24)) return;
  drawGrid(frame, list, spec, area);
  list.PushClipRect(topLeft(area) - ImVec2(0, frame.px(4)), bottomRight(area) + ImVec2(frame.px(6), frame.px(1)), true);
  drawReferences(frame, list, spec, area);
  for (const Series& series : spec.series) {
    for (std::size_t from = 0; from < series.points.size();) {
      std::size_t to = from;
      while (to < series.points.size() && std::isfinite(series.points[to].y)) ++to;
      const std::vector<ImVec2> line = thinned(std::span(series.points).subspan(from, to - from), spec.x, spec.y, area);
      list.AddPolyline(line.data(), static_cast<int>(line.size()), series.color, 0, frame.px(series.width));
      if (line.size() == 1) list.AddCircleFilled(line[0], frame.px(series.width + 1), series.color);
      from = to + 1;
    }
  }
  for (const PlotMark& mark : spec.marks) {
    if (mark.x > spec.x.max()) continue;
    const ImVec2 p = toScreen({mark.x, mark.y}, spec.x, spec.y, area);
    list.AddCircleFilled(p, frame.px(4.5f), mark.met ? frame.colors().good : frame.colors().surface, 20);
    list.AddCircle(p, frame.px(4.5f), mark.met ? frame.colors().surface : frame.colors().text, 20, frame.px(1.3f));
  }
  drawExits(frame, list, spec, area);
  drawDirectLabels(frame, list, spec, area);
  drawEvents(frame, list, spec, area);
  list.PopClipRect();
  ImGui::SetCursorScreenPos(topLeft(area));
  ImGui::InvisibleButton(spec.id, sizeOf(area));
  if (ImGui::IsItemActive()) frame.drag_owned = true;
  if (ImGui::IsItemHovered()) drawHover(frame, list, spec, area);
}

}  // namespace lab::ui
