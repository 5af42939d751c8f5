// The sheet of studies: how it opens, what its panels say, and that they do what a visitor asks.
#include <doctest/doctest.h>

#include "ui/study/health_panel.h"
#include "ui/study/race_menus.h"
#include "ui/study/sheet.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// Clicks what reads so in the menus of a run; runs count from the top.
void clickInRun(Harness& page, int run, std::string_view words) {
  CAPTURE(std::string(words));
  const auto heading = placeOf("Only these settings differ");
  REQUIRE(heading.has_value());
  const float row = heading->bottom() + 10 + static_cast<float>(run) * 42;
  for (const Rect& place : findText(words)) {
    const bool inside = place.x > heading->x - 20 && place.y > row && place.y < row + 42;
    if (!inside) continue;
    page.click(place.x + place.w / 2, place.y + place.h / 2);
    page.frames(4);
    return;
  }
  FAIL("no such words in this run");
}

}  // namespace

TEST_CASE("studies: a first visit does not see them; E, Escape and the button open and close the sheet") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(768, 1024), ImVec2(1024, 768), ImVec2(390, 844),
                             ImVec2(320, 568), ImVec2(844, 390)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.frames(2);
    CHECK_FALSE(says("Three images"));
    CHECK(page.view().regions);
    press(page, ImGuiKey_E);
    CHECK(says("Three images"));
    press(page, ImGuiKey_Escape);
    CHECK_FALSE(says("Three images"));
    CHECK(page.view().regions);
    // Its name is on the screen, on a telephone too.
    clickOn(page, "Experiments");
    CHECK(says("Three images"));
  }
  Harness page(1280, 800);
  page.frames(2);
  clickOn(page, "Experiments");
  CHECK(says("Three images"));
  clickOn(page, "Close");
  CHECK_FALSE(says("Three images"));
}

TEST_CASE("studies: beside the picture it stays alive, and a setting is seen in both") {
  Harness page(1280, 800);
  press(page, ImGuiKey_E);
  REQUIRE(says("Three images"));
  CHECK(page.view().regions);
  const std::uint64_t before = page.snapshot().runs[0].regions.revision;
  const int uploads = page.uploads();
  post(page, "step 5");
  page.frames(3);
  CHECK(page.snapshot().runs[0].regions.revision != before);
  CHECK(page.uploads() > uploads);
  CHECK(says("Learning rate"));
  page.press(ImGuiKey_Space);
  CHECK(page.posted("run"));  // the run on the screen goes on
  CHECK(says("Three images"));
}

TEST_CASE("studies: where there is no room they cover the picture, and what is covered is not computed") {
  for (const auto& [w, h] : {ImVec2(768, 1024), ImVec2(1024, 768), ImVec2(390, 844), ImVec2(844, 390)}) {
    CAPTURE(w);
    Harness page(w, h);
    press(page, ImGuiKey_E);
    CHECK(says("Three images"));
    CHECK_FALSE(page.view().regions);
  }
}

TEST_CASE("race: a ready-made one runs, and its table tells every run") {
  for (const auto& [w, h] : {ImVec2(1920, 1080), ImVec2(390, 1600)}) {
    CAPTURE(w);
    Harness page(w, h);
    press(page, ImGuiKey_E);
    press(page, ImGuiKey_2);
    clickOn(page, "Effect of the step size");
    page.session.advance({1'000'000});
    page.frames(3);
    CHECK(says("Learning rate"));
    CHECK(says("0.01"));
    CHECK(says("1000000"));
    CHECK_FALSE(says("lr="));
    CHECK(says("diverged at step"));
    CHECK(says("49.3%"));
    CHECK_FALSE(says("Pause"));
  }
}

TEST_CASE("race: runs are added, changed and taken away; an unfair one cannot be started, and is told why") {
  Harness page(1000, 832);
  press(page, ImGuiKey_E);
  press(page, ImGuiKey_2);
  clickOn(page, "Add a run");
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("race start 200; lr=0.01; lr=1; lr=10; lr=1e6; lr=1e6"));
  page.session.advance({1'000'000});
  page.frames(3);
  // A value that is none stays, and is told under its run's number.
  clickInRun(page, 2, "10");
  page.type("fast");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(says("Run 3. Learning rate: a number from 0 to 1,000,000 (you gave fast)."));
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.takeCommands().empty());
  clickInRun(page, 2, "fast");
  page.type("3");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  // Another setting by its title, and one more beside it.
  clickInRun(page, 0, "Learning rate");
  chooseEntry(page, "Update rule");
  clickInRun(page, 0, "SGD");
  chooseEntry(page, "Adam");
  clickInRun(page, 0, "+");
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("race start 200; optimizer=adam lr=1; lr=1; lr=3; lr=1e6; lr=1e6"));
  page.session.advance({1'000'000});
  page.frames(3);
  // A setting is taken away: the run is the one in force.
  clickInRun(page, 1, "Learning rate");
  chooseEntry(page, "No setting");
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("race start 200; optimizer=adam lr=1; ; lr=3; lr=1e6; lr=1e6"));
}

TEST_CASE("race: an unfair one, which only a command can ask for, is told why by its setting's title") {
  Harness page(1280, 800);
  CHECK_FALSE(page.session.post("race start 100; lr=1; hidden=5").ok());
  page.frames(3);
  CHECK(says("so hidden units must be the same"));
}

TEST_CASE("race: the text of a run becomes settings and comes back") {
  const std::vector<LaneSetting> settings = laneSettings(" optimizer=adam&lr=0.02 ");
  REQUIRE(settings.size() == 2);
  CHECK(settings[1] == LaneSetting{"lr", "0.02"});
  CHECK(laneText(settings) == "optimizer=adam lr=0.02");
  CHECK(laneSettings("").empty());
  CHECK(laneText({}).empty());
}

TEST_CASE("health: the rule of thumb judges, and the panel asks for what it shows") {
  CHECK(judgeRatio(1e-3) == RatioVerdict::right);
  CHECK(judgeRatio(1e-5) == RatioVerdict::low);
  CHECK(judgeRatio(0.1) == RatioVerdict::high);
  Settings settings;
  settings.model = ModelKind::two_layer;
  Harness page(1280, 1000, settings);
  press(page, ImGuiKey_E);
  press(page, ImGuiKey_3);
  CHECK(page.view().health);
  CHECK(says("rule of thumb: 1e−3"));
  CHECK(says("Dead ReLUs"));
  CHECK(says("weights W2"));
  CHECK_FALSE(says("high"));  // no step yet
  (void)page.session.post("step 5");
  page.session.advance({5});
  page.frames(3);
  CHECK(says("high"));  // a rate of 1 on tiny weights
  press(page, ImGuiKey_E);
  CHECK_FALSE(page.view().health);
}

}  // namespace lab::ui
