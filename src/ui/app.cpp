#include "ui/app.h"

#include <algorithm>
#include <span>
#include <utility>

#include "ui/app_state.h"
#include "ui/keys.h"
#include "ui/kit/entry.h"
#include "ui/kit/widgets.h"
#include "ui/layout/layout.h"
#include "ui/readouts.h"
#include "ui/transport.h"

namespace lab::ui {

namespace {

// What is chosen stays from frame to frame; what is to be computed, those who are on the screen ask for anew.
View chosenIn(const View& last) {
  View view;
  view.example = last.example;
  view.image = last.image;
  return view;
}

}  // namespace

App::App() : state_(std::make_unique<AppState>()) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavEscapeClearFocusItem = false;                   // after Escape, Tab goes on where one was
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyNext = 0;  // there is one page, and no list of windows
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyPrev = 0;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.ConfigInputTextCursorBlink = true;
}

App::~App() = default;

const View& App::view() const { return state_->view; }

std::string App::keptView() const {
  AppState& s = *state_;
  return s.images.keptTab() + "\n" + s.plane.picture().keptView(s.view);
}

void App::restoreView(std::string_view text, std::uint64_t data_revision) {
  AppState& s = *state_;
  s.view.example.reset();
  const std::string_view first = text.substr(0, text.find('\n'));
  s.images.restoreTab(first);
  s.plane.picture().restoreView(text.substr(std::min(first.size() + 1, text.size())), data_revision);
}

bool App::pinchesAt(float x, float y) const { return state_->plane.picture().covers(ImVec2(x, y)); }

bool App::wantsAnimation() const { return state_->animating; }

Focus& App::focus() { return state_->focus; }

Screen& AppState::screen(const Frame& frame) {
  if (frame.snapshot.mode == Mode::images) return images;
  return plane;
}

void AppState::follow(Frame& frame) {
  const Host& host = frame.host;
  plane.follow(frame, view);
  // Whoever gives a picture wants to see what becomes of it.
  if (host.picture && host.picture != had_picture) tab = Tab::point;
  had_picture = host.picture;
  // A link to images, or a run of images that was left here, is shown as soon as it can be.
  const bool wished = host.images_wished || frame.snapshot.awaits_images;
  if (std::exchange(had_wished, wished) != wished) waiting = wished;
  if (waiting && !wished && frame.snapshot.images) {
    waiting = false;
    if (frame.snapshot.mode != Mode::images) frame.post("mode images");
  }
  // Nothing trains that nobody sees.
  if (waiting && playCommand(frame.snapshot) == "pause") frame.post("pause");
  cards.follow(frame);
  coach.follow(frame);
}

// What the help asked for: the first steps, on top of all else.
void AppState::beginAgain() {
  const FirstSteps asked = std::exchange(preferences.first_steps, FirstSteps::as_they_are);
  if (asked == FirstSteps::as_they_are) return;
  const bool anew = asked == FirstSteps::as_on_a_first_visit;
  cards.bringBack(!anew);
  tab = Tab::train;
  studies.close();
  waiting = false;
  if (anew) plane.beginAgain();
}

void AppState::readKeys(Frame& frame) {
  const auto close = [&] {
    if (studies.open()) return studies.close();
    screen(frame).letGo(frame, view);
  };
  handleKeys(frame, preferences,
             {.generate = [&] { screen(frame).newSample(frame); },
              .explore = [&] { studies.toggle(); },
              .choose_study = [&](int place) { studies.choose(place); },
              .close = close,
              .run_is_hidden = waiting || preferences.help_open},
             help_frame);
}

void App::draw(const Snapshot& snapshot, const Host& host, Commands& commands) {
  AppState& s = *state_;
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  const LayoutWish wish{.width = page.x,
                        .height = page.y,
                        .zoom = host.scale,
                        .side_by_side = snapshot.runs.size() > 1,
                        .images = snapshot.mode == Mode::images,
                        .experiments = s.studies.open()};
  Layout layout = computeLayout(wish);
  const bool dark =
      s.preferences.theme == ThemeChoice::dark || (s.preferences.theme == ThemeChoice::automatic && host.dark);
  // A small screen is a telephone's, whatever touched it last.
  s.theme.apply(dark, layout.scale, host.touch || layout.arrangement == Arrangement::stacked);
  // Sizes that were computed from the last frame's style come right with the font of this one.
  ImGui::UpdateCurrentFontSize(0.0f);

  Frame frame{.snapshot = snapshot,
              .host = host,
              .theme = s.theme,
              .commands = commands,
              .notes = s.notes,
              .focus = s.focus,
              .arrangement = layout.arrangement,
              .explain = s.preferences.explain};
  const std::size_t before = commands.size();
  s.view = chosenIn(s.view);
  beginFocus(frame);
  const bool noted = noteAnswer(s.notes, snapshot);
  s.follow(frame);
  s.readKeys(frame);
  const Rect toast_place = toastPlace(layout, page.x, page.y);
  const Rect pill_place = s.toast.makeRoom(frame, layout, s.coach.speaks());

  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(page);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);
  // In the order in which one reads, which is the order of Tab.
  if (!s.waiting) {
    s.transport.drawButtons(frame, layout.transport);
    drawReadouts(frame, layout.readouts);
  }
  // Where it stands below the picture, of which there is none while images are waited for, it goes up to the corner.
  Rect mode_bar = layout.mode_bar;
  if (s.waiting && mode_bar.y > layout.corner.bottom()) {
    mode_bar = {frame.px(12), layout.corner.y, mode_bar.w, layout.corner.h};
  }
  drawModeSwitch(frame, mode_bar, s.waiting);
  drawCorner(frame, layout.corner, s.preferences, s.waiting);
  if (s.waiting) {
    // The plane's run rests unseen: its buttons would move what nobody sees.
    const float top = std::max(mode_bar.bottom(), layout.corner.bottom());
    drawNoImages(frame, {frame.px(12), top, page.x - frame.px(24), page.y - top - frame.px(12)});
  } else {
    s.drawBench(frame, layout);
    s.toast.drawPill(frame, pill_place);
  }
  ImGui::End();
  const auto chosen = [](const std::string& command) { return command.find("preset=notes_") != std::string::npos; };
  if (std::any_of(commands.begin(), commands.end(), chosen)) s.plane.offerPublished(s.view);
  s.toast.draw(frame, toast_place, noted);
  drawHelp(frame, s.preferences);
  endFocus(frame);
  drawBubble(frame);
  s.cards.endFrame(frame, std::span(commands).subspan(before), s.view.example);
  s.beginAgain();
  s.animating = frame.animating || ImGui::IsAnyItemActive();
}

}  // namespace lab::ui
