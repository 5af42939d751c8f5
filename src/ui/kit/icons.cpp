#include "ui/kit/icons.h"

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

// A disc out of which a second one is cut: horns that point up and to the right.
void drawMoon(ImDrawList& list, ImVec2 c, float r, Color color) {
  const float outer = 0.86f * r;
  const float inner = 0.74f * r;
  const float apart = 0.46f * r;
  const float towards = -0.25f * pi;
  // Where the circles meet, seen from the one's centre and from the other's.
  const float alpha = std::acos((apart * apart + outer * outer - inner * inner) / (2 * apart * outer));
  const float beta = std::acos((outer * outer - inner * inner - apart * apart) / (2 * apart * inner));
  list.PathArcTo(c, outer, towards + alpha, towards + 2 * pi - alpha, 32);
  const ImVec2 hole = c + ImVec2(std::cos(towards), std::sin(towards)) * apart;
  list.PathArcTo(hole, inner, towards + 2 * pi - beta, towards + beta, 24);
  list.PathFillConcave(color);
}

// An arrow that turns back to the left; `side` −1 makes it turn to the right.
void drawTurn(ImDrawList& list, ImVec2 c, float r, float side, Color color, float stroke) {
  const auto at = [c, r, side](float x, float y) { return c + ImVec2(side * x * r, y * r); };
  list.PathLineTo(at(-0.7f, -0.3f));
  list.PathLineTo(at(0.25f, -0.3f));
  list.PathBezierCubicCurveTo(at(1.0f, -0.3f), at(1.0f, 0.75f), at(0.25f, 0.75f), 14);
  list.PathLineTo(at(-0.25f, 0.75f));
  list.PathStroke(color, 0, stroke);
  list.PathLineTo(at(-0.3f, -0.78f));
  list.PathLineTo(at(-0.8f, -0.3f));
  list.PathLineTo(at(-0.3f, 0.18f));
  list.PathStroke(color, 0, stroke);
}

// Two links of a chain.
void drawLink(ImDrawList& list, ImVec2 c, float r, Color color, float stroke) {
  const ImVec2 along(0.7071f, -0.7071f);
  for (const float side : {-1.0f, 1.0f}) {
    const ImVec2 middle = c + along * (0.42f * r * side);
    const float half = 0.26f * r;
    const float w = 0.3f * r;
    const float angle = -0.25f * pi;
    list.PathArcTo(middle + along * half, w, angle - 0.5f * pi, angle + 0.5f * pi, 12);
    list.PathArcTo(middle - along * half, w, angle + 0.5f * pi, angle + 1.5f * pi, 12);
    list.PathStroke(color, ImDrawFlags_Closed, stroke);
  }
  list.AddLine(c - along * (0.3f * r), c + along * (0.3f * r), color, stroke);
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
      drawMoon(list, c, r, color);
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
    case Icon::undo:
      drawTurn(list, c, r, 1, color, stroke);
      break;
    case Icon::redo:
      drawTurn(list, c, r, -1, color, stroke);
      break;
    case Icon::link:
      drawLink(list, c, r, color, stroke);
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
