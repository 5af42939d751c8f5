#include "ui/kit/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "ui/kit/focus.h"
#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

constexpr float chip_box = 15;    // its tick
constexpr float choice_air = 40;  // beside the entry of a closed list, for its sign

// Up and down open the list that has the focus.
bool listKey() {
  if (!hasFocus()) return false;
  const ImGuiID id = ImGui::GetItemID();
  ImGui::SetKeyOwner(ImGuiKey_UpArrow, id);
  ImGui::SetKeyOwner(ImGuiKey_DownArrow, id);
  return ImGui::IsKeyPressed(ImGuiKey_UpArrow, ImGuiInputFlags_None, id) ||
         ImGui::IsKeyPressed(ImGuiKey_DownArrow, ImGuiInputFlags_None, id);
}

struct Stepping {
  const Stepper* stepper;
  bool stepped;
};

// The field's answer to the arrows up and down.
int stepText(ImGuiInputTextCallbackData* data) {
  auto& stepping = *static_cast<Stepping*>(data->UserData);
  const std::string now(data->Buf, static_cast<std::size_t>(data->BufTextLen));
  const std::string next = (*stepping.stepper)(now, data->EventKey == ImGuiKey_UpArrow ? 1 : -1);
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, next.c_str());
  data->SelectAll();
  stepping.stepped = true;
  return 0;
}

}  // namespace

std::optional<int> segmented(Frame& frame, const char* id, std::span<const char* const> labels, int selected,
                             float width, float height) {
  const Palette& p = frame.colors();
  std::optional<int> chosen;
  const float h = height > 0 ? height : frame.theme.row();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  list().AddRectFilled(origin, origin + ImVec2(width, h), p.field, frame.px(8));
  // Widths follow the labels, so that none is cut while another has air.
  float total = 0;
  for (const char* label : labels) total += textWidth(label);
  const float pad = (width - total) / static_cast<float>(labels.size());
  const auto edge = [&](int i) {  // where segment i begins
    float x = origin.x;
    for (int k = 0; k < i; ++k) x += textWidth(labels[static_cast<std::size_t>(k)]) + pad;
    return x;
  };
  const int count = static_cast<int>(labels.size());
  const auto segmentAt = [&](float x) {
    for (int i = count - 1; i > 0; --i) {
      if (x >= edge(i)) return i;
    }
    return 0;
  };
  const bool pressed = pressable(frame, id, ImVec2(ImMax(width, 1.0f), h));
  const ImGuiIO& io = ImGui::GetIO();
  const int under = segmentAt(io.MousePos.x);
  // Pressed by the mouse: Space and Enter have nothing to choose here.
  if (pressed && io.MouseReleased[0] && under == segmentAt(io.MouseClickedPos[0].x)) chosen = under;
  if (const int steps = keySteps(false)) chosen = std::clamp(selected + steps, 0, count - 1);
  if (chosen == selected) chosen.reset();
  const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride) && !frame.host.touch;
  for (int i = 0; i < count; ++i) {
    const char* label = labels[static_cast<std::size_t>(i)];
    const ImVec2 inset(frame.px(3), frame.px(3));
    const ImVec2 a = ImVec2(edge(i), origin.y) + inset;
    const ImVec2 b = ImVec2(edge(i) + textWidth(label) + pad, origin.y + h) - inset;
    if (i == selected) {
      list().AddRectFilled(a, b, frame.theme.dark() ? p.accent_soft : p.surface, frame.px(6));
      list().AddRect(a, b, withAlpha(p.accent, 0.55f), frame.px(6));
    } else if (hovered && i == under) {
      list().AddRectFilled(a, b, p.field_hover, frame.px(6));
    }
    textAt(list(), (a + b) / 2, 0.5f, i == selected ? (frame.theme.dark() ? p.text : p.accent) : p.text, label);
  }
  return chosen;
}

float chipWidth(const Frame& frame, std::string_view label) { return textWidth(label) + frame.px(chip_box + 28); }

