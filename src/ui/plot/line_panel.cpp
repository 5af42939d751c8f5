#include "ui/plot/line_panel.h"

#include <algorithm>

#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr const char* x_words = "log x";
constexpr const char* y_words = "log y";

float switchesWidth(const Frame& frame, const LinePanel& panel) {
  if (panel.log_x != nullptr) return 2 * chipWidth(frame, x_words) + frame.px(8);  // the wider word of the two
  return panel.log_y != nullptr ? chipWidth(frame, y_words) : 0;
}

void drawSwitches(Frame& frame, const LinePanel& panel) {
  if (panel.log_x != nullptr) {
    const bool on = panel.plot.x.logarithmic();
    if (chip(frame, x_words, x_words, on, "Logarithmic iterations, from 1: the first steps stay in sight.")) {
      *panel.log_x = !on;
    }
    ImGui::SameLine();
  }
  if (panel.log_y != nullptr && chip(frame, y_words, y_words, *panel.log_y, "Logarithmic loss.")) {
    *panel.log_y = !*panel.log_y;
  }
}

// At the cursor: a line for each curve, and for published losses their ring, which no name along a curve explains.
void drawNamesBelow(Frame& frame, std::span<const Series> series, bool published) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Close to the heading and to the plot, which need not stand far from their names.
  const ImVec2 start = ImGui::GetCursorScreenPos() - ImVec2(0, frame.px(5));
  ImGui::SetCursorScreenPos(start);
  const float room = ImGui::GetContentRegionAvail().x;
  const float line = ImGui::GetFontSize();
  float names = published ? textWidth("published") : 0;
  for (const Series& one : series) names += textWidth(one.label);
  const auto count = static_cast<float>(series.size() + (published ? 1 : 0));
  // Rather a little closer together than a second line, which the plot would lack.
  const bool close = names + count * frame.px(18) + (count - 1) * frame.px(11) > room;
  const float sign = frame.px(close ? 14 : 18);
  const float gap = frame.px(close ? 6 : 11);
  ImVec2 at = start;
  if (published) {
    drawMark(frame, list, ImVec2(at.x + frame.px(close ? 5 : 7), at.y + line / 2), false);
    textAt(list, ImVec2(at.x + sign, at.y + line / 2), 0, frame.colors().muted, "published");
    at.x += sign + gap + textWidth("published");
  }
  for (const Series& one : series) {
    const float width = sign + textWidth(one.label);
    if (at.x > start.x && at.x + width > start.x + room) at = ImVec2(start.x, at.y + line);
    const float y = at.y + line / 2;
    list.AddLine(ImVec2(at.x, y), ImVec2(at.x + sign - frame.px(5), y), one.color, frame.px(one.width + 0.5f));
    textAt(list, ImVec2(at.x + sign, y), 0, frame.colors().muted, one.label);
    at.x += width + gap;
  }
  ImGui::Dummy(ImVec2(1, at.y + line - start.y - frame.px(5)));
}

// At the right end of `line`, which is what the title and the switches leave of theirs, or on one of their own below
// it, which is then as wide as the panel. Returns the height that this takes.
float drawNamesBeside(Frame& frame, std::span<const Series> series, const Rect& line, float left) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float air = frame.px(10);  // from name to name
  float names = -air;
  for (const Series& one : series) {
    if (!one.label.empty()) names += textWidth(one.label) + frame.px(21) + air;
  }
  const float own = names <= line.w ? 0 : ImGui::GetFontSize();
  float x = own > 0 ? left : line.right() - names;
  const float y = line.y + line.h / 2 + (own > 0 ? (line.h + own) / 2 : 0);
  for (const Series& one : series) {
    if (one.label.empty()) continue;
    list.AddLine(ImVec2(x, y), ImVec2(x + frame.px(14), y), one.color, frame.px(one.width + 0.6f));
    textAt(list, ImVec2(x + frame.px(19), y), 0, frame.colors().muted, one.label);
    x += textWidth(one.label) + frame.px(21) + air;
  }
  return own;
}

Rect region() {
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  return {corner.x, corner.y, size.x, size.y};
}

// What stands above the plot. Returns where the plot is.
Rect drawHead(Frame& frame, const LinePanel& panel) {
  Rect rest = region();
  // A line with names is lower than a finger's control, for a plot has no height to spare.
  const float height = panel.legend == Legend::none ? frame.theme.control(30) : frame.theme.chip();
  const Rect whole = rest;
  Rect line = cutTop(rest, height);
  if (const float width = switchesWidth(frame, panel); width > 0) {
    ImGui::SetCursorScreenPos(topLeft(cutRight(line, width, frame.px(12))));
    drawSwitches(frame, panel);
  }
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    const Rect title = cutLeft(line, textWidth(panel.title), frame.px(14));
    textAt(*ImGui::GetWindowDrawList(), ImVec2(title.x, title.y + height / 2), 0, frame.colors().text, panel.title);
  }
  switch (panel.legend) {
    case Legend::none:
      break;
    case Legend::beside:
      cutTop(rest, drawNamesBeside(frame, panel.names, line, whole.x) + frame.px(2));
      break;
    case Legend::below:
      ImGui::SetCursorScreenPos(topLeft(whole));
      ImGui::Dummy(ImVec2(1, height));
      if (!panel.names.empty()) drawNamesBelow(frame, panel.names, !panel.plot.marks.empty());
      return region();
  }
  return rest;
}

}  // namespace

double iterationPlace(std::int64_t iteration, bool logarithmic) {
  return logarithmic ? std::max(1.0, static_cast<double>(iteration)) : static_cast<double>(iteration);
}

void drawLinePanel(Frame& frame, const Rect& rect, const LinePanel& panel) {
  if (rect.empty()) return;
  beginPanel(frame, panel.id, rect, panel.options);
  drawPlot(frame, drawHead(frame, panel), panel.plot);
  endPanel(frame);
}

}  // namespace lab::ui
