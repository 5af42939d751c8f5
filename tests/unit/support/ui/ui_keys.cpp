#include "ui_keys.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "ui_screen_text.h"

namespace lab::ui {

ImGuiContext& context() { return *ImGui::GetCurrentContext(); }
ImGuiID focused() { return context().NavCursorVisible ? context().NavId : 0; }

void tab(Harness& page, bool back) {
  if (back) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  page.press(ImGuiKey_Tab);
  if (back) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  page.frame();
}

void chord(Harness& page, ImGuiKey modifier, ImGuiKey key, bool shift) {
  ImGui::GetIO().AddKeyEvent(modifier, true);
  if (shift) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  page.press(key);
  if (shift) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  ImGui::GetIO().AddKeyEvent(modifier, false);
  page.frames(2);
}

ImVec2 place() {
  const ImGuiWindow* window = context().NavWindow;
  const ImRect rect = ImGui::WindowRectRelToAbs(const_cast<ImGuiWindow*>(window), window->NavRectRel[0]);
  return rect.GetCenter();
}

bool tabTo(Harness& page, std::string_view label, int nth) {
  for (int i = 0; i < 120; ++i) {
    tab(page);
    const auto at = placeOf(label);
    if (!at) continue;
    const ImVec2 now = place();
    const bool beside = now.x > at->x - 4 && now.y > at->y - 14 && now.y < at->bottom() + 14;
    if (beside && nth-- == 0) return true;
  }
  return false;
}

Places tabStops(Harness& page) {
  Places stops;
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  stops[focused()] = place();
  for (int i = 0; i < 150 && !page.app().focus().at_end; ++i) {
    tab(page);
    stops[focused()] = place();
  }
  REQUIRE(page.app().focus().at_end);
  REQUIRE(stops.count(0) == 0);
  return stops;
}

void tabToStop(Harness& page, ImGuiID stop) {
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  for (int i = 0; i < 150 && focused() != stop; ++i) tab(page);
}

bool isLabel(Harness& page, ImGuiID id) {
  const auto& labels = page.app().focus().labels;
  return std::any_of(labels.begin(), labels.end(), [id](const Focus::Label& one) { return one.id == id; });
}

}  // namespace lab::ui
