#include "ui/keys.h"

#include <array>

#include "ui/help.h"
#include "ui/kit/focus.h"
#include "ui/transport.h"

namespace lab::ui {
namespace {

enum class Act {
  none,
  play,
  step,
  back,
  back_press,
  reset,
  undo,
  redo,
  model,
  speed,
  generate,
  explore,
  explain,
  help,
  close
};

// How a line of the table is pressed: a key of the keyboard, or a character, wherever its key is.
struct Trigger {
  ImGuiKey key = ImGuiKey_None;
  ImWchar character = 0;
  bool command = false;  // with Ctrl or Cmd
};

struct Binding {
  KeyLine line;
  Act act;
  Trigger trigger;
};

constexpr std::array<Binding, 17> bindings = {{
    {{"Space", "train or pause"}, Act::play, {ImGuiKey_Space}},
    {{".", "one step"}, Act::step, {ImGuiKey_None, '.'}},
    {{",", "one step back"}, Act::back, {ImGuiKey_None, ','}},
    {{"Backspace", "back to where the last press began"}, Act::back_press, {ImGuiKey_Backspace}},
    {{"R", "reset: first parameters"}, Act::reset, {ImGuiKey_R}},
    {{"Ctrl+Z", "undo"}, Act::undo, {ImGuiKey_Z, 0, true}},
    {{"Ctrl+Shift+Z", "redo"}, Act::redo, {ImGuiKey_Y, 0, true}},
    {{"L", "linear, two-layer, both"}, Act::model, {ImGuiKey_L}},
    {{"M", "speed: automatic or as fast as possible"}, Act::speed, {ImGuiKey_M}},
    {{"G", "new sample: other points of the same kind"}, Act::generate, {ImGuiKey_G}},
    {{"E", "experiments: examples, races, checks"}, Act::explore, {ImGuiKey_E}},
    {{"H", "show or hide explanations"}, Act::explain, {ImGuiKey_H}},
    {{"?", "this page"}, Act::help, {ImGuiKey_None, '?'}},
    {{"Tab", "next control; with Shift the one before"}, Act::none, {}},
    {{"Arrows", "change the control in focus, go on among underlined words"}, Act::none, {}},
    {{"Enter", "press it, enter what was typed"}, Act::none, {}},
    {{"Esc", "cancel, close, or let go of the point"}, Act::close, {ImGuiKey_Escape}},
}};

// What is about the page as a whole; all else is about the run and what stands around it.
constexpr bool isOfThePage(Act what) { return what == Act::explain || what == Act::help || what == Act::close; }

// Cmd on a Mac.
bool commandHeld() { return ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeySuper; }

bool pressed(const Trigger& trigger) {
  // AltGr types characters on many keyboards, and looks like Ctrl and Alt.
  if (trigger.character != 0) return characterTyped(trigger.character);
  if (trigger.key == ImGuiKey_None || trigger.command != commandHeld() || ImGui::GetIO().KeyAlt) return false;
  return ImGui::IsKeyPressed(trigger.key, trigger.command);
}

// Ctrl+Shift+Z as well as Ctrl+Y.
bool shiftedUndo() { return ImGui::GetIO().KeyShift && pressed({ImGuiKey_Z, 0, true}); }

void act(Frame& frame, Preferences& preferences, const KeyActions& actions, Act what) {
  const Settings& settings = frame.snapshot.settings;
  switch (what) {
    case Act::none:
    case Act::help:
      return;
    case Act::play:
      if (!frame.focus.visible) frame.post(playCommand(frame.snapshot));
      return;
    case Act::step:
      return frame.post("step 1");
    case Act::back:
      return frame.post("back 1");
    case Act::back_press:
      if (frame.snapshot.can_go_back) frame.post("back press");
      return;
    case Act::reset:
      return frame.post("reset");
    case Act::undo:
      if (!shiftedUndo() && !frame.snapshot.undo.empty()) frame.post("undo");
      return;
    case Act::redo:
      if (!frame.snapshot.redo.empty()) frame.post("redo");
      return;
    case Act::model:
      return frame.post(modelCommand(settings, nextChoice(modelChoice(settings))));
    case Act::speed:
      return frame.post(frame.snapshot.auto_speed ? "speed max" : "speed auto");
    case Act::generate:
      return actions.generate();
    case Act::explore:
      return actions.explore();
    case Act::explain:
      preferences.explain = !preferences.explain;
      return;
    case Act::close:
      if (frame.focus.in_notice) return;
      if (preferences.help_open) {
        preferences.help_open = false;
      } else if (!frame.notes.error_key.empty()) {
        frame.notes.error_key.clear();
      } else {
        actions.close();
      }
      ImGui::SetNavCursorVisible(false);
  }
}

}  // namespace

std::span<const KeyLine> keyLines() {
  static const auto lines = [] {
    std::array<KeyLine, bindings.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = bindings[i].line;
    return all;
  }();
  return lines;
}

void handleKeys(Frame& frame, Preferences& preferences, const KeyActions& actions, int& help_frame) {
  if (!keysAreFree(frame.focus)) return;
  // The question mark is Shift+/ here and elsewhere another key: whichever arrives first counts, the other follows
  // soon.
  const bool question = (ImGui::GetIO().KeyShift && pressed({ImGuiKey_Slash})) || characterTyped('?');
  if (question && ImGui::GetFrameCount() > help_frame + 3) {
    preferences.help_open = !preferences.help_open;
    help_frame = ImGui::GetFrameCount();
  }
  for (const Binding& binding : bindings) {
    if (actions.run_is_hidden && !isOfThePage(binding.act)) continue;
    if (pressed(binding.trigger)) act(frame, preferences, actions, binding.act);
  }
  if (actions.run_is_hidden) return;
  if (shiftedUndo()) act(frame, preferences, actions, Act::redo);
  for (int i = 0; i < 9; ++i) {
    if (pressed({static_cast<ImGuiKey>(ImGuiKey_1 + i)})) actions.choose_study(i);
  }
}

}  // namespace lab::ui
