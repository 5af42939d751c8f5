#include "ui/kit/focus.h"

#include <algorithm>
#include <array>

#include "ui/kit/frame.h"

namespace lab::ui {
namespace {

constexpr const char* page_window = "page";

// The window whose controls Tab goes through: panels belong to the page they lie on.
ImGuiWindow* focusRoot() {
  const ImGuiWindow* window = ImGui::GetCurrentContext()->NavWindow;
  return window ? window->RootWindowForNav : nullptr;
}

bool isPage(const ImGuiWindow* root) { return root && root == ImGui::FindWindowByName(page_window); }

bool anyList() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }

// The window under the mouse is an open list, or lies on one.
bool overList() {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  for (const ImGuiPopupData& popup : g.OpenPopupStack) {
    if (popup.Window && g.HoveredWindow && g.HoveredWindow->RootWindow == popup.Window->RootWindow) return true;
  }
  return false;
}

void closeByPress(Focus& focus) {
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsMouseClicked(ImGuiMouseButton_Right)) return;
  focus.closed_list = 0;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  if (!anyList() || overList()) return;
  focus.closed_list = g.OpenPopupStack[0].PopupId;
  ImGui::ClosePopupToLevel(0, true);
}

bool anyKeyPressed() {
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_GamepadStart; ++key) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false)) return true;
  }
  return false;
}

// A tip is of the moment: it goes with the next key or scroll, and with the finger that has drawn over a plot.
void quietTips(const Frame& frame) {
  Focus& focus = frame.focus;
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  if (focus.quiet && ImLengthSqr(*focus.quiet - io.MousePos) > 4) focus.quiet.reset();
  const bool key = anyKeyPressed();
  const bool swiped = frame.host.touch && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                      io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] > ImLengthSqr(ImVec2(frame.px(8), 0));
  if (key || io.MouseWheel != 0 || swiped) focus.quiet = io.MousePos;
  if (key) focus.silent_id = g.NavId;
}

}  // namespace

void beginFocus(Frame& frame) {
  Focus& focus = frame.focus;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  closeByPress(focus);
  quietTips(frame);
  const bool inside = focus.silent && focus.silent->Contains(ImGui::GetIO().MousePos);
  if (!inside) focus.silent.reset();
  if (focus.silent_id != 0 && (g.NavId != focus.silent_id || !g.NavCursorVisible)) focus.silent_id = 0;
  // A notice that was clicked away, say: Tab goes on from the page.
  const bool stranded = g.NavWindow == nullptr || (g.NavWindow->Flags & ImGuiWindowFlags_NoNavInputs) != 0;
  if (stranded && g.ActiveId == 0 && !anyList()) ImGui::FocusWindow(ImGui::FindWindowByName(page_window));
  focus.found.clear();
  focus.labels.swap(focus.found_labels);
  focus.found_labels.clear();
  focus.ring.reset();
  focus.bubble_at.reset();
}

void endFocus(Frame& frame) {
  Focus& focus = frame.focus;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  focus.visible = focus.ring.has_value();
  focus.list_open = anyList();
  focus.stops.swap(focus.found);
  const bool typing = g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID;
  const bool shown = focus.visible || typing;
  const bool on_page = focusOnPage();
  focus.at_start = on_page && (!shown || focus.stops.empty() || g.NavId == focus.stops.front());
  focus.at_end = on_page && !focus.notice_first && (focus.stops.empty() || (shown && g.NavId == focus.stops.back()));
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  if (focus.ring && !typing) {
    list.PushClipRect(focus.ring_clip.Min, focus.ring_clip.Max);
    const ImVec2 air(frame.px(3.5f), frame.px(3.5f));
    const ImVec2 a = focus.ring->Min - air;
    const ImVec2 b = focus.ring->Max + air;
    // The gap keeps the ring apart from a control of the same colour.
    list.AddRect(a + ImVec2(1, 1), b - ImVec2(1, 1), frame.colors().surface, frame.px(9), 0, frame.px(4));
    list.AddRect(a, b, frame.colors().accent, frame.px(10), 0, frame.px(2));
    list.PopClipRect();
  }
}

bool hasFocus() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return g.NavCursorVisible && g.NavId != 0 && g.NavId == g.LastItemData.ID;
}

bool focusOnPage() { return isPage(focusRoot()) && !anyList(); }

bool heldByMouse() {
  return ImGui::IsItemActive() && ImGui::GetCurrentContext()->ActiveIdSource == ImGuiInputSource_Mouse;
}

void focusable(Frame& frame, bool stop) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->SkipItems || (g.LastItemData.ItemFlags & ImGuiItemFlags_Disabled) != 0) return;
  Focus& focus = frame.focus;
  if (stop && isPage(window->RootWindowForNav)) focus.found.push_back(g.LastItemData.ID);
  if (!hasFocus()) return;
  focus.ring = g.LastItemData.Rect;
  focus.ring_clip = window->ClipRect;
  focus.ring_clip.Expand(frame.px(6));
  if (ImGui::IsItemActive()) focus.silent_id = g.LastItemData.ID;
}

