// Words that name something stand at it, and on nothing else: heads of tables, names of curves, tips.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "ui/kit/format.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr std::array<ImVec2, 7> sizes = {ImVec2(320, 568),  ImVec2(390, 844),   ImVec2(844, 390),  ImVec2(768, 1024),
                                         ImVec2(1280, 800), ImVec2(1280, 1400), ImVec2(1920, 1080)};

void openStudy(Harness& page, ImGuiKey key) {
  page.press(ImGuiKey_E);
  page.press(key);
  page.frames(3);
}

// No two of these heads touch; how many of them are seen.
std::size_t checkApart(std::initializer_list<const char*> heads) {
  std::vector<Rect> places;
  for (const char* head : heads) {
    const std::vector<Rect> found = findText(head);
    places.insert(places.end(), found.begin(), found.end());
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Rect wide{places[i].x - 3, places[i].y, places[i].w + 6, places[i].h};
    for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(wide.overlaps(places[j]));
  }
  return places.size();
}

}  // namespace

TEST_CASE("heads: no table's head touches its neighbour, at any size") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "set model=two_layer");
    post(page, "step 40");
    page.frames(10);
    openStudy(page, ImGuiKey_3);
    page.resize(size.x, 2400);  // all of the panel
    page.frames(4);
    CHECK(checkApart({"norm", "gradient", "update /", "weights"}) >= 4);
    const RunSnapshot& run = page.snapshot().runs.back();
    REQUIRE(run.health.has_value());
    if (size.x >= 390) CHECK(says("W1" + fixed(run.health->blocks[0].norm, 4)));  // a row begins with its name
    page.press(ImGuiKey_5);
    post(page, "check gradient");
    page.frames(30);
    checkApart({"parameter", "analytic", "forward", "centered", "automatic", "difference", "error"});
    checkDrawn();
  }
}

TEST_CASE("race: where figures stand below the settings each has its name, on its own line") {
  for (const ImVec2 size : {ImVec2(320, 1800), ImVec2(390, 1800)}) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    openStudy(page, ImGuiKey_2);
    clickOn(page, "Effect of the step size");
    page.session.advance({1'000'000});
    page.frames(4);
    const RaceSnapshot& race = *page.snapshot().studies->race;
    REQUIRE(race.lanes.size() > 2);
    for (const RaceLane& lane : race.lanes) {
      if (lane.run.diverged_at) continue;
      const std::string words =
          percent(lane.run.now.train_accuracy, 1) + "accuracy" + fixed(lane.run.now.loss, 4) + "loss";
      CHECK(says(words));  // drawn from the right
      const auto accuracy = placeOf(percent(lane.run.now.train_accuracy, 1) + "accuracy");
      const auto loss = placeOf(fixed(lane.run.now.loss, 4) + "loss");
      REQUIRE(accuracy);
      REQUIRE(loss);
      CHECK(accuracy->h < 20);
      CHECK_FALSE(accuracy->overlaps(*loss));
      CHECK(loss->x > 8);
    }
  }
}

TEST_CASE("race: closed, it is said to go on, and its speed is not shown as that of the run") {
  for (const ImVec2 size : {ImVec2(390, 844), ImVec2(1280, 800), ImVec2(768, 1024)}) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "race start 1000000; lr=0.1; lr=1");
    page.host.steps_per_second = 31;
    page.frames(3);
    REQUIRE(page.snapshot().studies->running);
    CHECK(says("Race runs"));
    CHECK_FALSE(says("31/s"));
    post(page, "race pause");
    page.frames(3);
    CHECK_FALSE(says("Race runs"));
    CHECK(says("Experiments"));
    post(page, "run");
    page.frames(3);
    CHECK(says("31/s"));
  }
}

