// The sheet's tab of checks: what it says, and that its buttons and switches do what they say.
#include <doctest/doctest.h>

#include "lab/study/study_snapshot.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

void openChecks(Harness& page) {
  press(page, ImGuiKey_E);
  press(page, ImGuiKey_5);
}

// All that was begun, to its end.
void finish(Harness& page) {
  while (page.session.advance({1000}) > 0) {
  }
  page.frames(3);
}

}  // namespace

TEST_CASE("checks: the gradient of the run on the screen, with a verdict for each parameter") {
  for (const auto& [w, h] : {ImVec2(1280, 1060), ImVec2(1920, 1080), ImVec2(390, 1400)}) {
    CAPTURE(w);
    Harness page(w, h);
    openChecks(page);
    CHECK_FALSE(says("W[0,0]"));
    clickOn(page, "Check the gradient");
    finish(page);
    CHECK(says("W[0,0]"));
    CHECK(says("b[2]"));
    CHECK(says("The linear model at iteration 0, softmax loss, on 100 of 300 training examples"));
    CHECK(says("that count agree"));
    CHECK(says("analytic"));
    CHECK(says("centered"));
    if (w > 1000) {
      CHECK(says("automatic"));
      CHECK(says("difference"));
      CHECK(says("happy"));
    }
  }
}

TEST_CASE("checks: a switch breaks the gradient, and mends it again") {
  Harness page(1280, 1000);
  openChecks(page);
  clickOn(page, "flip a sign");
  finish(page);
  CHECK(says("2e00"));  // the relative error of a sign
  CHECK(says("This is how it looks when the gradient on the scores has the wrong sign"));
  clickOn(page, "flip a sign");
  finish(page);
  CHECK_FALSE(says("This is how it looks"));
  // One that the page began comes onto the switches, and a click on it mends it.
  REQUIRE(page.session.post("check gradient break=forget_mean").ok());
  finish(page);
  page.takeCommands();
  clickOn(page, "forget the 1/N");
  CHECK(page.posted("check gradient count=12 seed=0"));
  CHECK(says("that count agree"));
}

TEST_CASE("checks: other parameters are drawn, or named; one that is not there is refused in words") {
  Harness page(1920, 1080);
  openChecks(page);
  clickOn(page, "Draw again");
  CHECK(page.posted("check gradient count=12 seed=1"));
  clickOn(page, "at random");
  page.type("W:1,2;b:0");
  press(page, ImGuiKey_Enter);
  clickOn(page, "Check the gradient");
  finish(page);
  REQUIRE(page.snapshot().studies->check->gradient->parameters.size() == 2);
  CHECK(says("W[1,2]"));
  clickOn(page, "W:1,2;b:0");
  page.type("W:9,9");
  press(page, ImGuiKey_Enter);
  CHECK(says("is not a parameter of this model"));
}

TEST_CASE("checks: three sanity checks with verdict and reason") {
  Harness page(1280, 1000);
  openChecks(page);
  clickOn(page, "Sanity");
  clickOn(page, "Initial loss");
  finish(page);
  CHECK(says("Passed. The loss begins at"));
  clickOn(page, "Rises with λ");
  finish(page);
  CHECK(says("Passed. The first loss rises with λ"));
  clickOn(page, "Overfits 20 examples");
  finish(page);
  CHECK(says("Failed. After 10,000 steps"));
  CHECK(says("straight lines"));
}

TEST_CASE("checks: a check is paused and goes on") {
  Harness page(1280, 1000);
  openChecks(page);
  clickOn(page, "Sanity");
  clickOn(page, "Overfits 20 examples");
  page.session.advance({50});
  page.frames(2);
  CHECK(says("of at most 10,000"));
  clickOn(page, "Pause");
  CHECK_FALSE(page.snapshot().studies->running);
  clickOn(page, "Go on");
  CHECK(page.snapshot().studies->running);
}

TEST_CASE("checks: loops against matrix products need images, and say so") {
  Harness page(1280, 1000);
  openChecks(page);
  clickOn(page, "Loops");
  CHECK(says("This needs images"));
  page.session.setImages(library());
  double now = 0;
  page.session.lendClock([&] { return now += 0.01; });
  page.frames(2);
  CHECK_FALSE(says("This needs images"));
  clickOn(page, "Compare");
  finish(page);
  CHECK(says("On 160 images"));
  CHECK(says("times as fast"));
  CHECK(says("matrix products"));
}

}  // namespace lab::ui
