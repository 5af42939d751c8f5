#include "ui/plane/plane_axes.h"

#include <algorithm>

#include "ui/kit/text.h"
#include "ui/plot/axis.h"

namespace lab::ui {

void drawPlaneAxes(const Frame& frame, ImDrawList& list, const PlaneMap& map) {
  const Color line = withAlpha(frame.colors().text, 0.13f);
  const ImVec2 zero = map.toScreen(0, 0);
  const Rect& s = map.screen;
  if (zero.x > s.x && zero.x < s.right()) list.AddLine(ImVec2(zero.x, s.y), ImVec2(zero.x, s.bottom()), line);
  if (zero.y > s.y && zero.y < s.bottom()) list.AddLine(ImVec2(s.x, zero.y), ImVec2(s.right(), zero.y), line);
  if (s.w < frame.px(200)) return;
  const Color ink = withAlpha(frame.colors().text, 0.55f);
  // A number every 90 pixels or so: −1, −0.5, 0, 0.5, 1 where the spiral is 450 pixels wide.
  const int wanted = std::clamp(static_cast<int>(s.w / frame.px(90)), 3, 8);
  const float low_line = s.bottom() - frame.px(13);  // where the numbers of the lower edge stand
  const float air = frame.px(8);
  for (const Tick& tick : Axis(map.bounds.min_x, map.bounds.max_x).ticks(wanted)) {
    const float x = map.toScreen(tick.value, 0).x;
    const float half = textWidth(tick.label) / 2 + air;
    if (x > s.x + half && x < s.right() - half) textAt(list, ImVec2(x, low_line), 0.5f, ink, tick.label);
  }
  for (const Tick& tick : Axis(map.bounds.min_y, map.bounds.max_y).ticks(wanted)) {
    const float y = map.toScreen(0, tick.value).y;
    const float half = ImGui::GetFontSize() / 2;
    if (y > s.y + half && y < low_line - 2 * half) textAt(list, ImVec2(s.x + air, y), 0, ink, tick.label);
  }
}

}  // namespace lab::ui
