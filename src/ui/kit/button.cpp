#include "ui/kit/button.h"

#include "ui/kit/focus.h"
#include "ui/kit/text.h"
#include "ui/kit/tip.h"

namespace lab::ui {

bool pressable(Frame& frame, const char* id, ImVec2 size, bool stop) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !stop);
  const bool pressed = ImGui::InvisibleButton(id, size, ImGuiButtonFlags_EnableNav);
  ImGui::PopItemFlag();
  focusable(frame, stop);
  return pressed;
}

float buttonWidth(const Frame& frame, const ButtonSpec& spec) {
  if (spec.width > 0) return spec.width;
  float width = spec.label.empty() ? 0 : textWidth(spec.label) + frame.px(24);
  if (spec.icon) width = spec.label.empty() ? frame.theme.row() : width + frame.px(24);
  return width;
}

bool button(Frame& frame, const ButtonSpec& spec) {
  const Palette& p = frame.colors();
  const bool primary = spec.style == ButtonStyle::primary;
  const FontScope font(primary ? frame.theme.semibold() : frame.theme.regular(), frame.theme.em(Theme::body_px));
  const ImVec2 size(buttonWidth(frame, spec), spec.height > 0 ? spec.height : frame.theme.row());
  ImGui::BeginDisabled(!spec.enabled);
  const bool pressed = pressable(frame, spec.id, size);
  ImGui::EndDisabled();
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool hovered = spec.enabled && ImGui::IsItemHovered() && !frame.host.touch;
  const bool held = spec.enabled && ImGui::IsItemActive();
  Color fill = primary ? p.accent : spec.style == ButtonStyle::quiet ? 0 : p.field;
  Color ink = primary ? p.on_accent : p.text;
  if (hovered || held) fill = primary ? p.accent_hover : held ? p.line : p.field_hover;
  if (!spec.enabled) {
    ink = withAlpha(p.text, 0.35f);
    if (spec.style != ButtonStyle::quiet) fill = withAlpha(p.field, 0.6f);
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(a, b, fill, frame.px(8));
  const float icon_size = frame.px(16);
  const ImVec2 center = (a + b) / 2;
  if (spec.icon && spec.label.empty()) {
    drawIcon(list, *spec.icon, center, icon_size, ink);
  } else if (spec.icon) {
    const float total = icon_size + frame.px(9) + textWidth(spec.label);
    const float x = center.x - total / 2;
    drawIcon(list, *spec.icon, ImVec2(x + icon_size / 2, center.y), icon_size, ink);
    textAt(list, ImVec2(x + icon_size + frame.px(9), center.y), 0, ink, spec.label);
  } else {
    textAt(list, center, 0.5f, ink, spec.label);
  }
  hint(frame, spec.tip);
  return pressed;
}

}  // namespace lab::ui
