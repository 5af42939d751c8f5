// Notices: out of the way of picture and buttons on small screens, gone with a tap.
#include <doctest/doctest.h>

#include "ui/toast.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr const char* words = "New data, 28 points";

void tap(Harness& page, const Rect& place) { page.click(place.x + place.w / 2, place.y + place.h / 2); }

void checkOutOfTheWay(const Layout& layout, const Rect& notice) {
  for (const Rect& kept : {layout.pictures[0], layout.pictures[1], layout.stage, layout.picture_header,
                           layout.transport, layout.tabs, layout.model_bar, layout.readouts}) {
    CHECK_FALSE(notice.overlaps(kept));
  }
  CHECK(layout.tab_body.contains(notice));
}

}  // namespace

TEST_CASE("toast: on small screens it covers neither picture nor buttons, and a tap dismisses it") {
  for (const auto& [w, h] : {ImVec2(360, 640), ImVec2(390, 844), ImVec2(844, 390), ImVec2(820, 1180)}) {
    for (const char* more : {"", " side_by_side=1"}) {
      CAPTURE(w);
      Harness page(w, h);
      page.host.touch = true;
      post(page, std::string("set points=7 classes=4") + more);
      const auto notice = placeOf(words);
      REQUIRE(notice.has_value());
      checkOutOfTheWay(page.layout(), *notice);
      page.takeCommands();
      tap(page, *notice);
      CHECK_FALSE(says(words));
      CHECK(page.takeCommands().empty());  // what lies below was not meant
      CHECK_FALSE(page.app().wantsAnimation());
      post(page, "generate");
      CHECK(says("Drawn again"));  // the next one is told
    }
  }
}

TEST_CASE("toast: an error stays until it is tapped") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    CHECK_FALSE(page.session.post("set points=0").ok());
    page.frames(500);
    const auto notice = placeOf("Points per class: a whole number");
    REQUIRE(notice.has_value());
    if (w < 400) checkOutOfTheWay(page.layout(), *notice);
    tap(page, *notice);
    CHECK_FALSE(says("Points per class: a whole number"));
  }
}

TEST_CASE("toast: of images too") {
  Harness page(390, 844);
  showImages(page);
  post(page, "set val=40");
  const auto notice = placeOf("New data");
  REQUIRE(notice.has_value());
  checkOutOfTheWay(layoutOf(page), *notice);
}

TEST_CASE("toast: in columns it stands above the line under the picture") {
  Harness page(1280, 800);
  post(page, "set points=7 classes=4");
  const auto notice = placeOf(words);
  REQUIRE(notice.has_value());
  CHECK(notice->bottom() < page.layout().status.y);
  tap(page, *notice);
  CHECK_FALSE(says(words));
}

}  // namespace lab::ui
