// The three cards of a first visit: each does what it says, any other use sends them away, and that is remembered.
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
    CHECK_FALSE(says("A line cannot"));
    greet(page);
    for (const char* title : {"A line cannot", "Add a layer", "Read one point"}) {
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
    clickOn(page, "A line cannot");
    CHECK(page.snapshot().runs[0].model == ModelKind::linear);
    CHECK(page.snapshot().state == RunState::running);
    CHECK(page.posted(remember));
    CHECK(says("Add a layer"));  // the story goes on
    page.takeCommands();
    clickOn(page, "Add a layer");
    CHECK(page.snapshot().runs[0].model == ModelKind::two_layer);
    CHECK(page.snapshot().state == RunState::running);
    CHECK_FALSE(page.posted(remember));  // once is enough
    REQUIRE(page.session.post("pause").ok());
    page.frames(500);  // what was said of the change has gone
    clickOn(page, "Read one point");
    page.frames(3);
    REQUIRE(page.view().example.has_value());
    CHECK(says("dscore"));  // its numbers are in sight, on a telephone too
    page.frames(3);
    CHECK_FALSE(says("A line cannot"));  // all are done
  }
}

TEST_CASE("cards: any other use sends them away for good") {
  SUBCASE("the cross") {
    Harness page(1280, 800);
    greet(page);
    const auto line = placeOf("First time here");
    REQUIRE(line.has_value());
    page.click(page.layout().settings.right() - 30, line->y + line->h / 2);
    page.frames(2);
    CHECK_FALSE(says("A line cannot"));
    CHECK(page.posted(remember));
  }
  SUBCASE("a button") {
    Harness page(1280, 800);
    greet(page);
    page.type(".");
    page.frames(2);
    CHECK_FALSE(says("A line cannot"));
    CHECK(page.posted(remember));
  }
  SUBCASE("a point") {
    Harness page(1280, 800);
    greet(page);
    const Rect square = page.layout().pictures[0];
    CHECK(clickUntil(page, square, [&] { return page.view().example.has_value(); }));
    page.frames(2);
    CHECK_FALSE(says("A line cannot"));
    CHECK(page.posted(remember));
  }
}

TEST_CASE("cards: whoever comes by a link came for something else, and is greeted another time") {
  Harness page(1280, 800);
  greet(page);
  post(page, "set model=two_layer");
  page.frames(2);
  CHECK_FALSE(says("A line cannot"));
  CHECK_FALSE(page.posted(remember));
}

}  // namespace lab::ui
