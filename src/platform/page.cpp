#include "platform/page.h"

#include <emscripten.h>

#include "imgui.h"
#include "platform/clipboard.h"

namespace lab::platform {

namespace {

// After the last input: long enough for a hint to appear and a colour to settle.
constexpr double kSettleSeconds = 0.7;

double seconds() { return 1e-3 * emscripten_get_now(); }

// Settings, state or a resting picture changed: the page renews its address and what a screen reader says.
EM_JS(void, tellPage, (), {
  if (Module["onLabChange"]) Module["onLabChange"]();
});

Settings firstSettings() {
  for (const Preset& preset : presets()) {
    if (preset.name == "notes_linear") return preset.settings;
  }
  return {};
}

}  // namespace

Page::Page() : first_(firstSettings()), driver_(first_, seconds), facts_(buildFacts()), told_settings_(first_) {
  host_.variant = facts_.variant;
}

Status Page::open() {
  if (Status opened = window_.open(); !opened) return opened;
  useBrowserClipboard();
  app_ = std::make_unique<ui::App>();
  window_.onInput([](void* self) { static_cast<Page*>(self)->wake(); }, this);
  loop_.start([](void* self) { return static_cast<Page*>(self)->frame(); }, this);
  return Done{};
}

void Page::wake() {
  quiet_since_ = seconds();
  loop_.wake();
}

FrameLoop::Next Page::frame() {
  const double start = seconds();
  window_.pollEvents();
  if (!window_.hasGraphics()) return FrameLoop::Next::on_wake;

  driver_.train();
  const Snapshot& snapshot = driver_.observe(app_->view());

  const double draw_start = seconds();
  host_.touch = window_.lastInputWasTouch();
  host_.steps_per_second = driver_.stepsPerSecond();
  host_.frame_ms = driver_.frameMs();
  window_.beginFrame();
  ui::Commands commands;
  app_->draw(snapshot, host_, commands);
  window_.endFrame(host_.dark);
  ++frames_;
  driver_.drew(seconds() - draw_start);

  // A refused command leaves its reason in the snapshot's notice, where the panels show it.
  for (const std::string& text : commands) (void)driver_.post(text);
  if (!commands.empty()) quiet_since_ = start;
  tellChanges(snapshot);

  const bool moving = driver_.moving() && !driver_.hidden();
  if (moving || start - quiet_since_ < kSettleSeconds) return FrameLoop::Next::at_once;
  if (wantsText()) return FrameLoop::Next::soon;  // a caret blinks slowly
  return app_->wantsAnimation() ? FrameLoop::Next::at_once : FrameLoop::Next::on_wake;
}

void Page::tellChanges(const Snapshot& snapshot) {
  const bool moved = snapshot.run_revision != told_revision_ && snapshot.state != RunState::running;
  if (!moved && snapshot.state == told_state_ && snapshot.settings == told_settings_) return;
  told_revision_ = snapshot.run_revision;
  told_state_ = snapshot.state;
  told_settings_ = snapshot.settings;
  tellPage();
}

Status Page::command(std::string_view text) {
  Status posted = driver_.post(text);
  driver_.apply();
  wake();
  return posted;
}

Status Page::step(std::int64_t steps) {
  driver_.apply();
  Status stepped = driver_.step(steps);
  wake();
  return stepped;
}

std::string Page::state() {
  const Snapshot& snapshot = driver_.peek({});
  const HostFigures figures{driver_.stepsPerSecond(), driver_.frameMs(), frames_, driver_.hidden()};
  return stateJson(snapshot, facts_, figures);
}

std::string Page::history() { return historyJson(driver_.peek({})); }

std::string Page::inspect(Index example) {
  View view;
  view.example = example;
  return inspectionJson(driver_.peek(view));
}

std::string Page::examples() { return examplesJson(driver_.peek({})); }

std::string Page::spoken() { return spokenState(driver_.peek({})); }

std::string Page::link() {
  const Settings& now = driver_.peek({}).settings;
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    const std::string value = valueText(now, info.key);
    if (value == valueText(first_, info.key)) continue;
    if (!text.empty()) text += '&';
    text += std::string(info.key) + '=' + value;
  }
  return text;
}

void Page::setHost(bool dark, bool touch) {
  host_.dark = dark;
  window_.expectTouch(touch);
  wake();
}

void Page::setHidden(bool hidden) {
  driver_.setHidden(hidden);
  wake();
}

void Page::loseGraphics() { window_.loseGraphics(); }

Status Page::restoreGraphics() {
  Status restored = window_.restoreGraphics();
  wake();
  return restored;
}

bool Page::wantsText() const { return ImGui::GetCurrentContext() && ImGui::GetIO().WantTextInput; }

}  // namespace lab::platform
