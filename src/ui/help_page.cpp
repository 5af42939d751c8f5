#include <algorithm>
#include <array>
#include <span>

#include "core/text.h"
#include "ui/help.h"
#include "ui/keys.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

using Line = KeyLine;
constexpr std::array<Line, 6> gesture_lines = {{
    {"Click or tap", "a point: follow it through the model"},
    {"Wheel, two fingers", "zoom into the picture; + and − as well"},
    {"Drag", "move the picture once it is zoomed"},
    {"Double click or tap, 0", "the whole picture again"},
    {"Click a dotted word", "what it means, with the present numbers"},
    {"Hover", "a plot, a hidden unit's line, a button: what it says"},
}};
constexpr std::array<Line, 6> touch_lines = {{
    {"Tap", "a point: follow it through the model"},
    {"Two fingers", "zoom into the picture"},
    {"Drag", "move the picture once it is zoomed"},
    {"Double tap", "the whole picture again"},
    {"Tap a dotted word", "what it means, with the present numbers"},
    {"Finger on a plot", "its values there"},
}};

void section(Frame& frame, const char* title) {
  ImGui::Dummy(ImVec2(1, frame.px(6)));
  text(frame, title, Tone::heading);
}

// What to press on the left, what it does on the right.
void drawLines(Frame& frame, std::span<const Line> lines, bool caps) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  float column = 0;
  for (const Line& line : lines) column = std::max(column, textWidth(line.key));
  column += frame.px(34);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, frame.px(4)));
  for (const Line& line : lines) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float middle = at.y + ImGui::GetTextLineHeight() / 2;
    if (caps) {
      const float cap = std::max(textWidth(line.key) + frame.px(16), frame.px(28));
      const float half = ImGui::GetTextLineHeight() / 2 + frame.px(1);
      list.AddRectFilled(ImVec2(at.x, middle - half), ImVec2(at.x + cap, middle + half), frame.colors().field,
                         frame.px(6));
      textAt(list, ImVec2(at.x + cap / 2, middle), 0.5f, frame.colors().text, line.key);
    } else {
      textAt(list, ImVec2(at.x, middle), 0, frame.colors().text, line.key);
    }
    ImGui::SetCursorScreenPos(ImVec2(at.x + column, at.y));
    ImGui::PushStyleColor(ImGuiCol_Text, frame.colors().muted);
    ImGui::TextUnformatted(wrapped(line.meaning, std::max(1.0f, width - column)).c_str());
    ImGui::PopStyleColor();
  }
  ImGui::PopStyleVar();
}

void drawWays(Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  section(frame, "Undo");
  const auto way = [&](const char* id, Icon icon, const char* label, const std::string& what) {
    if (button(frame, {.id = id, .icon = icon, .label = label, .enabled = !what.empty()})) frame.post(id);
    if (what.empty()) return;
    ImGui::SameLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    textFitted(*ImGui::GetWindowDrawList(), at + ImVec2(0, frame.theme.row() / 2), ImGui::GetContentRegionAvail().x,
               frame.colors().muted, what);
    ImGui::NewLine();
  };
  way("undo", Icon::undo, "Undo", snapshot.undo);
  way("redo", Icon::redo, "Redo", snapshot.redo);
}

void drawShare(Frame& frame) {
  section(frame, "Share");
  text(frame, "The address of this page holds its settings: who opens it sees the same data and the same model.",
       Tone::muted, true);
  if (button(frame, {.id = "copy link", .icon = Icon::link, .label = "Copy link"})) frame.post("page copy_link");
}

void drawLook(Frame& frame, Preferences& preferences) {
  section(frame, "Looks");
  const std::array<const char*, 3> names = {"system", "light", "dark"};
  rowLabel(frame, "Colors", frame.px(220));
  if (const auto chosen = segmented(frame, "colors", names, static_cast<int>(preferences.theme), frame.px(220))) {
    preferences.theme = static_cast<ThemeChoice>(*chosen);
  }
  if (toggleRow(frame, "explain", "Explanations", preferences.explain)) preferences.explain = !preferences.explain;
}

void drawMachine(Frame& frame) {
  const Host& host = frame.host;
  section(frame, "What runs here");
  text(frame,
       "C++, compiled to WebAssembly, on this device. What you do here, and every picture that you open, stays on it.",
       Tone::muted, true);
  std::string facts = host.variant;
  const auto add = [&facts](const std::string& fact) { addTo(facts, fact); };
  if (!host.version.empty()) add("version " + host.version);
  if (host.steps_per_second > 0) add(compact(host.steps_per_second) + " steps/s");
  add(fixed(host.frame_ms, 1) + " ms a frame");
  text(frame, facts, Tone::muted, true);
}

// There is room for this button in the row of the last one.
bool besides(const Frame& frame, float gap, const ButtonSpec& spec) {
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  return ImGui::GetItemRectMax().x + gap + buttonWidth(frame, spec) <= right;
}

