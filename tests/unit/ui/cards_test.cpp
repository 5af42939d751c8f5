// The three cards of a first visit: each does what it says, any other use folds them to a line, and that is remembered.
#include <doctest/doctest.h>

#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr const char* remember = "page remember_visit";

// A page that nobody was on before.
void greet(Harness& page) {
  page.host.first_visit = true;
  page.frames(2);
}

}  // namespace

TEST_CASE("cards: a first visit sees all three at every size, on top of nothing; a later one does not") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(390, 844), ImVec2(844, 390), ImVec2(768, 1024), ImVec2(1280, 800),
                             ImVec2(1280, 1400), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    CHECK_FALSE(says("No line splits them"));
    greet(page);
    for (const char* title : {"No line splits them", "Add a hidden layer", "Read one point"}) {
      CAPTURE(title);
      const auto place = placeOf(title);
      REQUIRE(place.has_value());
      CHECK_FALSE(paintedOver(title));
      CHECK_FALSE(place->overlaps(page.layout().pictures[0]));
    }
    CHECK(page.takeCommands().empty());
  }
}

TEST_CASE("cards: the first trains the linear model, the second the other, the third reads a point") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    greet(page);
    clickOn(page, "No line splits them");
    CHECK(page.snapshot().runs[0].model == ModelKind::linear);
    CHECK(page.snapshot().state == RunState::running);
    CHECK(page.posted(remember));
    CHECK(says("Add a hidden layer"));  // the story goes on
    page.takeCommands();
    clickOn(page, "Add a hidden layer");
    CHECK(page.snapshot().runs[0].model == ModelKind::two_layer);
    CHECK(page.snapshot().state == RunState::running);
    CHECK_FALSE(page.posted(remember));  // once is enough
    REQUIRE(page.session.post("pause").ok());
    page.frames(500);  // what was said of the change has gone
    clickOn(page, "Read one point");
    page.frames(3);
    REQUIRE(page.view().example.has_value());
    CHECK(says("dscore"));  // its numbers are in sight, on a telephone too
    page.move(w / 2, 2);
    page.frames(3);
    CHECK_FALSE(says("No line splits them"));  // all are done
    CHECK_FALSE(says("First steps"));
  }
}

namespace {

bool folded() { return says("First steps") && !says("Read one point") && !says("No line splits them"); }

}  // namespace

TEST_CASE("cards: the cross sends them away") {
  Harness page(1280, 800);
  greet(page);
  const auto line = placeOf("First steps");
  REQUIRE(line.has_value());
  page.click(page.layout().settings.right() - 30, line->y + line->h / 2);
  page.frames(2);
  CHECK_FALSE(says("Read one point"));
  CHECK_FALSE(says("First steps"));
  CHECK(page.posted(remember));
}

TEST_CASE("cards: any other use folds them to one line, which unfolds them") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(390, 844), ImVec2(1280, 800), ImVec2(1280, 1400)}) {
    CAPTURE(w);
    Harness page(w, h);
    greet(page);
    SUBCASE("Train, which is the first card's act") {
      page.move(w / 2, 2);
      page.press(ImGuiKey_Space);
      page.frames(3);
      REQUIRE(page.snapshot().state == RunState::running);
      CHECK(says("1 of 3 done"));
    }
    SUBCASE("a step") {
      page.type(".");
      page.frames(3);
      CHECK(says("0 of 3 done"));
    }
    SUBCASE("a point") {
      const Rect square = page.layout().pictures[0];
      CHECK(clickUntil(page, square, [&] { return page.view().example.has_value(); }));
      page.frames(3);
      // Where there are tabs, the point's has opened.
      const Rect tabs = page.layout().tabs;
      for (const Rect& tab : findText("Train")) {
        if (tabs.contains(tab)) page.click(tab.x + tab.w / 2, tab.y + tab.h / 2);
      }
      page.frames(3);
      CHECK(says("1 of 3 done"));
    }
    CHECK(folded());
    CHECK(page.posted(remember));
    clickOn(page, "First steps");
    page.frames(2);
    CHECK(says("Read one point"));
    page.move(w / 2, 2);
    page.type(".");
    page.frames(3);
    CHECK(says("Read one point"));  // who unfolds them keeps them
  }
}

TEST_CASE("cards: the column keeps its place while somebody aims at it") {
  Harness page(1280, 800);
  greet(page);
  const auto noise = placeOf("Noise");
  REQUIRE(noise);
  page.move(noise->x + 4, noise->y + 4);
  page.type(".");
  page.frames(5);
  CHECK(page.snapshot().runs[0].iteration == 1);
  REQUIRE(placeOf("Noise"));
  CHECK(placeOf("Noise")->y == noise->y);
  const Rect square = page.layout().pictures[0];
  page.move(square.x + 5, square.y + 5);
  page.frames(3);
  CHECK(folded());
  CHECK(placeOf("Noise")->y < noise->y - 100);
}

TEST_CASE("cards: what they promise is true of the points on the screen") {
  Harness page(1280, 800);
  greet(page);
  page.move(640, 2);
  page.type(".");
  page.frames(3);
  clickOn(page, "First steps");
  page.frames(2);
  CHECK(says("No line splits them"));
  post(page, "set data=blobs");
  page.frames(2);
  CHECK_FALSE(says("No line splits them"));
  CHECK(says("What a line can do"));
}

TEST_CASE("cards: whoever comes by a link came for something else, and is greeted another time") {
  Harness page(1280, 800);
  greet(page);
  post(page, "set model=two_layer");
  page.frames(2);
  CHECK_FALSE(says("No line splits them"));
  CHECK_FALSE(page.posted(remember));
}

}  // namespace lab::ui
