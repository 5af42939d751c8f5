// A run that goes wrong: the page says what happened, where, and what to do.
#include <doctest/doctest.h>

#include <limits>

#include "ui/plot.h"
#include "ui/readouts.h"
#include "ui/trouble.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The card says what happened, and its Back works.
void expectWaysOut(Harness& page) {
  checkDrawn();
  CHECK(says("not finite any more"));
  CHECK(says("Choose a smaller learning rate"));
  page.takeCommands();
  for (const Rect& back : findText("Back")) page.click(back.x + back.w / 2, back.y + back.h / 2);
  CHECK(page.posted("back 1"));
  CHECK(page.snapshot().state == RunState::paused);
  CHECK_FALSE(says("not finite any more"));
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
    CHECK(findText("Diverged at iteration " + at).size() == 2);  // header and card
    CHECK_FALSE(says("\u221E"));
    if (w > 400) CHECK(findText("diverged").size() == 1);  // the plot
    CHECK(says("then Reset or Back"));
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
  CHECK(findText(who + " diverged at iteration").size() == 2);
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

TEST_CASE("swinging: said calmly beside the learning rate and under the picture, until it is smaller") {
  const char* words = "The loss only swings";
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "step 60");
    page.frames(6);
    CHECK_FALSE(says(words));
    post(page, "set lr=1000");
    post(page, "step 60");
    page.frames(6);
    CHECK(findText(words).size() == (w < 400 ? 1 : 2));
    CHECK(findText("smaller learning rate.").size() == (w < 400 ? 1 : 2));  // not cut off
    CHECK(page.snapshot().state == RunState::paused);                       // nothing is stopped
    post(page, "set lr=1");
    post(page, "step 1");
    CHECK_FALSE(says(words));
  }
}

TEST_CASE("plot: where a curve leaves it at the top for good") {
  CHECK_FALSE(leavesAt({}, 5));
  CHECK_FALSE(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, 9}, {2, 4}}, 5));  // it came back
  CHECK(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, 9}, {2, 4}, {3, 6}, {4, 7}}, 5)->x == 2);
  CHECK(leavesAt(std::vector<PlotPoint>{{0, 1}, {1, infinity}}, 5)->x == 0);
  CHECK(leavesAt(std::vector<PlotPoint>{{3, 6}, {4, 7}}, 5)->x == 3);
}

}  // namespace lab::ui
