#include "ui/kit/column.h"

#include "ui/kit/im.h"

namespace lab::ui {

void beginColumn(const char* id, float width) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
  ImGui::BeginChild(id, ImVec2(width, 0), ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
}

void endColumn() {
  ImGui::EndChild();
  ImGui::PopStyleColor();
}

void keepHeight(float top, float height) {
  const float missing = top + height - ImGui::GetCursorPosY();
  if (missing > ImGui::GetStyle().ItemSpacing.y) ImGui::Dummy(ImVec2(1, missing - ImGui::GetStyle().ItemSpacing.y));
}

}  // namespace lab::ui
