#include "ui/kit/text.h"

#include <cmath>
#include <string>

#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

const char* begin(std::string_view text) { return text.data(); }
const char* end(std::string_view text) { return text.data() + text.size(); }

}  // namespace

Color toneColor(const Frame& frame, Tone tone) {
  const Palette& p = frame.colors();
  switch (tone) {
    case Tone::muted:
      return p.muted;
    case Tone::accent:
      return p.accent;
    case Tone::good:
      return p.good;
    case Tone::bad:
      return p.bad;
    case Tone::body:
    case Tone::heading:
      break;
  }
  return p.text;
}

void text(const Frame& frame, std::string_view text, Tone tone, bool wrap) {
  const bool heading = tone == Tone::heading;
  const FontScope font(heading ? frame.theme.semibold() : frame.theme.regular(),
                       frame.theme.em(heading ? Theme::heading_px : Theme::body_px));
  ImGui::PushStyleColor(ImGuiCol_Text, toneColor(frame, tone));
  const std::string lines = wrap ? wrapped(text, ImGui::GetContentRegionAvail().x) : std::string(text);
  ImGui::TextUnformatted(lines.c_str(), lines.c_str() + lines.size());
  ImGui::PopStyleColor();
}

void prose(const Frame& frame, std::string_view paragraph) {
  if (frame.explain) text(frame, paragraph, Tone::muted, true);
}

float textWidth(std::string_view text) { return ImGui::CalcTextSize(begin(text), end(text)).x; }

void textAt(ImDrawList& target, ImVec2 position, float align, Color color, std::string_view text) {
  const ImVec2 extent = ImGui::CalcTextSize(begin(text), end(text));
  const ImVec2 corner(std::round(position.x - align * extent.x), std::round(position.y - extent.y / 2));
  target.AddText(corner, color, begin(text), end(text));
}

bool textFitted(ImDrawList& target, ImVec2 position, float width, Color color, std::string_view text) {
  if (textWidth(text) <= width) {
    textAt(target, position, 0, color, text);
    return false;
  }
  const std::string_view dots = "…";
  const float room = width - textWidth(dots);
  std::size_t length = text.size();
  while (length > 0 && textWidth(text.substr(0, length)) > room) {
    do --length;
    while (length > 0 && (text[length] & 0xC0) == 0x80);
  }
  const std::string cut = std::string(text.substr(0, length)) + std::string(dots);
  textAt(target, position, 0, color, cut);
  return true;
}

}  // namespace lab::ui
