// The data panel: what it says is what is shown and trained.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "lab/run/draw_data.h"
#include "lab/settings/assignments.h"
#include "ui_harness.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Settings with(const std::string& assignments) {
  const Result<Settings> settings = withAssignments(Settings{}, assignments);
  REQUIRE(settings.ok());
  return settings.value();
}

// The middle of a shape's picture, which stand side by side above the words on the one that is chosen.
ImVec2 shapePlace(const Harness& page, int shape, const char* words) {
  const auto below = placeOf(words);
  REQUIRE(below.has_value());
  const Rect panel = page.layout().settings;
  const float inner = panel.w - 28;
  return {panel.x + 14 + inner * (static_cast<float>(shape) + 0.5f) / 5, below->y - 30};
}

// A place on the slider of a row, from its left end (0) to its right end (1).
ImVec2 sliderPlace(const Harness& page, const char* label, float t) {
  const Rect panel = page.layout().settings;
  const std::vector<Rect> places = findText(label);  // the picture has a switch of the same name as a row
  const auto row = std::find_if(places.begin(), places.end(), [&](const Rect& place) { return panel.contains(place); });
  REQUIRE(row != places.end());
  const float left = row->x + 124 + 8;
  const float right = panel.right() - 14 - 62 - 4 - 8;
  return {left + t * (right - left), row->y + row->h / 2};
}

std::size_t count(const std::vector<std::string>& commands, const std::string& start) {
  return static_cast<std::size_t>(std::count_if(
      commands.begin(), commands.end(), [&](const std::string& command) { return command.rfind(start, 0) == 0; }));
}

// Holds a slider and moves along it; what was posted before it was let go.
std::vector<std::string> dragHeld(Harness& page, ImVec2 from, ImVec2 to) {
  page.move(from.x, from.y);
  page.takeCommands();
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  page.frame();
  for (int i = 1; i <= 5; ++i) page.move(from.x + (to.x - from.x) * static_cast<float>(i) / 5, from.y);
  return page.takeCommands();
}

std::vector<std::string> letGo(Harness& page) {
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  page.frames(2);
  return page.takeCommands();
}

