#include "ui/app.h"

#include <algorithm>
#include <array>

#include "lab/settings_table.h"
#include "ui/coach.h"
#include "ui/curves.h"
#include "ui/data_panel.h"
#include "ui/format.h"
#include "ui/frame.h"
#include "ui/help.h"
#include "ui/images_mode.h"
#include "ui/inspector.h"
#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/picture.h"
#include "ui/published_table.h"
#include "ui/readouts.h"
#include "ui/setting_rows.h"
#include "ui/study/sheet.h"
#include "ui/toast.h"
#include "ui/training_panel.h"
#include "ui/transport.h"
#include "ui/widgets.h"

namespace lab::ui {
namespace {

enum class Tab { train, data, plots, point };
enum class Detail { point, published };

}  // namespace

struct App::State {
  Theme theme;
  View view;
  Preferences preferences;
  FieldNotes notes;
  Focus focus;
  Transport transport;
  DataPanel data;
  TrainingPanel training;
  PicturePanel picture;
  CurvesPanel curves;
  Inspector inspector;
  ImagesMode images;
  StudySheet studies;
  Toast toast;
  Coach coach;
  Tab tab = Tab::train;
  Detail detail = Detail::point;
  bool had_published = false;
  std::optional<Index> had_example;
  std::shared_ptr<const ImageSet> had_picture;
  int help_frame = -10;
  bool animating = false;
  bool waiting = false;  // images are wanted, and none are there yet

