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
  const int rows = std::max(2, static_cast<int>(area.h / (2.1f * font)));
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
  const int columns = std::clamp(static_cast<int>(area.w / frame.px(80)), 2, 8);
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

void drawReferences(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const Color color = frame.colors().muted;
  for (const ReferenceLine& reference : spec.references) {
    const float y = toScreen({spec.x.min(), reference.y}, spec.x, spec.y, area).y;
    if (y < area.y - 1 || y > area.bottom() + 1) continue;
    for (float x = area.x; x < area.right(); x += frame.px(9)) {
      list.AddLine(ImVec2(x, y), ImVec2(std::min(x + frame.px(5), area.right()), y), color, frame.px(1.2f));
    }
    const float above = y - frame.px(11);
    const float place = above - ImGui::GetFontSize() / 2 < area.y ? y + frame.px(12) : above;
    textAt(list, ImVec2(area.right(), place), 1, color, reference.label);
  }
}

void drawDirectLabels(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  struct Label {
    const Series* series;
    float y;
  };
  std::vector<Label> labels;
  for (const Series& series : spec.series) {
    if (!series.direct_label || series.points.empty() || !std::isfinite(series.points.back().y)) continue;
    labels.push_back({&series, toScreen(series.points.back(), spec.x, spec.y, area).y});
  }
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
  const float height = 0.85f * ImGui::GetFontSize();
  float free_from = area.y;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool last = i + 1 == labels.size();
    // Above its curve; the lowest one below it if there is no room left above.
    float y = labels[i].y - 0.65f * height;
    if (y - height / 2 < free_from) y = std::max(free_from + height / 2, last && i > 0 ? labels[i].y : y);
    y = std::clamp(y, area.y + height / 2, area.bottom() - height / 2);
    free_from = y + height / 2;
    textAt(list, ImVec2(area.right() - frame.px(4), y), 1, labels[i].series->color, labels[i].series->label);
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
    const ImVec2 p = toScreen({mark.x, mark.y}, spec.x, spec.y, area);
    list.AddCircleFilled(p, frame.px(4.5f), mark.met ? frame.colors().good : frame.colors().surface, 20);
    list.AddCircle(p, frame.px(4.5f), mark.met ? frame.colors().surface : frame.colors().text, 20, frame.px(1.3f));
  }
  drawDirectLabels(frame, list, spec, area);
  list.PopClipRect();
  ImGui::SetCursorScreenPos(topLeft(area));
  ImGui::InvisibleButton(spec.id, sizeOf(area));
  if (ImGui::IsItemActive()) frame.drag_owned = true;
  if (ImGui::IsItemHovered()) drawHover(frame, list, spec, area);
}

}  // namespace lab::ui
