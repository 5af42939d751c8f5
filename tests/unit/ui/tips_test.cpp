// Words that come and go: tips beside what they are about, and results that move nothing.
#include <doctest/doctest.h>

#include <string>

#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {

TEST_CASE("tips: after a rest, not after a click, and beside what they are about") {
  Harness page(1280, 800);
  const char* tip = "Draw other points of the same kind";
  const auto button = placeOf("New sample");
  REQUIRE(button);
  page.move(button->x + 4, button->y + 4);
  page.frames(30);  // half a second
  CHECK_FALSE(says(tip));
  page.frames(10);
  const auto at = placeOf(tip);
  REQUIRE(at);
  CHECK((at->bottom() < button->y - 4 || at->y > button->bottom() + 4));
  CHECK(at->x >= 0);
  page.click(button->x + 4, button->y + 4);
  page.frames(120);
  CHECK_FALSE(says(tip));
  page.move(700, 500);
  page.move(button->x + 4, button->y + 4);
  page.frames(40);
  CHECK(says(tip));
  page.host.touch = true;
  page.frames(2);
  CHECK_FALSE(says(tip));
}

TEST_CASE("tips: the way back from the studies is called so") {
  Harness page(1280, 800);
  page.press(ImGuiKey_E);
  page.frames(2);
  const auto close = placeOf("Close");
  REQUIRE(close);
  page.move(close->x + 3, close->y + 5);
  page.frames(45);
  CHECK(says("Back to the plots"));
  CHECK_FALSE(says("Worked examples, races"));
}

TEST_CASE("what comes and goes moves nothing below it: the words of a shape, the result of a check") {
  Harness page(1280, 800);
  const float rows = placeOf("Noise")->y;
  for (const char* shape : {"moons", "circles", "blobs", "xor", "spiral"}) {
    CAPTURE(shape);
    post(page, std::string("set data=") + shape);
    page.frames(2);
    CHECK(placeOf("Noise")->y == rows);
  }
  page.press(ImGuiKey_E);
  page.press(ImGuiKey_5);
  clickOn(page, "Sanity");
  page.frames(2);
  const auto third = placeOf("Overfits 20 examples");
  REQUIRE(third);
  post(page, "check sanity initial_loss");
  page.frames(200);
  CHECK(says("Passed."));
  CHECK(placeOf("Overfits 20 examples")->y == third->y);
}

}  // namespace lab::ui
