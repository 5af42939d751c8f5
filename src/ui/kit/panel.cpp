#include "ui/kit/panel.h"

#include <algorithm>

namespace lab::ui {

void beginPanel(Frame& frame, const char* id, const Rect& rect, PanelOptions options) {
  ImGui::SetCursorScreenPos(topLeft(rect));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, options.surface ? frame.colors().surface : 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, options.surface ? ImVec2(frame.px(14), frame.px(10)) : ImVec2(0, 0));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoSavedSettings;
  if (!options.scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::BeginChild(id, ImVec2(std::max(1.0f, rect.w), std::max(1.0f, rect.h)),
                    ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened, flags);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
}

bool beginBody(Frame& frame, const char* id) {
  constexpr float least = 90;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.y < frame.px(least)) return false;
  beginPanel(frame, id, {at.x, at.y, room.x, room.y}, {.surface = false});
  return true;
}

void endBody(Frame& frame, bool begun) {
  if (begun) endPanel(frame);
}

void endPanel(Frame& frame) {
  // A finger that moves up or down scrolls, unless it holds something that is dragged itself.
  if (frame.host.touch && !frame.drag_owned && ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
      ImGui::GetScrollMaxY() > 0) {
    const ImVec2 start = ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left];
    const ImVec2 corner = ImGui::GetWindowPos();
    // Not what lies behind a page that covers it.
    const ImGuiWindow* touched = ImGui::GetCurrentContext()->HoveredWindow;
    const bool before = touched != nullptr && touched->RootWindow == ImGui::GetCurrentWindow()->RootWindow;
    const bool ours = before && ImRect(corner, corner + ImGui::GetWindowSize()).Contains(start);
    if (ours && ImGui::IsMouseDragging(ImGuiMouseButton_Left, frame.px(8))) {
      ImGui::ClearActiveID();  // a button under the finger is not meant
      ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
    }
  }
  ImGui::EndChild();
}

// A part that cannot scroll hands the wheel to the one that it lies in, as ImGui has it.
bool scrollsAt(float x, float y, bool down) {
  ImGuiWindow* window = nullptr;
  ImGui::FindHoveredWindowEx({x, y}, false, &window, nullptr);
  while (window != nullptr) {
    const bool moves = down ? window->Scroll.y < window->ScrollMax.y : window->Scroll.y > 0;
    if (moves && (window->Flags & ImGuiWindowFlags_NoScrollWithMouse) == 0) return true;
    window = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0 ? window->ParentWindow : nullptr;
  }
  return false;
}

}  // namespace lab::ui
