#include "ui/plot/plot.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/plot/plot_labels.h"

namespace lab::ui {
namespace {

constexpr float mark_radius = 4.5f;

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

void drawReferences(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area, PlotLabels& labels) {
  for (const ReferenceLine& reference : spec.references) {
    const float y = toScreen({spec.x.min(), reference.y}, spec.x, spec.y, area).y;
    if (y < area.y - 1 || y > area.bottom() + 1) continue;
    labels.avoid({ImVec2(area.x, y), ImVec2(area.right(), y)});
    for (float x = area.x; x < area.right(); x += frame.px(9)) {
      list.AddLine(ImVec2(x, y), ImVec2(std::min(x + frame.px(5), area.right()), y), frame.colors().muted,
                   frame.px(1.2f));
    }
  }
}

// On a ground of its own, so that a line that cannot be avoided does not strike it out.
void drawName(Frame& frame, ImDrawList& list, const Rect& place, Color color, const std::string& name) {
  list.AddRectFilled(topLeft(place), bottomRight(place), withAlpha(frame.colors().surface, 0.8f), frame.px(3));
  textAt(list, ImVec2(place.x + place.w / 2, place.y + place.h / 2), 0.5f, color, name);
}

// A name of the form "what: how much" leaves out what it is where there is no room for it.
std::string fittingName(const std::string& name, float width) {
  const std::size_t colon = name.find(": ");
  return colon == std::string::npos || textWidth(name) <= width ? name : name.substr(colon + 2);
}

// At the right end of its line if nothing is in the way.
void drawReferenceNames(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area, PlotLabels& labels) {
  const float height = 0.9f * ImGui::GetFontSize();
  for (const ReferenceLine& reference : spec.references) {
    const float y = toScreen({spec.x.min(), reference.y}, spec.x, spec.y, area).y;
    if (reference.label.empty() || y < area.y - 1 || y > area.bottom() + 1) continue;
    const std::string name = fittingName(reference.label, area.w);
    const float width = textWidth(name);
    const float above = y - height - frame.px(1);
    const float below = y + frame.px(2);
    std::vector<Rect> candidates;
    for (const float share : {1.0f, 0.0f, 0.5f}) {
      const float x = area.x + share * (area.w - width);
      candidates.push_back({x, above, width, height});
      candidates.push_back({x, below, width, height});
    }
    if (const auto place = labels.take(candidates)) drawName(frame, list, *place, frame.colors().muted, name);
  }
}

// Just above and just below a curve, over the given stretch of the x axis.
void aroundCurve(const std::vector<ImVec2>& line, float left, float width, float height, float gap,
                 std::vector<Rect>& out) {
  float top = 1e9f;
  float bottom = -1e9f;
  for (const ImVec2& p : line) {
    if (p.x < left - 2 || p.x > left + width + 2) continue;
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  if (top > bottom) return;
  out.push_back({left, top - height - gap, width, height});
  out.push_back({left, bottom + gap, width, height});
}

// Names stand at the right end of their curves where they can, else somewhere along them.
void drawDirectLabels(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area, PlotLabels& labels) {
  const float height = 0.9f * ImGui::GetFontSize();
  const float gap = frame.px(3);
  for (const Series& series : spec.series) {
    if (!series.direct_label || series.points.empty()) continue;
    const std::vector<ImVec2> line = thinned(series.points, spec.x, spec.y, area);
    const float width = textWidth(series.label);
    const float last = area.right() - width - frame.px(2);
    const float end = std::clamp(line.back().x - width, area.x + frame.px(6), std::max(area.x + frame.px(6), last));
    std::vector<Rect> candidates;
    aroundCurve(line, end, width, height, gap, candidates);
    candidates.push_back({line.back().x + frame.px(6), line.back().y - height / 2, width, height});
    for (const float share : {0.6f, 0.3f, 0.0f}) {
      aroundCurve(line, area.x + frame.px(6) + share * (end - area.x), width, height, gap, candidates);
    }
    // Without a place of its own it is left out: whoever draws the plot names its curves elsewhere too.
    if (const auto place = labels.take(candidates)) drawName(frame, list, *place, series.color, series.label);
  }
}

// A curve that is somewhere above the plot when it ends: an arrow where it left.
void drawExits(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area) {
  const float size = frame.px(6);
  for (const Series& series : spec.series) {
    const auto exit = leavesAt(series.points, spec.y.max());
    if (!exit || series.fit != Fit::whole) continue;
    const float at = toScreen(*exit, spec.x, spec.y, area).x;
    const float x = std::clamp(at, area.x + size, area.right() - size);
    list.AddTriangleFilled(ImVec2(x - size, area.y + 1.6f * size), ImVec2(x, area.y),
                           ImVec2(x + size, area.y + 1.6f * size), series.color);
  }
}

void drawEvents(Frame& frame, ImDrawList& list, const PlotSpec& spec, const Rect& area, PlotLabels& labels) {
  const Palette& p = frame.colors();
  const float pad = frame.px(5);
  for (const PlotEvent& event : spec.events) {
    const float at = toScreen({event.x, spec.y.min()}, spec.x, spec.y, area).x;
    const float x = std::clamp(at, area.x, area.right());
    list.AddLine(ImVec2(x, area.y), ImVec2(x, area.bottom()), p.bad, frame.px(1.5f));
    labels.avoid({ImVec2(x, area.y), ImVec2(x, area.bottom())});
    const float width = textWidth(event.label) + 2 * pad;
    const Rect tag{x + width <= area.right() ? x : x - width, area.y, width, ImGui::GetFontSize()};
    list.AddRectFilled(topLeft(tag), bottomRight(tag), p.bad_soft, frame.px(3));
    textAt(list, ImVec2(tag.x + pad, tag.y + tag.h / 2), 0, p.bad, event.label);
    labels.occupy(tag);
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
  for (const PlotMark& mark : spec.marks) {
    if (std::fabs(toScreen({mark.x, mark.y}, spec.x, spec.y, area).x - x) > frame.px(mark_radius)) continue;
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    drawMark(frame, *ImGui::GetWindowDrawList(), cursor + ImVec2(frame.px(7), ImGui::GetFontSize() / 2), mark.met);
    ImGui::SetCursorScreenPos(cursor + ImVec2(frame.px(22), 0));
    text(frame, spec.y_text(mark.y) + "  " + mark.label);
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

void drawMark(const Frame& frame, ImDrawList& list, ImVec2 at, bool met) {
  const float radius = frame.px(mark_radius);
  list.AddCircleFilled(at, radius, met ? frame.colors().good : frame.colors().surface, 20);
  list.AddCircle(at, radius, met ? frame.colors().surface : frame.colors().text, 20, frame.px(1.3f));
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
  PlotLabels labels(area);
  drawReferences(frame, list, spec, area, labels);
  for (const Series& series : spec.series) {
    for (std::size_t from = 0; from < series.points.size();) {
      std::size_t to = from;
      while (to < series.points.size() && std::isfinite(series.points[to].y)) ++to;
      std::vector<ImVec2> line = thinned(std::span(series.points).subspan(from, to - from), spec.x, spec.y, area);
      list.AddPolyline(line.data(), static_cast<int>(line.size()), series.color, 0, frame.px(series.width));
      if (line.size() == 1) list.AddCircleFilled(line[0], frame.px(series.width + 1), series.color);
      if (series.in_hover) labels.avoid(std::move(line));
      from = to + 1;
    }
  }
  for (const PlotMark& mark : spec.marks) {
    if (mark.x > spec.x.max()) continue;
    const ImVec2 p = toScreen({mark.x, mark.y}, spec.x, spec.y, area);
    labels.avoid({p - ImVec2(frame.px(mark_radius), 0), p + ImVec2(frame.px(mark_radius), 0)});
    drawMark(frame, list, p, mark.met);
  }
  drawExits(frame, list, spec, area);
  drawEvents(frame, list, spec, area, labels);
  drawReferenceNames(frame, list, spec, area, labels);
  drawDirectLabels(frame, list, spec, area, labels);
  list.PopClipRect();
  ImGui::SetCursorScreenPos(topLeft(area));
  ImGui::Dummy(sizeOf(area));
  // A finger that reads the curve does not scroll the panel.
  const ImVec2 pressed = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && ImRect(topLeft(area), bottomRight(area)).Contains(pressed)) {
    frame.drag_owned = true;
  }
  if (ImGui::IsItemHovered() && !frame.focus.quiet) drawHover(frame, list, spec, area);
}

}  // namespace lab::ui
