#include "ui/help.h"

#include <algorithm>
#include <array>

#include "ui/format.h"
#include "ui/keys.h"
#include "ui/widgets.h"

namespace lab::ui {
void drawCorner(Frame& frame, const Rect& rect, Preferences& preferences) {
  beginPanel(frame, "corner", rect, false, false);
  const float side = frame.px(frame.theme.touch() || frame.arrangement == Arrangement::stacked ? 44 : 40);
  const float gap = std::min(frame.px(6), rect.w - 2 * side);
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - 2 * side - gap, rect.y + (rect.h - side) / 2));
  const auto index = static_cast<std::size_t>(preferences.theme);
  const Icon icon = std::array{Icon::half, Icon::sun, Icon::moon}[index];
  const char* tip = std::array{"Colours: as the system", "Colours: light", "Colours: dark"}[index];
  if (button(frame,
             {.id = "theme", .icon = icon, .tip = tip, .style = ButtonStyle::quiet, .width = side, .height = side})) {
    preferences.theme = static_cast<ThemeChoice>((index + 1) % 3);
  }
  ImGui::SameLine(0, gap);
  if (button(frame, {.id = "help",
                     .icon = Icon::help,
                     .tip = "Keys and explanations   ?",
                     .style = ButtonStyle::quiet,
                     .width = side,
                     .height = side})) {
    preferences.help_open = !preferences.help_open;
  }
  endPanel(frame);
}

void drawHelp(Frame& frame, Preferences& preferences) {
  if (!preferences.help_open) return;
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(page);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(8, 10, 16, 130));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("help shade", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  const float width = std::min(frame.px(460), page.x - frame.px(24));
  const float line = frame.px(30);
  const float rows = static_cast<float>(keyLines().size());
  const float height = std::min(rows * line + 3 * frame.theme.row() + frame.px(132), page.y - frame.px(24));
  const Rect card{(page.x - width) / 2, (page.y - height) / 2, width, height};
  beginPanel(frame, "help card", card);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  text(frame, "Classifier Lab", Tone::heading);
  text(frame, "A linear and a two-layer classifier train here, live, on data that you generate.", Tone::muted, true);
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  for (const KeyLine& entry : keyLines()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float middle = at.y + line / 2;
    const float cap = std::max(textWidth(entry.key) + frame.px(16), frame.px(30));
    list.AddRectFilled(ImVec2(at.x, middle - frame.px(13)), ImVec2(at.x + cap, middle + frame.px(13)),
                       frame.colors().field, frame.px(6));
    textAt(list, ImVec2(at.x + cap / 2, middle), 0.5f, frame.colors().text, entry.key);
    textAt(list, ImVec2(at.x + frame.px(118), middle), 0, frame.colors().text, entry.meaning);
    ImGui::Dummy(ImVec2(width / 2, line));
  }
  ImGui::PopStyleVar();
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  if (toggleRow(frame, "explain", "Explanations", preferences.explain)) preferences.explain = !preferences.explain;
  const std::string pace =
      compact(frame.host.steps_per_second) + " steps/s, " + fixed(frame.host.frame_ms, 1) + " ms a frame";
  text(frame, frame.host.variant + (frame.host.variant.empty() ? "" : ", ") + pace, Tone::muted);
  if (button(frame, {.id = "close help", .label = "Close", .style = ButtonStyle::primary})) {
    preferences.help_open = false;
  }
  endPanel(frame);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool outside = !ImRect(topLeft(card), bottomRight(card)).Contains(mouse);
  if (outside && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) && ImGui::IsMouseReleased(0)) {
    preferences.help_open = false;
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

}  // namespace lab::ui
