// Notices: out of the way of picture and buttons on small screens, gone with a tap.
#include <doctest/doctest.h>

#include <algorithm>

#include "ui/kit/toast.h"
#include "ui_images.h"
#include "ui_notice.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr const char* words = "New data: 28 points";

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
  for (const auto& [w, h] : {ImVec2(360, 640), ImVec2(390, 844), ImVec2(844, 390), ImVec2(1024, 768)}) {
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

TEST_CASE("toast: an act that ended a run offers Undo, at first in words, then as a small button that stays") {
  for (const auto& [w, h] :
       {ImVec2(320, 568), ImVec2(390, 844), ImVec2(844, 390), ImVec2(768, 1024), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = w < 1000;
    page.frames(2);
    CHECK_FALSE(says("Undo"));
    const Snapshot said = afterAnAct(page, 1);
    show(page, said, 3);
    CHECK(says("Restarted with new data."));
    auto undo = placeOf("Undo");
    REQUIRE(undo.has_value());
    CHECK_FALSE(paintedOver("Undo"));
    // 20 seconds later the words are gone.
    show(page, said, 1200);
    CHECK_FALSE(says("Restarted with new data."));
    CHECK_FALSE(page.app().wantsAnimation());
    const Layout layout = page.layout();
    if (!layout.tab_body.empty()) {
      // Small screens have no room to spare: the corner's button is there at all times.
      CHECK_FALSE(says("Undo"));
      const Rect corner{layout.corner.right() - 92, layout.corner.y, 44, layout.corner.h};
      CHECK(posts(clickIn(page, said, corner), "undo"));
      continue;
    }
    undo = placeOf("Undo");
    REQUIRE(undo.has_value());
    for (const Rect& kept : {layout.transport, layout.readouts, layout.pictures[0], layout.tabs, layout.model_bar,
                             layout.corner, layout.loss_plot, layout.inspector}) {
      CHECK_FALSE(undo->overlaps(kept));
    }
    CHECK(posts(clickIn(page, said, *undo), "undo"));
    show(page, said, 2);
    CHECK_FALSE(says("Undo"));  // pressed once
  }
}

TEST_CASE("toast: Undo beside the words undoes, the words alone go away and leave the button") {
  Harness page(1280, 800);
  const Snapshot said = afterAnAct(page, 1);
  show(page, said, 3);
  const auto words_place = placeOf("Restarted with new data.");
  REQUIRE(words_place.has_value());
  CHECK_FALSE(posts(clickIn(page, said, *words_place), "undo"));
  CHECK_FALSE(says("Restarted with new data."));
  CHECK(says("Undo"));
  const Snapshot again = afterAnAct(page, 2);
  show(page, again, 3);
  CHECK(says("Restarted with new data."));
  CHECK(posts(clickIn(page, again, *placeOf("Undo")), "undo"));
}

TEST_CASE("toast: the session's own offer is a second button") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    Snapshot said = afterAnAct(page, 1);
    said.notice_offer_label = "Keep the old ones";
    said.notice_offer_command = "set lr=0.5";
    show(page, said, 3);
    CHECK(says("Undo"));
    const auto offer = placeOf("Keep the old ones");
    REQUIRE(offer.has_value());
    CHECK_FALSE(paintedOver("Keep the old ones"));
    const Commands posted = clickIn(page, said, *offer);
    CHECK(posts(posted, "set lr=0.5"));
    CHECK_FALSE(posts(posted, "undo"));
    show(page, said, 2);
    CHECK_FALSE(says("Keep the old ones"));
  }
}

TEST_CASE("toast: with nothing to bring back there is no Undo") {
  Harness page(1280, 800);
  Snapshot said = afterAnAct(page, 1);
  show(page, said, 3);
  CHECK(says("Undo"));
  said.undo.clear();  // undone by key
  show(page, said, 3);
  CHECK_FALSE(says("Undo"));
}

TEST_CASE("corner: undo and redo, with what they bring back") {
  Harness page(1280, 800);
  Snapshot said = page.snapshot();
  const Rect corner = page.layout().corner;
  const Rect undo{corner.right() - 172, corner.y, 40, corner.h};
  const Rect redo{corner.right() - 128, corner.y, 40, corner.h};
  CHECK_FALSE(posts(clickIn(page, said, undo), "undo"));
  CHECK_FALSE(posts(clickIn(page, said, redo), "redo"));
  said.undo = "the linear run";
  said.redo = "the spiral with seed 3";
  CHECK(posts(clickIn(page, said, undo), "undo"));
  CHECK(posts(clickIn(page, said, redo), "redo"));
  ImGui::GetIO().AddMousePosEvent(640, 400);  // a click silences the tip until the mouse has left
  show(page, said, 10);
  ImGui::GetIO().AddMousePosEvent(redo.x + 20, redo.y + 30);
  show(page, said, 120);
  CHECK(says("Redo: the spiral with seed 3"));
}

TEST_CASE("undo: from the notice, what a new sample of the data ended is there again") {
  Harness page(1280, 800);
  post(page, "step 40");
  page.frames(10);
  REQUIRE(page.snapshot().runs[0].iteration == 40);
  const double loss = page.snapshot().runs[0].now.loss;
  post(page, "set seed=7");
  REQUIRE(page.snapshot().runs[0].iteration == 0);
  clickOn(page, "Undo");
  page.frames(2);
  CHECK(page.snapshot().runs[0].iteration == 40);
  CHECK(page.snapshot().runs[0].now.loss == loss);
  CHECK(page.snapshot().settings.seed == 0);
}

TEST_CASE("together: side by side, runs apart say where each is and can start together") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800), ImVec2(768, 1024)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "set side_by_side=1");
    Snapshot said = page.snapshot();
    said.runs[0].iteration = 200;
    said.runs[1].iteration = 200;
    show(page, said, 3);
    CHECK_FALSE(says("Start both together"));
    said.runs[1].iteration = 10000;
    show(page, said, 3);
    const auto place = placeOf("Start both together");
    REQUIRE(place.has_value());
    if (w > 700) CHECK(says("linear at 200, two-layer at 10,000"));
    CHECK(posts(clickIn(page, said, *place), "together"));
  }
}

}  // namespace lab::ui
