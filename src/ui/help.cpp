#include "ui/help.h"

#include <algorithm>
#include <array>

#include "ui/kit/widgets.h"

namespace lab::ui {

void drawCorner(Frame& frame, const Rect& rect, Preferences& preferences, bool run_is_hidden) {
  beginPanel(frame, "corner", rect, bare_panel);
  const Snapshot& snapshot = frame.snapshot;
  const float side = frame.px(frame.theme.touch() || frame.arrangement == Arrangement::stacked ? 44 : 40);
  const bool wide = rect.w >= frame.px(180);
  const float count = wide ? 4 : 2;
  const float space = std::min(frame.px(4), (rect.w - count * side) / (count - 1));
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - count * side - (count - 1) * space, rect.y + (rect.h - side) / 2));
  const auto corner = [&](const char* id, Icon icon, const std::string& tip, bool enabled) {
    return button(frame, {.id = id,
                          .icon = icon,
                          .tip = tip,
                          .style = ButtonStyle::quiet,
                          .width = side,
                          .height = side,
                          .enabled = enabled});
  };
  const auto words = [](const char* verb, const std::string& what, const char* none, const char* key) {
    return (what.empty() ? none : std::string(verb) + ": " + what) + "   " + key;
  };
  const bool undoable = !run_is_hidden && !snapshot.undo.empty();
  if (corner("undo", Icon::undo, words("Undo", snapshot.undo, "Nothing to undo", "Ctrl+Z"), undoable)) {
    frame.post("undo");
  }
  ImGui::SameLine(0, space);
  if (wide) {
    const bool able = !run_is_hidden && !snapshot.redo.empty();
    if (corner("redo", Icon::redo, words("Redo", snapshot.redo, "Nothing to redo", "Ctrl+Shift+Z"), able)) {
      frame.post("redo");
    }
    ImGui::SameLine(0, space);
    const auto index = static_cast<std::size_t>(preferences.theme);
    const Icon icon = std::array{Icon::half, Icon::sun, Icon::moon}[index];
    const char* tip = std::array{"Colors: as the system", "Colors: light", "Colors: dark"}[index];
    if (corner("theme", icon, tip, true)) preferences.theme = static_cast<ThemeChoice>((index + 1) % 3);
    ImGui::SameLine(0, space);
  }
  if (corner("help", Icon::help, "What this is, keys and gestures   ?", true)) {
    preferences.help_open = !preferences.help_open;
  }
  endPanel(frame);
}

}  // namespace lab::ui
