// What acts when it is pressed.
#pragma once

#include <optional>
#include <string_view>

#include "ui/kit/frame.h"
#include "ui/kit/icons.h"

namespace lab::ui {

// A place that acts when it is pressed, by mouse, finger, Space or Enter, and draws nothing but its focus ring. The
// keyboard reaches it with the arrows, and with Tab where `stop` is set: of many of a kind, a grid say, one is enough.
bool pressable(Frame& frame, const char* id, ImVec2 size, bool stop = true);

enum class ButtonStyle { plain, primary, quiet };
struct ButtonSpec {
  const char* id = "";
  std::optional<Icon> icon = {};
  std::string_view label = {};
  std::string_view tip = {};
  ButtonStyle style = ButtonStyle::plain;
  float width = 0;   // 0: from the contents
  float height = 0;  // 0: a row
  bool enabled = true;
};
bool button(Frame& frame, const ButtonSpec& spec);
// Width that `button` would take.
float buttonWidth(const Frame& frame, const ButtonSpec& spec);

}  // namespace lab::ui
