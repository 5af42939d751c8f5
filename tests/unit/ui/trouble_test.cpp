// A run that goes wrong: the page says what happened, where, and what to do.
#include <doctest/doctest.h>

#include <limits>

#include "ui/plot/plot.h"
#include "ui/plot/trouble.h"
#include "ui/readouts.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Said in one place, and the way out works.
void expectWaysOut(Harness& page) {
  checkDrawn();
  CHECK(findText("The loss stopped being a number").size() == 1);
  page.takeCommands();
  for (const Rect& remedy : findText("Start again with")) {
    page.click(remedy.x + remedy.w / 2, remedy.y + remedy.h / 2);
  }
  CHECK(page.posted("run"));
  page.frames(20);  // a run of images is looked at now and then while it trains
  CHECK(page.snapshot().state == RunState::running);
  CHECK_FALSE(says("stopped being a number"));
  CHECK_FALSE(says("iverged at iteration"));
}

}  // namespace

TEST_CASE("diverged: header, picture and plot say where, and the ways out work") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "set lr=1e6 l2=1 precision=float64");
    post(page, "step 1000");
    page.frames(60);
    REQUIRE(page.snapshot().state == RunState::diverged);
    const std::string at = std::to_string(*page.snapshot().runs[0].diverged_at);
    CHECK(findText("Diverged at iteration " + at).size() == 1);  // the header
    CHECK_FALSE(says("\u221E"));
    if (w > 400) CHECK(findText("diverged").size() == 1);  // the plot
    page.press(ImGuiKey_Space);
    CHECK(page.snapshot().state == RunState::diverged);
    expectWaysOut(page);
  }
}

TEST_CASE("diverged: images tell it too") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    showImages(page, "set preset=cifar_two_layer hidden=20 val=60 batch=20 lr=1000", "step 100");
    page.frames(30);
    REQUIRE(page.snapshot().state == RunState::diverged);
    for (int tab = 0; tab < 3; ++tab) {
      openStage(page, tab);
      CHECK(says("Diverged at iteration"));
    }
    expectWaysOut(page);
  }
}

TEST_CASE("diverged: side by side it says whose run") {
  Harness page(1920, 1080);
  post(page, "set side_by_side=1 lr=25 l2=0.1 precision=float64");
  post(page, "step 100000");
  for (int i = 0; i < 3000 && page.snapshot().state == RunState::running; ++i) page.frame();
  REQUIRE(page.snapshot().state == RunState::diverged);
  const bool linear = page.snapshot().runs[0].diverged_at.has_value();
  const std::string who = linear ? "linear" : "two-layer";
  const std::string at = std::to_string(page.snapshot().runs[0].iteration);
  CHECK(divergedText(page.snapshot()) == who + " diverged at iteration " + at);
  CHECK(findText(who + " diverged at iteration").size() == 1);
  CHECK(says(who + ": The loss stopped"));
  CHECK(says("accuracy"));
}

TEST_CASE("diverged: the readouts show no loss that is no number") {
  Snapshot snapshot;
  snapshot.runs.resize(1);
  snapshot.runs[0].iteration = 12345;
  snapshot.runs[0].now.loss = infinity;
  CHECK(readoutsOf(snapshot)[1].values[0] == "\u221E");
  snapshot.state = RunState::diverged;
  snapshot.runs[0].diverged_at = 12345;
  const std::vector<Readout> readouts = readoutsOf(snapshot);
  CHECK(readouts[0].label == "Diverged at iteration");
  CHECK(readouts[0].values[0] == "12,345");
  CHECK(readouts[0].bad);
  CHECK(readouts[1].label == "accuracy");
  CHECK(divergences(snapshot).size() == 1);
  CHECK(divergences(snapshot)[0].x == 12345);
}

TEST_CASE("coach: one strip beside the picture says what is wrong, its remedy acts, and it can be dismissed") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(900, 700), ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "step 60");
    page.frames(8);
    CHECK_FALSE(says("valley"));
    post(page, "set lr=1000");
    post(page, "step 60");
    page.frames(8);
    const std::vector<Rect> words = findText("The loss only swings");
    REQUIRE(words.size() == 1);
    checkDrawn();
    // Where there is no room of its own it lies on the foot of the picture, not on what is below.
    const Layout layout = page.layout();
    CHECK(layout.advice.contains(words[0]));
    if (!layout.status.empty()) CHECK_FALSE(words[0].overlaps(layout.pictures[0]));
    CHECK(page.snapshot().state == RunState::paused);  // nothing is stopped
    const std::vector<Rect> cross = findText("\u00D7");
    REQUIRE(cross.size() == 1);
    page.click(cross[0].x + cross[0].w / 2, cross[0].y + cross[0].h / 2);
    CHECK_FALSE(says("The loss only swings"));
    post(page, "step 10");
    page.frames(3);
    CHECK_FALSE(says("The loss only swings"));
    post(page, "reset");
    post(page, "step 60");
    page.frames(8);
    const std::vector<Rect> remedy = findText("Start again with rate 1");
    REQUIRE(remedy.size() == 1);
    page.takeCommands();
    page.click(remedy[0].x + remedy[0].w / 2, remedy[0].y + remedy[0].h / 2);
    CHECK(page.takeCommands() == std::vector<std::string>{"start lr=1e+00", "run"});
    page.frames(3);
    CHECK(page.snapshot().settings.lr == 1);
    CHECK_FALSE(says("The loss only swings"));
  }
}

TEST_CASE("coach: nothing left to learn is told with its number, and leads to the next model") {
  Harness page(1280, 800);
  post(page, "step 1500");
  page.frames(160);
  CHECK(says("has not moved by more than 0.0001 in"));
  const std::vector<Rect> remedy = findText("Add a hidden layer");
  REQUIRE(remedy.size() == 1);
  page.click(remedy[0].x + remedy[0].w / 2, remedy[0].y + remedy[0].h / 2);
  page.frames(3);
  CHECK(page.snapshot().settings.model == ModelKind::two_layer);
  CHECK_FALSE(says("has not moved"));
}

TEST_CASE("training panel: stop when nothing changes is a switch") {
  Harness page(1880, 1600);
  const std::vector<Rect> row = findText("Stop when nothing changes");
  REQUIRE(row.size() == 1);
  page.click(row[0].x + row[0].w / 2, row[0].y + row[0].h / 2);
  CHECK(page.posted("stop flat on"));
  page.frames(2);
  CHECK(page.snapshot().stop_when_flat);
}

TEST_CASE("plot: where a curve leaves it at the top for good") {
  CHECK_FALSE(leavesAt({}, 5));
  CHECK_FALSE(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, 9}, {2, 4}}, 5));  // it came back
  CHECK(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, 9}, {2, 4}, {3, 6}, {4, 7}}, 5)->x == 2);
  CHECK(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, infinity}}, 5)->x == 0);
  CHECK(leavesAt(std::vector<PlotPoint>{{3, 6}, {4, 7}}, 5)->x == 3);
}

}  // namespace lab::ui