bool labelStops(Frame& frame, ImGuiID label) {
  Focus& focus = frame.focus;
  const ImGuiID panel = ImGui::GetCurrentWindow()->ID;
  const auto here = [panel](const Focus::Label& one) { return one.panel == panel; };
  const bool first = std::none_of(focus.found_labels.begin(), focus.found_labels.end(), here);
  focus.found_labels.push_back({panel, label});
  const auto last = std::find_if(focus.label_stops.begin(), focus.label_stops.end(), here);
  if (last == focus.label_stops.end()) return first;
  const bool there = std::any_of(focus.labels.begin(), focus.labels.end(),
                                 [&](const Focus::Label& one) { return here(one) && one.id == last->id; });
  return there ? last->id == label : first;
}

void roamLabels(Frame& frame) {
  Focus& focus = frame.focus;
  const ImGuiID id = ImGui::GetItemID();
  const ImGuiID panel = ImGui::GetCurrentWindow()->ID;
  const auto here = [panel](const Focus::Label& one) { return one.panel == panel; };
  if (focus.wanted == id) {
    ImGui::FocusItem();
    ImGui::SetNavCursorVisible(true);
    focus.wanted = 0;
  }
  if (!hasFocus()) return;
  const auto last = std::find_if(focus.label_stops.begin(), focus.label_stops.end(), here);
  if (last == focus.label_stops.end()) {
    focus.label_stops.push_back({panel, id});
  } else {
    last->id = id;
  }
  const int steps = keySteps(true);
  if (steps == 0) return;
  std::vector<ImGuiID> ids;
  for (const Focus::Label& one : focus.labels) {
    if (here(one)) ids.push_back(one.id);
  }
  const auto now = std::find(ids.begin(), ids.end(), id) - ids.begin();
  // Down is the next one here, while of a value it is less.
  constexpr std::array<ImGuiKey, 4> upright{ImGuiKey_DownArrow, ImGuiKey_UpArrow, ImGuiKey_PageDown, ImGuiKey_PageUp};
  const bool vertical = std::any_of(upright.begin(), upright.end(), [id](ImGuiKey key) {
    return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id);
  });
  const auto next = std::clamp<std::ptrdiff_t>(now + (vertical ? -steps : steps), 0, std::ssize(ids) - 1);
  if (next != now) focus.wanted = ids[static_cast<std::size_t>(next)];
}

int keySteps(bool all) {
  if (!hasFocus() || ImGui::IsAnyItemActive()) return 0;
  struct Meaning {
    ImGuiKey key;
    int steps;
  };
  constexpr Meaning meanings[] = {{ImGuiKey_LeftArrow, -1}, {ImGuiKey_RightArrow, 1}, {ImGuiKey_DownArrow, -1},
                                  {ImGuiKey_UpArrow, 1},    {ImGuiKey_PageDown, -10}, {ImGuiKey_PageUp, 10},
                                  {ImGuiKey_Home, -to_end}, {ImGuiKey_End, to_end}};
  const ImGuiID id = ImGui::GetItemID();
  int steps = 0;
  for (int i = 0; i < (all ? 8 : 2); ++i) {
    ImGui::SetKeyOwner(meanings[i].key, id);
    if (ImGui::IsKeyPressed(meanings[i].key, ImGuiInputFlags_Repeat, id)) steps = meanings[i].steps;
  }
  return steps;
}

void openList(Frame& frame, const char* name) {
  if (frame.focus.closed_list != 0 && frame.focus.closed_list == ImGui::GetID(name)) return;
  ImGui::OpenPopup(name);
}

void enterFocus(Focus& focus, bool forward) {
  leaveFocus(focus);
  ImGuiIO& io = ImGui::GetIO();
  ImGui::FocusWindow(ImGui::FindWindowByName(page_window));
  ImGui::GetCurrentContext()->NavId = 0;
  // Dear ImGui goes to the first or last control by itself when none has the focus.
  if (!forward) io.AddKeyEvent(ImGuiMod_Shift, true);
  io.AddKeyEvent(ImGuiKey_Tab, true);
  io.AddKeyEvent(ImGuiKey_Tab, false);
  if (!forward) io.AddKeyEvent(ImGuiMod_Shift, false);
}

void leaveFocus(Focus& focus) {
  ImGui::ClearActiveID();
  ImGui::SetNavCursorVisible(false);
  focus.visible = false;
}

bool keysAreFree(const Focus& focus) { return !ImGui::GetIO().WantTextInput && !focus.list_open; }

bool characterTyped(ImWchar wanted) {
  const auto& characters = ImGui::GetIO().InputQueueCharacters;
  return std::find(characters.begin(), characters.end(), wanted) != characters.end();
}

}  // namespace lab::ui
