#include "ui/kit/tip.h"

#include <algorithm>
#include <array>
#include <string>

#include "ui/kit/focus.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

constexpr float edge = 6;  // between such a box and the edge of the page, or its control

bool inside(const ImVec2& at, const ImVec2& size, const ImVec2& page, float margin) {
  return at.x >= margin && at.y >= margin && at.x + size.x <= page.x - margin && at.y + size.y <= page.y - margin;
}

void drawTip(Frame& frame, const ImRect& target, std::string_view text) {
  const std::string lines = wrapped(text, frame.px(340));
  const ImVec2 pad(frame.px(10), frame.px(7));
  const ImVec2 size = ImGui::CalcTextSize(lines.c_str()) + pad * 2;
  ImGui::SetNextWindowPos(besideTarget(frame, target, size));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, pad);
  if (ImGui::BeginTooltip()) {
    ImGui::TextUnformatted(lines.c_str(), lines.c_str() + lines.size());
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

}  // namespace

ImVec2 besideTarget(const Frame& frame, const ImRect& target, ImVec2 size) {
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  const float margin = frame.px(edge);
  const float right = std::max(margin, page.x - size.x - margin);
  const float x = std::clamp(target.GetCenter().x - size.x / 2, margin, right);
  const float y = std::clamp(target.GetCenter().y - size.y / 2, margin, std::max(margin, page.y - size.y - margin));
  const std::array<ImVec2, 4> places = {ImVec2(x, target.Min.y - margin - size.y), ImVec2(x, target.Max.y + margin),
                                        ImVec2(target.Max.x + margin, y), ImVec2(target.Min.x - margin - size.x, y)};
  for (const ImVec2& place : places) {
    if (inside(place, size, page, margin)) return place;
  }
  return {x, margin};
}

void hint(Frame& frame, std::string_view text) {
  if (text.empty() || frame.host.touch || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
  Focus& focus = frame.focus;
  const ImRect target(ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) focus.silent = target;
  if (focus.silent && focus.silent->Overlaps(target)) return;
  if (focus.silent_id != 0 && focus.silent_id == ImGui::GetItemID()) return;
  if (focus.quiet && !hasFocus()) return;
  const ImGuiHoveredFlags rested =
      ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay | ImGuiHoveredFlags_AllowWhenDisabled;
  if (!ImGui::IsItemHovered(rested)) {
    frame.animating = true;  // its delay runs
    return;
  }
  drawTip(frame, target, text);
}

void askBubble(Frame& frame, std::string_view reason) {
  if (!ImGui::IsItemVisible()) return;
  frame.focus.bubble_at = ImRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  frame.focus.bubble = reason;
}

void drawBubble(Frame& frame) {
  if (!frame.focus.bubble_at) return;
  const ImRect target = *frame.focus.bubble_at;
  const Palette& p = frame.colors();
  const std::string lines = wrapped(frame.focus.bubble, frame.px(280));
  const ImVec2 pad(frame.px(10), frame.px(6));
  const ImVec2 size = ImGui::CalcTextSize(lines.c_str()) + pad * 2;
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  // Below the field, ending where it ends; above where the page ends first.
  const float margin = frame.px(edge);
  const float x = std::clamp(target.Max.x - size.x, margin, std::max(margin, page.x - size.x - margin));
  const bool fits = target.Max.y + frame.px(4) + size.y <= page.y - margin;
  const ImVec2 at(x, fits ? target.Max.y + frame.px(4) : target.Min.y - frame.px(4) - size.y);
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(at, at + size, p.surface, frame.px(8));
  list.AddRectFilled(at, at + size, p.bad_soft, frame.px(8));
  list.AddRect(at, at + size, withAlpha(p.bad, 0.6f), frame.px(8));
  list.AddText(at + pad, p.bad, lines.c_str(), lines.c_str() + lines.size());
}

}  // namespace lab::ui