  void drawBench(Frame& frame, const Layout& layout);
  void drawStudies(Frame& frame, const Layout& layout);
  void drawSettings(Frame& frame, const Rect& rect);
  void drawDetail(Frame& frame, const Layout& layout);
  void drawTabs(Frame& frame, const Layout& layout);
  void drawPlots(Frame& frame, const Rect& rect);
  void drawStatus(Frame& frame, const Rect& rect);
};

App::App() : state_(std::make_unique<State>()) {
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
  const State& s = *state_;
  return "stage " + std::to_string(static_cast<int>(s.images.desk.tab)) + "\n" + s.picture.keptView(s.view);
}

void App::restoreView(std::string_view text, std::uint64_t data_revision) {
  State& s = *state_;
  s.view.example.reset();
  s.images.desk.tab = StageTab::images;
  const std::string_view first = text.substr(0, text.find('\n'));
  for (const StageTab tab : {StageTab::templates, StageTab::confusion}) {
    if (first == "stage " + std::to_string(static_cast<int>(tab))) s.images.desk.tab = tab;
  }
  s.picture.restoreView(text.substr(std::min(first.size() + 1, text.size())), data_revision);
}

bool App::pinchesAt(float x, float y) const { return state_->picture.covers(ImVec2(x, y)); }

bool App::wantsAnimation() const { return state_->animating; }

Focus& App::focus() { return state_->focus; }

void App::State::drawSettings(Frame& frame, const Rect& rect) {
  // The way to the studies stays in sight below what scrolls.
  const float entrance = frame.theme.row() + frame.px(8);
  beginPanel(frame, "entrance", {rect.x, rect.bottom() - entrance + frame.px(8), rect.w, entrance}, false, false);
  studies.drawEntrance(frame);
  endPanel(frame);
  beginPanel(frame, "settings", {rect.x, rect.y, rect.w, rect.h - entrance});
  if (frame.snapshot.mode == Mode::images) {
    images.data.draw(frame, true);
  } else {
    data.draw(frame, true);
  }
  ImGui::Dummy(ImVec2(1, frame.px(2)));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine(at, at + ImVec2(ImGui::GetContentRegionAvail().x, 0), frame.colors().line);
  ImGui::Dummy(ImVec2(1, frame.px(2)));
  if (!transport.showsSlider()) transport.drawSpeedRow(frame);
  training.draw(frame, true);
  endPanel(frame);
}

void App::State::drawDetail(Frame& frame, const Layout& layout) {
  if (frame.snapshot.mode == Mode::images) {
    beginPanel(frame, "image detail", layout.inspector);
    images.inspector.draw(frame, images.desk, view);
    return endPanel(frame);
  }
  const bool published = hasPublished(frame.snapshot);
  beginPanel(frame, "detail", layout.inspector);
  if (published) {
    const std::array<const char*, 2> names = {"Point", "Published"};
    if (const auto chosen = segmented(frame, "detail", names, static_cast<int>(detail), frame.px(200))) {
      detail = static_cast<Detail>(*chosen);
    }
  }
  if (published && detail == Detail::published) {
    drawPublishedTable(frame);
  } else {
    inspector.draw(frame, view, picture.legendMarkers());
  }
  endPanel(frame);
}

void App::State::drawPlots(Frame& frame, const Rect& rect) {
  beginPanel(frame, "plots", rect, false);
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float loss_h = std::max(frame.px(230), 0.55f * rect.h);
  const float accuracy_h = std::max(frame.px(170), 0.4f * rect.h);
  if (frame.snapshot.mode == Mode::images) {
    images.curves.drawLoss(frame, {at.x, at.y, width, loss_h});
    images.curves.drawAccuracy(frame, {at.x, at.y + loss_h + frame.px(8), width, accuracy_h});
    return endPanel(frame);
  }
  curves.drawLoss(frame, {at.x, at.y, width, loss_h});
  curves.drawAccuracy(frame, {at.x, at.y + loss_h + frame.px(8), width, accuracy_h});
  if (hasPublished(frame.snapshot)) {
    const float height = frame.px(320);
    beginPanel(frame, "published", {at.x, at.y + loss_h + accuracy_h + frame.px(16), width, height});
    text(frame, "Published and ours", Tone::heading);
    drawPublishedTable(frame);
    endPanel(frame);
  }
  endPanel(frame);
}

void App::State::drawTabs(Frame& frame, const Layout& layout) {
  beginPanel(frame, "tabs", layout.tabs, false, false);
  const bool pictures = frame.snapshot.mode == Mode::images;
  const std::array<const char*, 4> names = {"Train", "Data", "Plots", pictures ? "Image" : "Point"};
  const float h = layout.tabs.h - frame.px(4);
  const float explore = h;
  if (const auto chosen =
          segmented(frame, "tab", names, static_cast<int>(tab), layout.tabs.w - explore - frame.px(6), h)) {
    tab = static_cast<Tab>(*chosen);
  }
  ImGui::SetCursorScreenPos(ImVec2(layout.tabs.right() - explore, layout.tabs.y));
  if (button(frame, {.id = "explore",
                     .icon = Icon::flask,
                     .tip = "Explore: worked examples, races, checks and searches   E",
                     .width = explore,
                     .height = h})) {
    studies.toggle();
  }
  endPanel(frame);
  Rect body = layout.tab_body;
  if (layout.status.empty() && coach.speaks()) {
    const Rect strip{body.x, body.y, body.w, std::min(frame.px(104), body.h / 2)};
    coach.draw(frame, strip);
    body = {body.x, strip.bottom() + frame.px(4), body.w, body.h - strip.h - frame.px(4)};
  }
  if (tab == Tab::plots) return drawPlots(frame, body);
  ImGui::PushID(static_cast<int>(tab));
  beginPanel(frame, "tab body", body);
  if (tab == Tab::train) {
    if (!transport.showsSlider()) transport.drawSpeedRow(frame);
    training.draw(frame, false);
  }
  if (tab == Tab::data && pictures) images.data.draw(frame, false);
  if (tab == Tab::data && !pictures) data.draw(frame, false);
  if (tab == Tab::point && pictures) images.inspector.draw(frame, images.desk, view);
  if (tab == Tab::point && !pictures) inspector.draw(frame, view, picture.legendMarkers());
  endPanel(frame);
  ImGui::PopID();
}

void App::State::drawStatus(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  if (coach.speaks()) return coach.draw(frame, rect);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = rect.y + frame.px(13);
  std::string machine = frame.host.variant;
  if (frame.host.steps_per_second > 0) {
    machine += (machine.empty() ? "" : "  ·  ") + compact(frame.host.steps_per_second) + " steps/s";
  }
  const float machine_width = textWidth(machine);
  textAt(list, ImVec2(rect.right(), y), 1, frame.colors().muted, machine);
  if (!frame.explain) return;
  const float room = rect.w - machine_width - frame.px(16);
  std::string words = stepText(frame.snapshot) + ".";
  const bool pictures = frame.snapshot.mode == Mode::images;
  const std::string more = pictures ? words : words + " Colour: the winning class, deeper where more certain.";
  if (textWidth(more) <= room) words = more;
  textFitted(list, ImVec2(rect.x, y), room, frame.colors().muted, words);
}

// The picture and the plots are covered: nothing of them is computed.
void App::State::drawStudies(Frame& frame, const Layout& layout) {
  view.regions = view.hidden_units = view.templates = false;
  view.verdicts.reset();
  view.picture.reset();
  if (layout.arrangement == Arrangement::columns) drawSettings(frame, layout.settings);
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  studies.draw(frame, studyPlace(layout, page.x, page.y), view);
}

// All that belongs to the mode on the screen.
void App::State::drawBench(Frame& frame, const Layout& layout) {
  view.health = view.hardest = false;
  if (studies.open()) return drawStudies(frame, layout);
  if (layout.arrangement == Arrangement::columns) drawSettings(frame, layout.settings);
  const bool pictures = frame.snapshot.mode == Mode::images;
  if (pictures) {
    images.drawHeader(frame, layout.picture_header);
    images.drawStage(frame, layout.stage, view);
  } else {
    view.templates = false;
    view.verdicts.reset();
    view.picture.reset();
    picture.drawHeader(frame, layout.picture_header, view);
    picture.draw(frame, layout, view);
  }
  drawStatus(frame, layout.status);
  if (!layout.loss_plot.empty() && pictures) images.curves.drawLoss(frame, layout.loss_plot);
  if (!layout.loss_plot.empty() && !pictures) curves.drawLoss(frame, layout.loss_plot);
  if (!layout.accuracy_plot.empty() && pictures) images.curves.drawAccuracy(frame, layout.accuracy_plot);
  if (!layout.accuracy_plot.empty() && !pictures) curves.drawAccuracy(frame, layout.accuracy_plot);
  if (layout.arrangement == Arrangement::columns) {
    drawDetail(frame, layout);
  } else {
    drawTabs(frame, layout);
  }
}

void App::draw(const Snapshot& snapshot, const Host& host, Commands& commands) {
  State& s = *state_;
  const ImVec2 page = ImGui::GetIO().DisplaySize;
  const bool published = hasPublished(snapshot);
  const bool pictures = snapshot.mode == Mode::images;
  const LayoutWish wish{page.x, page.y, host.scale, snapshot.runs.size() > 1, pictures};
  const Layout layout = computeLayout(wish);
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
  beginFocus(frame);
  s.coach.follow(frame);
  const bool noted = noteAnswer(s.notes, snapshot);
  if (published && !s.had_published) s.detail = Detail::published;
  if (s.view.example && s.view.example != s.had_example) s.detail = Detail::point;
  // Whoever gives a picture wants to see what becomes of it.
  if (host.picture && host.picture != s.had_picture) s.tab = Tab::point;
  s.had_published = published;
  s.had_example = s.view.example;
  s.had_picture = host.picture;
  if (s.waiting && snapshot.images) {
    s.waiting = false;
    if (!pictures) frame.post("mode images");
  }
  const auto generate = [&] {
    if (!pictures) s.data.newSample(frame);
  };
  const auto close = [&] {
    if (s.studies.open()) return s.studies.close();
    s.view.example.reset();
    if (host.picture && pictures) frame.post("page drop_picture");
  };
  handleKeys(frame, s.preferences,
             {.generate = generate,
              .explore = [&] { s.studies.toggle(); },
              .choose_study = [&](int place) { s.studies.choose(place); },
              .close = close},
             s.help_frame);

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
    s.transport.drawModels(frame, layout.model_bar);
    drawReadouts(frame, layout.readouts);
  }
  drawModeSwitch(frame, layout.mode_bar, s.waiting);
  drawCorner(frame, layout.corner, s.preferences);
  if (s.waiting) {
    // The plane's run rests unseen: its buttons would move what nobody sees.
    const float top = layout.picture_header.y;
    drawNoImages(frame, {frame.px(12), top, page.x - frame.px(24), page.y - top - frame.px(12)});
  } else {
    s.drawBench(frame, layout);
  }
  ImGui::End();
  s.toast.draw(frame, toastPlace(layout, page.x, page.y), noted);
  drawHelp(frame, s.preferences);
  endFocus(frame);
  s.animating = frame.animating || ImGui::IsAnyItemActive();
}

}  // namespace lab::ui