bool chip(Frame& frame, const char* id, std::string_view label, bool on, std::string_view tip, bool enabled) {
  const Palette& p = frame.colors();
  const float h = frame.theme.chip();
  const float box = frame.px(chip_box);
  const ImVec2 size(chipWidth(frame, label), h);
  const bool pressed = pressable(frame, id, size) && enabled;
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool hovered = enabled && ImGui::IsItemHovered() && !frame.host.touch;
  list().AddRectFilled(a, b, on ? p.accent_soft : hovered ? p.field_hover : p.field, h / 2);
  const ImVec2 c(a.x + frame.px(10) + box / 2, (a.y + b.y) / 2);
  if (on) {
    drawIcon(list(), Icon::tick, c, box, p.accent);
  } else {
    list().AddCircle(c, box * 0.4f, p.muted, 16, frame.px(1.5f));
  }
  textAt(list(), ImVec2(c.x + box / 2 + frame.px(7), c.y), 0, enabled ? p.text : mix(p.muted, p.field, 0.3f), label);
  hint(frame, tip);
  return pressed;
}

bool toggleRow(Frame& frame, const char* id, std::string_view label, bool on) {
  const Palette& p = frame.colors();
  const ImVec2 size(ImGui::GetContentRegionAvail().x, frame.theme.row());
  if (findTerm(id) != nullptr) ImGui::SetNextItemAllowOverlap();  // its label opens the card
  const bool pressed = pressable(frame, id, size);
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const float y = (a.y + b.y) / 2;
  termLabel(frame, id, label, ImVec2(a.x, y), size.x, p.text);
  const float r = frame.px(10);
  const ImVec2 left(b.x - 3.6f * r, y - r);
  list().AddRectFilled(left, ImVec2(b.x, y + r), on ? p.accent : mix(p.field, p.muted, 0.35f), r);
  list().AddCircleFilled(ImVec2(on ? b.x - r : left.x + r, y), r - frame.px(2.5f), p.surface, 24);
  return pressed;
}

bool slider(Frame& frame, const char* id, float& t, float width, const Nudge& nudge) {
  const Palette& p = frame.colors();
  const float h = frame.theme.slider();
  const float r = frame.px(8);
  pressable(frame, id, ImVec2(width, h));
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const float x0 = a.x + r;
  const float x1 = b.x - r;
  const float before = t;
  const bool held = heldByMouse();
  if (held) frame.drag_owned = true;
  if (held && x1 > x0) t = std::clamp((ImGui::GetIO().MousePos.x - x0) / (x1 - x0), 0.0f, 1.0f);
  if (const int steps = keySteps(true)) {
    t = std::clamp(nudge ? nudge(t, steps) : t + 0.02f * static_cast<float>(steps), 0.0f, 1.0f);
  }
  const float y = (a.y + b.y) / 2;
  const float x = x0 + std::clamp(t, 0.0f, 1.0f) * (x1 - x0);
  const float track = frame.px(2);
  list().AddRectFilled(ImVec2(x0, y - track), ImVec2(x1, y + track), mix(p.field, p.muted, 0.3f), track);
  list().AddRectFilled(ImVec2(x0, y - track), ImVec2(x, y + track), p.accent, track);
  const bool hot = ImGui::IsItemHovered() || held;
  if (hot) list().AddCircleFilled(ImVec2(x, y), r + frame.px(3), withAlpha(p.accent, 0.2f), 28);
  list().AddCircleFilled(ImVec2(x, y), r, p.accent, 28);
  list().AddCircleFilled(ImVec2(x, y), r - frame.px(2), p.surface, 28);
  return t != before;
}

