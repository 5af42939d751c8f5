#include "ui/icons.h"

#include <cmath>
#include <initializer_list>

namespace lab::ui {
namespace {

constexpr float pi = IM_PI;

void drawReset(ImDrawList& list, ImVec2 c, float r, Color color, float stroke) {
  // An open circle that turns back, with its arrow head at the upper left.
  const float from = -0.72f * pi;
  list.PathArcTo(c, r, from, from + 1.62f * pi, 28);
  list.PathStroke(color, 0, stroke);
  const ImVec2 tip = c + ImVec2(std::cos(from), std::sin(from)) * r;
  const float h = 0.62f * r;
  list.AddTriangleFilled(tip + ImVec2(-0.75f * h, -0.9f * h), tip + ImVec2(0.72f * h, -0.05f * h),
                         tip + ImVec2(-0.6f * h, 0.75f * h), color);
}

void drawSun(ImDrawList& list, ImVec2 c, float r, Color color, float stroke) {
  list.AddCircle(c, 0.45f * r, color, 24, stroke);
  for (int i = 0; i < 8; ++i) {
    const float a = static_cast<float>(i) * pi / 4;
    const ImVec2 d(std::cos(a), std::sin(a));
    list.AddLine(c + d * (0.75f * r), c + d * r, color, stroke);
  }
}

void drawMoon(ImDrawList& list, ImVec2 c, float r, Color color, float stroke) {
  list.PathArcTo(c, 0.85f * r, -0.35f * pi, 1.02f * pi, 28);
  list.PathArcTo(c + ImVec2(0.42f * r, -0.42f * r), 0.82f * r, 0.78f * pi, 0.0f * pi - 0.1f * pi, 20);
  list.PathStroke(color, ImDrawFlags_Closed, stroke);
}

}  // namespace

void drawIcon(ImDrawList& list, Icon icon, ImVec2 c, float size, Color color) {
  const float r = size / 2;
  const float stroke = ImMax(1.5f, size / 10);
  const auto at = [c, r](float x, float y) { return c + ImVec2(x * r, y * r); };
  switch (icon) {
    case Icon::play:
      list.AddTriangleFilled(at(-0.55f, -0.8f), at(0.85f, 0), at(-0.55f, 0.8f), color);
      break;
    case Icon::pause:
      list.AddRectFilled(at(-0.65f, -0.75f), at(-0.18f, 0.75f), color, 0.12f * r);
      list.AddRectFilled(at(0.18f, -0.75f), at(0.65f, 0.75f), color, 0.12f * r);
      break;
    case Icon::step:
      list.AddTriangleFilled(at(-0.7f, -0.72f), at(0.42f, 0), at(-0.7f, 0.72f), color);
      list.AddRectFilled(at(0.48f, -0.72f), at(0.78f, 0.72f), color);
      break;
    case Icon::back:
      list.AddTriangleFilled(at(0.7f, -0.72f), at(0.7f, 0.72f), at(-0.42f, 0), color);
      list.AddRectFilled(at(-0.78f, -0.72f), at(-0.48f, 0.72f), color);
      break;
    case Icon::reset:
      drawReset(list, c, 0.75f * r, color, stroke);
      break;
    case Icon::sun:
      drawSun(list, c, r, color, stroke);
      break;
    case Icon::moon:
      drawMoon(list, c, r, color, stroke);
      break;
    case Icon::half:
      list.PathArcTo(c, 0.8f * r, 0.5f * pi, 1.5f * pi, 20);
      list.PathFillConvex(color);
      list.AddCircle(c, 0.8f * r, color, 28, stroke);
      break;
    case Icon::help: {
      ImFont* font = ImGui::GetFont();
      const float height = 1.75f * size;
      const ImVec2 extent = font->CalcTextSizeA(height, FLT_MAX, 0, "?");
      list.AddText(font, height, c - extent / 2, color, "?");
      break;
    }
    case Icon::chevron_down:
      list.PathLineTo(at(-0.6f, -0.3f));
      list.PathLineTo(at(0, 0.35f));
      list.PathLineTo(at(0.6f, -0.3f));
      list.PathStroke(color, 0, stroke);
      break;
    case Icon::chevron_right:
      list.PathLineTo(at(-0.3f, -0.6f));
      list.PathLineTo(at(0.35f, 0));
      list.PathLineTo(at(-0.3f, 0.6f));
      list.PathStroke(color, 0, stroke);
      break;
    case Icon::tick:
      list.PathLineTo(at(-0.7f, 0.05f));
      list.PathLineTo(at(-0.2f, 0.6f));
      list.PathLineTo(at(0.75f, -0.55f));
      list.PathStroke(color, 0, stroke * 1.2f);
      break;
    case Icon::close:
      list.AddLine(at(-0.6f, -0.6f), at(0.6f, 0.6f), color, stroke);
      list.AddLine(at(0.6f, -0.6f), at(-0.6f, 0.6f), color, stroke);
      break;
    case Icon::flask:
      list.PathLineTo(at(-0.3f, -0.9f));
      list.PathLineTo(at(-0.3f, -0.2f));
      list.PathLineTo(at(-0.85f, 0.85f));
      list.PathLineTo(at(0.85f, 0.85f));
      list.PathLineTo(at(0.3f, -0.2f));
      list.PathLineTo(at(0.3f, -0.9f));
      list.PathStroke(color, 0, stroke);
      list.AddLine(at(-0.5f, -0.9f), at(0.5f, -0.9f), color, stroke);
      list.AddLine(at(-0.55f, 0.3f), at(0.55f, 0.3f), color, stroke);
      break;
    case Icon::dice:
      list.AddRect(at(-0.8f, -0.8f), at(0.8f, 0.8f), color, 0.35f * r, 0, stroke);
      for (const auto& [x, y] : {ImVec2(-0.36f, -0.36f), ImVec2(0.36f, 0.36f), ImVec2(0, 0)}) {
        list.AddCircleFilled(at(x, y), 0.16f * r, color, 8);
      }
      break;
  }
}

}  // namespace lab::ui
