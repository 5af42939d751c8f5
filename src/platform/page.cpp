#include "platform/page.h"

#include <emscripten.h>

#include <utility>

#include "kernels/thread_pool.h"
#include "lab/settings/address.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"
#include "platform/clipboard.h"
#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/im.h"

namespace lab::platform {

namespace {

// After the last input: long enough for a hint to appear and a colour to settle.
constexpr double kSettleSeconds = 0.7;

double seconds() { return 1e-3 * emscripten_get_now(); }

// Settings, state or a resting picture changed: the page renews its address and what a screen reader says.
EM_JS(void, tellPage, (), {
  if (Module["onLabChange"]) Module["onLabChange"]();
});

// The speed that the visitor likes: steps a second, 0 as fast as possible, -1 automatic, as on a first visit.
EM_JS(double, keptSpeed, (), {
  try {
    const kept = localStorage.getItem("lab speed");
    const speed = kept ? Number(kept) : -1;
    return speed >= 0 && speed <= 1e6 ? speed : -1;
  } catch {
    return -1;  // a private window may keep nothing
  }
});
EM_JS(void, keepSpeed, (double speed), {
  try {
    localStorage.setItem("lab speed", String(speed));
  } catch {
  }
});

EM_JS_DEPS(page, "$UTF8ToString");

// What only the page can do: fetch images, let the visitor choose a file. After this frame, because it calls back.
EM_JS(void, askPage, (const char* text), {
  const wish = UTF8ToString(text);
  queueMicrotask(function() {
    if (Module["onLabRequest"]) Module["onLabRequest"](wish);
  });
});

constexpr std::string_view kForPage = "page ";

// More is not kept: writing it every few seconds would be felt.
constexpr std::size_t kMostKept = 16 << 20;

Settings firstSettings() {
  for (const Preset& preset : presets()) {
    if (preset.name == "notes_linear") return preset.settings;
  }
  return {};
}

}  // namespace

Page::Page(int threads)
    : first_(firstSettings()),
      engine_(first_, seconds, hasThreads() && threads > 1),
      facts_(buildFacts()),
      told_settings_(first_) {
  const double speed = told_speed_ = keptSpeed();
  engine_.post(speed < 0 ? commands::Speed{.automatic = true} : commands::Speed{speed});
  setThreadCount(threads);
  facts_.threads = threadCount();
  host_.version = facts_.version;
  // Short, for the help; lab.state().variant has it in full.
  host_.variant = facts_.fused ? "relaxed SIMD" : "SIMD";
  if (facts_.threads > 1) host_.variant += ", " + std::to_string(facts_.threads) + " threads";
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

  const Snapshot& snapshot = engine_.frame(app_->view());

  const double draw_start = seconds();
  host_.touch = window_.lastInputWasTouch();
  host_.pinch = window_.pinch();
  host_.steps_per_second = engine_.stepsPerSecond();
  host_.frame_ms = engine_.frameMs();
  host_.images = store_.loading();
  host_.images_wished = wish_.has_value();
  window_.beginFrame();
  ui::Commands commands;
  app_->draw(snapshot, host_, commands);
  window_.endFrame(host_.dark);
  ++frames_;
  engine_.drew(seconds() - draw_start);

  tellChanges(snapshot);
  if (takeKept()) askPage("kept");
  for (const std::string& text : commands) carryOut(text);
  if (!commands.empty()) quiet_since_ = start;

  if (engine_.moving() || start - quiet_since_ < kSettleSeconds) return FrameLoop::Next::at_once;
  if (wantsText()) return FrameLoop::Next::soon;  // a caret blinks slowly
  return app_->wantsAnimation() ? FrameLoop::Next::at_once : FrameLoop::Next::on_wake;
}

void Page::tellChanges(const Snapshot& snapshot) {
  const double speed = snapshot.auto_speed ? -1 : snapshot.speed;
  if (std::exchange(told_speed_, speed) != speed) keepSpeed(speed);
  const bool moved = snapshot.run_revision != told_revision_ && snapshot.state != RunState::running;
  if (!moved && snapshot.state == told_state_ && snapshot.settings == told_settings_) return;
  told_revision_ = snapshot.run_revision;
  told_state_ = snapshot.state;
  told_settings_ = snapshot.settings;
  tellPage();
}

// A request to the page itself, without its "page ".
Status Page::askFor(std::string_view request) {
  if (request == "drop_picture") {
    host_.picture.reset();
    return Done{};
  }
  for (const char* known : {"load_images", "cancel_images", "choose_images", "choose_picture", "copy_link",
                            "remember_visit", "show_licences"}) {
    if (request != known) continue;
    askPage(known);
    return Done{};
  }
  return Error{
      "Unknown command 'page " + std::string(request) +
          "'. The page knows load_images, cancel_images, choose_images, choose_picture, drop_picture, copy_link, "
          "remember_visit and show_licences.",
      "The page does not know this command."};
}

// The session tells what is wrong with a text.
Result<Command> Page::read(std::string_view text) {
  Result<Command> command = parseCommand(text);
  if (!command) engine_.hold()->change().refuse(command.failure());
  return command;
}

void Page::forgetView(const Command& command) {
  const auto* act = std::get_if<commands::Act>(&command);
  if (act == nullptr || *act != commands::Act::forget) return;
  app_->restoreView({}, 0);
  askPage("forget");
}

Status Page::command(std::string_view text) {
  wake();
  if (text.starts_with(kForPage)) return askFor(text.substr(kForPage.size()));
  const Result<Command> command = read(text);
  if (!command) return command.failure();
  forgetView(command.value());
  return engine_.hold()->change().post(command.value());
}

// Keeps a command whose images are not there yet, and asks for them.
bool Page::comesLater(Command& command) {
  const auto* show = std::get_if<commands::Show>(&command);
  const auto* set = std::get_if<commands::Set>(&command);
  Mode mode = Mode::plane;
  if (show != nullptr) mode = show->mode;
  if (set != nullptr && !set->start && !store_.library()) {
    mode = modeOf(set->assignments.appliedTo(engine_.hold()->session().settings()));
  }
  if (mode == Mode::images && !store_.library()) {
    wish_.emplace(std::move(command));
    askForImages();
    return true;
  }
  if (show != nullptr) wish_.reset();
  return false;
}

Status Page::wish(std::string_view text) {
  Result<Command> command = read(text);
  if (!command) return command.failure();
  if (comesLater(command.value())) return Done{};
  return engine_.hold()->change().post(command.value());
}

// What a panel asks for. Nobody waits: a refusal leaves its reason in the snapshot's notice, where the panels show it.
void Page::carryOut(std::string_view text) {
  if (text.starts_with(kForPage)) return (void)askFor(text.substr(kForPage.size()));
  Result<Command> command = read(text);
  if (!command || comesLater(command.value())) return;
  forgetView(command.value());
  engine_.post(std::move(command.value()));
}

// Where bytes are to be saved, the page that waits for images asks the visitor first.
void Page::askForImages() {
  if (!host_.save_data && store_.loading().state != ui::ImageLoading::State::loading) askPage("load_images");
}

std::string Page::applyAddress(std::string_view text) {
  const AddressSettings read = readAddress(engine_.hold()->session().settings(), text);
  if (read.good.empty()) return read.refused;
  wish_.reset();  // of an earlier address
  const Status posted = wish("set " + read.good);
  return posted ? read.refused : posted.failure().shown();
}

void Page::imagesChanged() {
  {
    const auto driver = engine_.hold();
    driver->change().setImages(store_.library());
    if (wish_) (void)driver->change().post(*wish_);
    wish_.reset();
  }
  wake();
}

void Page::imagesEnd() {
  engine_.hold()->change().imagesEnd();
  wake();
}

Page::Kept Page::keptOf(const Driver& driver, std::string view) const {
  KeptSession kept = driver.session().keep(kMostKept);
  kept.view = std::move(view);
  return {encodeSession(kept), linkTo(driver.session().settings())};
}

bool Page::keep(bool now) {
  if (now) {
    kept_ = keptOf(*engine_.hold().operator->(), app_->keptView());
    return true;
  }
  engine_.send([this, view = app_->keptView()](const Driver& driver) {
    Kept kept = keptOf(driver, view);
    const std::lock_guard lock(kept_mutex_);
    fresh_kept_ = std::move(kept);
  });
  return takeKept();
}

bool Page::takeKept() {
  const std::lock_guard lock(kept_mutex_);
  if (!fresh_kept_) return false;
  kept_ = std::move(*fresh_kept_);
  fresh_kept_.reset();
  return true;
}

Status Page::comeBack(std::span<const std::uint8_t> bytes, bool offer) {
  const Result<KeptSession> kept = decodeSession(bytes);
  if (!kept) return kept.failure();
  bool lacks_images = false;
  {
    const auto driver = engine_.hold();
    driver->change().comeBack(kept.value(), offer);
    lacks_images = driver->session().waitsForImages();
    if (!offer) app_->restoreView(kept.value().view, driver->peek({}).data_revision);
  }
  if (lacks_images) askForImages();
  wake();
  return Done{};
}

std::uint64_t Page::revision() {
  std::string view = app_->keptView();
  if (view != kept_view_) ++view_revision_;
  kept_view_ = std::move(view);
  return engine_.revision() + view_revision_;
}

Status Page::addShard(ImageStore::Part part, ImageStore::Bytes bytes, std::string_view name) {
  const auto training = engine_.hold();
  return store_.addShard(part, bytes, name);
}

void Page::setPicture(std::span<const std::uint8_t> planes) {
  auto picture = std::make_shared<ImageSet>();
  picture->pixels.assign(planes.begin(), planes.end());
  picture->y = {0};  // nobody knows
  host_.picture = std::move(picture);
  wake();
}

Status Page::step(std::int64_t steps) {
  wake();
  return engine_.hold()->step(steps);
}

std::string Page::link() { return linkTo(engine_.hold()->session().settings()); }

std::string Page::linkTo(const Settings& settings) const {
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    const std::string value = valueText(settings, info.key);
    if (value == valueText(first_, info.key)) continue;
    if (!text.empty()) text += '&';
    text += std::string(info.key) + '=' + value;
  }
  return text;
}

void Page::setHost(bool dark, bool touch, bool save_data) {
  host_.dark = dark;
  host_.save_data = save_data;
  window_.expectTouch(touch);
  wake();
}

void Page::setFirstVisit() {
  host_.first_visit = true;
  wake();
}

void Page::setHidden(bool hidden) {
  engine_.hold()->setHidden(hidden);
  wake();
}

void Page::loseGraphics() { window_.loseGraphics(); }

Status Page::restoreGraphics() {
  Status restored = window_.restoreGraphics();
  wake();
  return restored;
}

bool Page::wantsText() const { return ImGui::GetCurrentContext() && ImGui::GetIO().WantTextInput; }

bool Page::focusEnds(bool forward) const { return forward ? app_->focus().at_end : app_->focus().at_start; }

void Page::enterFocus(bool forward) {
  ui::enterFocus(app_->focus(), forward);
  wake();
}

void Page::leaveFocus() {
  ui::leaveFocus(app_->focus());
  wake();
}

}  // namespace lab::platform