TEST_CASE("curves: side by side they are named beside the plot, at every size, of images too") {
  for (const ImVec2 size : sizes) {
    for (const bool images : {false, true}) {
      CAPTURE(size.x);
      CAPTURE(images);
      Harness page(size.x, size.y);
      if (images) {
        showImages(page, "set val=60 side_by_side=1 hidden=12", "step 5");
      } else {
        post(page, "set side_by_side=1");
        post(page, "step 100");
      }
      page.frames(10);
      if (layoutOf(page).loss_plot.empty()) clickOn(page, "Plots");
      page.frames(3);
      Rect plot = layoutOf(page).loss_plot;
      if (plot.empty()) plot = layoutOf(page).tab_body;
      for (const char* name : {"linear", "two-layer"}) {
        CAPTURE(name);
        float heading = 0;  // the lowest: above it the two plots may be chosen
        for (const Rect& place : findText("Loss")) {
          if (plot.contains(place)) heading = std::max(heading, place.bottom());
        }
        REQUIRE(heading > 0);
        bool beside = false;
        for (const Rect& place : findText(name)) {
          beside |= plot.contains(place) && place.y < heading + 40;
        }
        CHECK(beside);
      }
    }
  }
}

TEST_CASE("tips: they go with the next key, with a scroll, and with the finger that drew over a plot") {
  Harness page(1280, 800);
  post(page, "step 50");
  page.frames(5);
  const Rect plot = page.layout().loss_plot;
  const auto point = [&] {
    page.move(plot.x + 30, plot.y + 60);
    page.move(plot.right() - 30, plot.y + plot.h / 2);
    page.frames(2);
  };
  point();
  REQUIRE(findText("total").size() == 2);  // the legend and the values under the mouse
  page.press(ImGuiKey_H);
  page.frames(2);
  CHECK(findText("total").size() == 1);
  page.press(ImGuiKey_Escape);
  point();
  REQUIRE(findText("total").size() == 2);
  ImGui::GetIO().AddMouseWheelEvent(0, -1);
  page.frames(3);
  CHECK(findText("total").size() == 1);
  point();
  REQUIRE(findText("total").size() == 2);
  page.host.touch = true;
  page.drag(plot.right() - 120, plot.y + plot.h / 2, plot.right() - 30, plot.y + plot.h / 2);
  page.frames(2);
  CHECK(findText("total").size() == 1);
}

TEST_CASE("point: a tap on a telephone opens its tab, and the way to others stays while its table scrolls") {
  Harness page(390, 844);
  post(page, "step 60");
  page.frames(6);
  CHECK_FALSE(says("Mistake ›"));
  REQUIRE(clickUntil(page, page.layout().pictures[0], [&] { return page.view().example.has_value(); }));
  page.frames(3);
  CHECK(says("Mistake ›"));
  CHECK(says("dscore"));
  const Rect body = page.layout().tab_body;
  const auto before = placeOf("Mistake ›");
  page.move(body.x + body.w / 2, body.y + 120);
  for (int i = 0; i < 6; ++i) {
    ImGui::GetIO().AddMouseWheelEvent(0, -2);
    page.frames(2);
  }
  const auto after = placeOf("Mistake ›");
  REQUIRE(after);
  CHECK(after->y == before->y);
  CHECK(says("loss  −ln"));  // the end of what scrolls
}

TEST_CASE("point: a published table does not take the place of a point that is read, or of a tab that was chosen") {
  Harness page(1280, 800);
  REQUIRE(clickUntil(page, page.layout().pictures[0], [&] { return page.view().example.has_value(); }));
  post(page, "set preset=notes_linear");
  page.frames(5);
  REQUIRE(says("Published losses"));
  CHECK_FALSE(says("off by"));
  Harness fresh(1280, 800);
  post(fresh, "set preset=notes_linear");
  fresh.frames(5);
  CHECK(says("off by"));
}

TEST_CASE("speed: auto and max have their place whether there is a speed to be told or not") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    page.frames(2);
    const std::vector<Rect> rest = findText("auto");
    REQUIRE_FALSE(rest.empty());
    post(page, "run");
    page.host.steps_per_second = 1790;
    page.frames(2);
    CHECK(says("1.79k/s"));
    CHECK(findText("auto")[0].y == rest[0].y);
  }
}

}  // namespace lab::ui