// A number from 0.low to 0.high, in hundredths, stands on the page.
bool showsBetween(int low, int high) {
  for (int hundredths = low; hundredths <= high; ++hundredths) {
    const std::string digits = std::to_string(hundredths);
    if (says("0." + (hundredths % 10 == 0 ? digits.substr(0, 1) : digits))) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("data: a click on a shape draws it at once, and Train trains it") {
  Harness page(1280, 800);
  const ImVec2 chessboard = shapePlace(page, 4, "Spiral:");
  page.click(chessboard.x, chessboard.y);
  CHECK(page.posted("set data=xor"));
  CHECK(page.snapshot().settings.data == DataKind::xor_);
  page.frames(2);
  CHECK(says("Chessboard (xor):"));
  const Dataset shown = *page.snapshot().data;
  CHECK(shown.X == drawData(page.snapshot().settings, nullptr).plane->X);
  page.press(ImGuiKey_Space);
  page.frames(3);
  CHECK(page.snapshot().runs[0].iteration > 0);
  CHECK(page.snapshot().runs[0].settings.data == DataKind::xor_);
  CHECK(page.snapshot().data->X == shown.X);
  // The one that is chosen already draws nothing anew.
  page.takeCommands();
  page.click(chessboard.x, chessboard.y);
  CHECK(count(page.takeCommands(), "set") == 0);
}

TEST_CASE("data: training that runs goes on with the new data from the start") {
  Harness page(1280, 800);
  page.press(ImGuiKey_Space);
  page.frames(20);
  const auto before = page.snapshot().runs[0].iteration;
  REQUIRE(before > 100);
  page.press(ImGuiKey_G);
  CHECK(page.snapshot().settings.seed == 1);
  CHECK(page.snapshot().state == RunState::running);
  page.frames(2);
  CHECK(page.snapshot().runs[0].iteration > 0);
  CHECK(page.snapshot().runs[0].iteration < before);
}

TEST_CASE("data: sliders act while they are dragged, with many points when they are let go") {
  Harness page(1280, 800);
  const ImVec2 low = sliderPlace(page, "Noise", 0.1f);
  const ImVec2 high = sliderPlace(page, "Noise", 0.8f);
  CHECK(count(dragHeld(page, low, high), "set noise=") >= 5);
  CHECK(page.snapshot().settings.noise > 0.7);
  CHECK(count(letGo(page), "set") == 0);

  REQUIRE(page.session.post("set points=2000&noise=0.1").ok());
  page.frames(3);
  CHECK_FALSE(showsBetween(70, 90));
  CHECK(count(dragHeld(page, low, high), "set") == 0);
  CHECK(page.snapshot().settings.noise == 0.1);
  CHECK(showsBetween(70, 90));  // the field follows the finger
  CHECK(count(letGo(page), "set noise=") == 1);
  CHECK(page.snapshot().settings.noise > 0.7);
}

TEST_CASE("data: while training runs a slider ends one run, not one a frame") {
  Harness page(1880, 1600, with("model=two_layer"));
  page.press(ImGuiKey_Space);
  page.frames(5);
  CHECK(count(dragHeld(page, sliderPlace(page, "Noise", 0.1f), sliderPlace(page, "Noise", 0.8f)), "set") == 0);
  CHECK(count(letGo(page), "set noise=") == 1);
  CHECK(page.snapshot().state == RunState::running);
  CHECK(count(dragHeld(page, sliderPlace(page, "Hidden units", 0.2f), sliderPlace(page, "Hidden units", 0.6f)),
              "set") == 0);
  CHECK(count(letGo(page), "set hidden=") == 1);
  // What acts on the run that is under way does so at once.
  page.frames(5);
  CHECK(count(dragHeld(page, sliderPlace(page, "Learning rate", 0.5f), sliderPlace(page, "Learning rate", 0.3f)),
              "set lr=") >= 3);
  letGo(page);
}

TEST_CASE("data: a typed seed acts when it is entered, a bad one is told and changes nothing") {
  Harness page(1880, 1600);
  const auto type = [&page](const char* text) {
    const auto label = placeOf("Data seed");
    REQUIRE(label.has_value());
    page.click(page.layout().settings.right() - 60, label->y + label->h / 2);
    REQUIRE(ImGui::GetIO().WantTextInput);
    page.type(text);
    page.press(ImGuiKey_Enter);
    page.frames(2);
  };
  type("41");
  CHECK(page.posted("set seed=41"));
  CHECK(page.snapshot().settings.seed == 41);
  type("minus one");
  CHECK(page.snapshot().settings.seed == 41);
  CHECK(says("whole number"));
}

TEST_CASE("data: a new sample takes the next seed, after the last one the first") {
  Harness page(1280, 800);
  const auto label = placeOf("New sample");
  REQUIRE(label.has_value());
  const std::uint64_t before = page.snapshot().data_revision;
  page.click(label->x + label->w / 2, label->y + label->h / 2);
  CHECK(page.snapshot().settings.seed == 1);
  CHECK(page.snapshot().data_revision != before);
  REQUIRE(page.session.post("set seed=4294967295").ok());
  page.frames(2);
  page.press(ImGuiKey_G);
  CHECK(page.snapshot().settings.seed == 0);
}

TEST_CASE("data: no row moves when another shape is chosen") {
  for (const float width : {1280.0f, 1920.0f}) {
    Harness page(width, 900);
    const auto before = placeOf("Points per class");
    REQUIRE(before.has_value());
    for (const char* shape : {"moons", "circles", "blobs", "xor", "spiral"}) {
      REQUIRE(page.session.post(std::string("set data=") + shape).ok());
      page.frames(3);
      CAPTURE(shape);
      REQUIRE(placeOf("Points per class").has_value());
      CHECK(placeOf("Points per class")->y == before->y);
    }
  }
}

}  // namespace lab::ui