std::optional<std::string> field(Frame& frame, const char* id, std::string_view value, float width, bool wrong,
                                 bool blanks, const Stepper& stepper) {
  const Palette& p = frame.colors();
  std::array<char, 160> buffer{};
  value.copy(buffer.data(), std::min(value.size(), buffer.size() - 1));
  ImGui::SetNextItemWidth(width);
  Stepping stepping{&stepper, false};
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_AutoSelectAll;
  if (stepper) flags |= ImGuiInputTextFlags_CallbackHistory;
  ImGui::InputText(id, buffer.data(), buffer.size(), flags, stepText, &stepping);
  focusable(frame);
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  if (ImGui::IsItemActive()) {
    list().AddRect(a, b, p.accent, frame.px(7), 0, frame.px(1.5f));
    frame.animating = true;  // the caret blinks
  }
  if (wrong) list().AddRect(a, b, p.bad, frame.px(7), 0, frame.px(1.5f));
  const bool escaped = (ImGui::IsItemDeactivated() || hasFocus()) && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  if (escaped && wrong) frame.notes.error_key.clear();
  if (escaped || (!stepping.stepped && !ImGui::IsItemDeactivatedAfterEdit())) return std::nullopt;
  std::string entered(buffer.data());
  if (!blanks) std::erase_if(entered, [](char c) { return c == ' ' || c == '\t' || c == '&'; });
  if (entered == value && !wrong) return std::nullopt;
  return entered;
}

float choiceWidth(const Frame& frame, std::string_view entry) { return textWidth(entry) + frame.px(choice_air); }

std::optional<int> choice(Frame& frame, const char* id, std::span<const std::string> entries, int selected, float width,
                          std::string_view otherwise) {
  const Palette& p = frame.colors();
  std::optional<int> chosen;
  ImGui::PushID(id);
  const ImVec2 size(width, frame.theme.row());
  const bool pressed = pressable(frame, "open", size);
  if (pressed || listKey()) openList(frame, "list");
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  list().AddRectFilled(a, b, hovered ? p.field_hover : p.field, frame.px(8));
  const float y = (a.y + b.y) / 2;
  const bool valid = selected >= 0 && selected < static_cast<int>(entries.size());
  const std::string_view shown = valid ? std::string_view(entries[static_cast<std::size_t>(selected)]) : otherwise;
  textFitted(list(), ImVec2(a.x + frame.px(10), y), size.x - frame.px(choice_air), valid ? p.text : p.muted, shown);
  drawIcon(list(), Icon::chevron_down, ImVec2(b.x - frame.px(17), y), frame.px(11), p.muted);
  ImGui::SetNextWindowPos(ImVec2(a.x, b.y + frame.px(4)), ImGuiCond_Appearing);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(frame.px(6), frame.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, frame.px(2)));
  if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove)) {
    float widest = width - frame.px(12);
    for (const std::string& entry : entries) widest = std::max(widest, textWidth(entry) + frame.px(24));
    for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
      ImGui::PushID(i);
      if (pressable(frame, "entry", ImVec2(widest, frame.theme.row()))) {
        if (i != selected) chosen = i;
        ImGui::CloseCurrentPopup();
      }
      if (i == selected) ImGui::SetItemDefaultFocus();
      const ImVec2 ea = ImGui::GetItemRectMin();
      const ImVec2 eb = ImGui::GetItemRectMax();
      if (i == selected || ImGui::IsItemHovered()) {
        list().AddRectFilled(ea, eb, i == selected ? p.accent_soft : p.field, frame.px(6));
      }
      textAt(list(), ImVec2(ea.x + frame.px(10), (ea.y + eb.y) / 2), 0, p.text, entries[static_cast<std::size_t>(i)]);
      ImGui::PopID();
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
  ImGui::PopID();
  return chosen;
}

void fold(Frame& frame, const char* id, std::string_view title, bool& open) {
  const ImVec2 size(ImGui::GetContentRegionAvail().x, frame.theme.row());
  if (pressable(frame, id, size)) open = !open;
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const float y = (a.y + b.y) / 2;
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
  textAt(list(), ImVec2(a.x, y), 0, frame.colors().text, title);
  drawIcon(list(), open ? Icon::chevron_down : Icon::chevron_right, ImVec2(b.x - frame.px(8), y), frame.px(12),
           frame.colors().muted);
}

void rowLabel(Frame& frame, std::string_view label, float control_width, std::string_view term) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float y = origin.y + frame.theme.row() / 2;
  const float room = width - control_width - frame.px(8);
  termLabel(frame, term, label, ImVec2(origin.x, y), room, frame.colors().text);
  ImGui::SetCursorScreenPos(ImVec2(origin.x + width - control_width, origin.y));
}

}  // namespace lab::ui