void drawStartOver(Frame& frame, Preferences& preferences) {
  section(frame, "Start over");
  text(frame, "Forget every run, and begin as on a first visit. There is no way back from this.", Tone::muted, true);
  const ButtonSpec start{.id = "start over", .icon = Icon::reset, .label = "Start over"};
  const ButtonSpec steps{.id = "first steps", .label = "Show the first steps again"};
  const float gap = frame.px(8);
  if (!preferences.starting_over) {
    if (button(frame, start)) preferences.starting_over = true;
    if (besides(frame, gap, steps)) ImGui::SameLine(0, gap);
    if (!button(frame, steps)) return;
    if (frame.snapshot.mode != Mode::plane) frame.post("mode plane");
    preferences.first_steps = FirstSteps::again;
    preferences.help_open = false;
    return;
  }
  // All of the first button's place is the harmless one's: who clicks twice has not answered.
  const float keep = buttonWidth(frame, start);
  const ButtonSpec forget{.id = "forget", .label = "Forget everything", .style = ButtonStyle::primary};
  if (button(frame, {.id = "keep", .label = "Keep it", .width = keep})) preferences.starting_over = false;
  if (besides(frame, gap, forget)) ImGui::SameLine(0, gap);
  if (!button(frame, forget)) return;
  frame.post("forget");
  frame.post("speed auto");
  preferences.first_steps = FirstSteps::as_on_a_first_visit;
  preferences.starting_over = preferences.help_open = false;
}

void drawLicences(Frame& frame) {
  section(frame, "Licences");
  text(frame, "Classifier Lab is free software (MIT), with Eigen, Dear ImGui, SDL2, Open Sans and DejaVu.", Tone::muted,
       true);
  if (button(frame, {.id = "licences", .label = "Their licences"})) frame.post("page show_licences");
}

void drawKeys(Frame& frame) {
  section(frame, "Keys");
  drawLines(frame, keyLines(), true);
}

void drawPage(Frame& frame, Preferences& preferences) {
  const float width = ImGui::GetContentRegionAvail().x;
  const bool two = width > frame.px(640);
  const float half = two ? (width - frame.px(28)) / 2 : width;
  text(frame,
       "A linear and a two-layer classifier learn here, live, from points that you generate or from photographs. Press "
       "Train, watch where each model draws its borders, and click a point to read every number behind it.",
       Tone::body, true);
  const auto column = [half](const char* id) {
    ImGui::BeginChild(id, ImVec2(half, 0), ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  };
  column("left");
  // Where fingers are, keys come last: there may be none.
  const bool touch = frame.host.touch;
  if (!touch) drawKeys(frame);
  section(frame, touch ? "Touch" : "Mouse and touch");
  drawLines(frame, touch ? touch_lines : gesture_lines, false);
  drawWays(frame);
  ImGui::EndChild();
  if (two) ImGui::SameLine(0, frame.px(28));
  column("right");
  drawShare(frame);
  drawLook(frame, preferences);
  drawMachine(frame);
  drawStartOver(frame, preferences);
  drawLicences(frame);
  if (touch) drawKeys(frame);
  ImGui::EndChild();
}

// Title and ×, which stay while the rest scrolls.
void drawTitle(Frame& frame, Preferences& preferences, const Rect& rect) {
  beginPanel(frame, "help title", rect, bare_panel);
  const float side = frame.px(44);
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::readout_px));
    textAt(*ImGui::GetWindowDrawList(), ImVec2(rect.x + frame.px(14), rect.y + rect.h / 2), 0, frame.colors().text,
           "Classifier Lab");
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - side - frame.px(4), rect.y + (rect.h - side) / 2));
  if (button(frame, {.id = "close help",
                     .icon = Icon::close,
                     .tip = "Close   Esc",
                     .style = ButtonStyle::quiet,
                     .width = side,
                     .height = side})) {
    preferences.help_open = false;
  }
  endPanel(frame);
}

}  // namespace

void drawHelp(Frame& frame, Preferences& preferences) {
  if (!preferences.help_open) {
    preferences.starting_over = false;
    preferences.help_age = 0;
    return;
  }
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(page);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(8, 10, 16, 130));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("help shade", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  const float margin = frame.px(page.x < frame.px(600) ? 8 : 24);
  const float width = std::min(frame.px(860), page.x - 2 * margin);
  const float height = std::min(frame.px(840), page.y - 2 * margin);
  const Rect card{(page.x - width) / 2, (page.y - height) / 2, width, height};
  ImGui::GetWindowDrawList()->AddRectFilled(topLeft(card), bottomRight(card), frame.colors().surface, frame.px(12));
  const float title = frame.px(54);
  drawTitle(frame, preferences, {card.x, card.y, card.w, title});
  beginPanel(frame, "help card", {card.x, card.y + title, card.w, card.h - title - frame.px(8)});
  // However far it was read the last time, and wherever the keyboard was then.
  if (preferences.help_age < 3) ImGui::SetScrollY(0);
  ++preferences.help_age;
  drawPage(frame, preferences);
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
