// The picture of the plane under mouse, wheel, fingers and keys: it zooms, moves and cannot be lost.
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>

#include "lab/settings/assignments.h"
#include "ui/kit/focus.h"
#include "ui/plane/picture.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Settings with(const std::string& assignments) {
  const Result<Settings> settings = withAssignments(Settings{}, assignments);
  REQUIRE(settings.ok());
  return settings.value();
}

double widthOf(const PlaneBounds& bounds) { return bounds.max_x - bounds.min_x; }

// In whole units, as Dear ImGui takes the mouse.
ImVec2 middleOf(const Rect& rect) { return {std::floor(rect.x + rect.w / 2), std::floor(rect.y + rect.h / 2)}; }

ImVec2 pointOnScreen(const Harness& page, Index i) {
  const PlaneMap map{page.view().bounds, page.layout().pictures[0]};
  const Matrix<double>& X = page.snapshot().data->X;
  return map.toScreen(X(i, 0), X(i, 1));
}

void turnWheel(Harness& page, ImVec2 at, float notches) {
  page.move(at.x, at.y);
  ImGui::GetIO().AddMouseWheelEvent(0, notches);
  page.frames(2);
}

// Two fingers around `middle`, which come down and go from one distance and place to others. As SDL does, the first one
// is a mouse as well.
void pinch(Harness& page, ImVec2 middle, float from, float to, ImVec2 by = {0, 0}) {
  static int number = 0;
  ++number;
  page.host.touch = true;
  page.move(middle.x - from / 2, middle.y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  page.frame();
  for (int i = 0; i <= 4; ++i) {
    const float t = static_cast<float>(i) / 4;
    const ImVec2 now(middle.x + t * by.x, middle.y + t * by.y);
    const float spread = from + t * (to - from);
    page.host.pinch = {number, now.x, now.y, spread};
    page.move(now.x - spread / 2, now.y);
  }
  page.host.pinch = {};
  page.frame();
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  page.frames(2);
}

Index pointsInSight(const Harness& page) {
  const PlaneBounds& b = page.view().bounds;
  const Matrix<double>& X = page.snapshot().data->X;
  Index inside = 0;
  for (Index i = 0; i < X.rows(); ++i) {
    inside += X(i, 0) > b.min_x && X(i, 0) < b.max_x && X(i, 1) > b.min_y && X(i, 1) < b.max_y ? 1 : 0;
  }
  return inside;
}

// What must hold whatever anybody did.
void checkInSight(const Harness& page) {
  const PlaneBounds& all = page.snapshot().data_bounds;
  const PlaneBounds& b = page.view().bounds;
  const double slack = 1e-9 * widthOf(all);
  REQUIRE(pointsInSight(page) > 0);
  REQUIRE(b.min_x >= all.min_x - slack);
  REQUIRE(b.max_x <= all.max_x + slack);
  REQUIRE(b.min_y >= all.min_y - slack);
  REQUIRE(b.max_y <= all.max_y + slack);
  REQUIRE(widthOf(b) >= widthOf(all) / PlaneCamera::closest - slack);
  // Whoever does not see all of it is offered to.
  REQUIRE(says("Fit") == !(b == all));
}

}  // namespace

TEST_CASE("picture: with all of the data in sight a drag moves nothing and chooses nothing") {
  for (const bool touch : {false, true}) {
    Harness page(touch ? 390.0f : 1280.0f, touch ? 844.0f : 800.0f);
    page.host.touch = touch;
    page.frames(2);
    const ImVec2 point = pointOnScreen(page, 299);
    page.click(point.x, point.y);
    const auto chosen = page.view().example;
    REQUIRE(chosen.has_value());
    const ImVec2 c = middleOf(page.layout().pictures[0]);
    page.drag(c.x, c.y, c.x + 90, c.y - 70);
    page.drag(c.x, c.y, c.x - 1000, c.y + 500);
    CHECK(page.view().bounds == page.snapshot().data_bounds);
    CHECK(page.view().example == chosen);
    CHECK_FALSE(says("Fit"));
  }
}

TEST_CASE("picture: the wheel zooms around the mouse, a drag moves what is zoomed") {
  Harness page(1280, 800);
  const Rect square = page.layout().pictures[0];
  const ImVec2 c = middleOf(square);
  const PlaneBounds all = page.snapshot().data_bounds;
  const ImVec2 at(c.x + 40, c.y - 25);
  const PlaneMap before{all, square};
  turnWheel(page, at, 3);
  const PlaneBounds closer = page.view().bounds;
  CHECK(widthOf(closer) < 0.8 * widthOf(all));
  const PlaneMap after{closer, square};
  CHECK(after.toX(at.x) == doctest::Approx(before.toX(at.x)));
  CHECK(after.toY(at.y) == doctest::Approx(before.toY(at.y)));
  page.drag(c.x + 40, c.y + 60, c.x + 100, c.y + 60);
  const PlaneMap dragged{page.view().bounds, square};
  CHECK(dragged.toX(c.x + 100) == doctest::Approx(after.toX(c.x + 40)));
  CHECK(page.view().bounds.max_y == doctest::Approx(closer.max_y));
  CHECK_FALSE(page.view().example.has_value());
  // Out again: no further than all of it.
  turnWheel(page, c, -40);
  CHECK(page.view().bounds == all);
}

TEST_CASE("picture: the button, a double tap and 0 fit all of the data again") {
  for (const bool touch : {false, true}) {
    Harness page(touch ? 390.0f : 1280.0f, touch ? 844.0f : 800.0f);
    page.host.touch = touch;
    const Rect square = page.layout().pictures[0];
    const PlaneBounds all = page.snapshot().data_bounds;
    const ImVec2 c = middleOf(square);
    CHECK_FALSE(says("Fit"));
    turnWheel(page, c, 5);
    REQUIRE(placeOf("Fit").has_value());
    const Rect fit = *placeOf("Fit");
    CHECK(square.contains(fit));
    // A finger may miss the word by some.
    const float reach = touch ? 20.0f : 14.0f;
    page.click(fit.x + fit.w / 2, fit.y + fit.h / 2 + reach);
    CHECK(page.view().bounds == all);
    CHECK_FALSE(page.view().example.has_value());  // it was not a tap on the picture

    const ImVec2 point = pointOnScreen(page, 299);
    page.click(point.x, point.y);
    const auto chosen = page.view().example;
    REQUIRE(chosen.has_value());
    page.frames(40);
    turnWheel(page, c, 5);
    page.click(square.x + 12, c.y);
    page.click(square.x + 12, c.y);
    CHECK(page.view().bounds == all);
    CHECK(page.view().example == chosen);

    turnWheel(page, c, 5);
    page.type("0");
    CHECK(page.view().bounds == all);
  }
}

TEST_CASE("picture: + and - zoom around the chosen point, and not while text is typed") {
  Harness page(1280, 800);
  const PlaneBounds all = page.snapshot().data_bounds;
  const ImVec2 point = pointOnScreen(page, 299);
  page.click(point.x, point.y);
  const Index chosen = page.view().example.value();
  const ImVec2 there = pointOnScreen(page, chosen);
  page.type("+");
  CHECK(widthOf(page.view().bounds) == doctest::Approx(widthOf(all) / 1.5));
  const ImVec2 here = pointOnScreen(page, chosen);
  CHECK(here.x == doctest::Approx(there.x).epsilon(0.02));
  CHECK(here.y == doctest::Approx(there.y).epsilon(0.02));
  page.type("-");
  CHECK(page.view().bounds == all);
  const auto seed = placeOf("Data seed");
  REQUIRE(seed.has_value());
  page.click(page.layout().settings.right() - 60, seed->y + seed->h / 2);
  REQUIRE(ImGui::GetIO().WantTextInput);
  page.type("+");
  CHECK(page.view().bounds == all);
  // Nor while a list is open, in the press that closes it included.
  page.press(ImGuiKey_Escape);
  clickOn(page, "Other weights, float32");
  REQUIRE(page.app().focus().list_open);
  page.type("+");
  CHECK(page.view().bounds == all);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, true);
  page.type("+");
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Escape, false);
  page.frames(2);
  REQUIRE_FALSE(page.app().focus().list_open);
  CHECK(page.view().bounds == all);
  page.type("+");
  CHECK(page.view().bounds != all);
}

TEST_CASE("picture: two fingers zoom and move, and neither choose, drag nor count as taps") {
  Harness page(390, 844);
  const PlaneBounds all = page.snapshot().data_bounds;
  const Rect square = page.layout().pictures[0];
  const ImVec2 c = middleOf(square);
  pinch(page, c, 60, 120);
  CHECK(widthOf(page.view().bounds) == doctest::Approx(widthOf(all) / 2));
  const PlaneMap before{page.view().bounds, square};
  pinch(page, c, 60, 60, {30, 20});
  const PlaneMap after{page.view().bounds, square};
  CHECK(widthOf(after.bounds) == doctest::Approx(widthOf(before.bounds)));
  CHECK(after.toX(c.x + 30) == doctest::Approx(before.toX(c.x)));
  CHECK(after.toY(c.y + 20) == doctest::Approx(before.toY(c.y)));
  // Soon after each other, at one place.
  pinch(page, c, 60, 90);
  pinch(page, c, 60, 90);
  CHECK(widthOf(page.view().bounds) == doctest::Approx(widthOf(all) / 2 / 2.25));
  CHECK_FALSE(page.view().example.has_value());
  pinch(page, c, 120, 10);
  CHECK(page.view().bounds == all);
  // What begins beside the picture is not the picture's.
  const Rect tabs = page.layout().tab_body;
  pinch(page, middleOf(tabs), 40, 120);
  CHECK(page.view().bounds == all);
}

TEST_CASE("picture: what covers it keeps it from the fingers") {
  Harness page(1280, 800);
  const ImVec2 c = middleOf(page.layout().pictures[0]);
  CHECK(page.app().pinchesAt(c.x, c.y));
  const Rect settings = page.layout().settings;
  CHECK_FALSE(page.app().pinchesAt(settings.x + 20, settings.y + 20));
  page.type("?");
  page.frames(3);
  CHECK_FALSE(page.app().pinchesAt(c.x, c.y));
  page.press(ImGuiKey_Escape);
  page.frames(3);
  CHECK(page.app().pinchesAt(c.x, c.y));
}

TEST_CASE("picture: no sequence of drags, wheels, pinches and taps loses the data") {
  std::mt19937 random(20261127);
  const auto uniform = [&random](double low, double high) {
    return static_cast<float>(low + (high - low) * static_cast<double>(random()) / 4294967295.0);
  };
  for (const char* settings : {"points=10&classes=2", "data=moons", "data=circles&noise=0&side_by_side=1",
                               "data=blobs&classes=10&points=30", "data=xor"}) {
    CAPTURE(settings);
    Harness page(1280, 800, with(settings));
    const Rect square = page.layout().pictures[0];
    const auto place = [&] {
      return ImVec2(square.x + uniform(0.02, 0.98) * square.w, square.y + uniform(0.02, 0.98) * square.h);
    };
    for (int act = 0; act < 60; ++act) {
      const ImVec2 from = place();
      switch (random() % 5) {
        case 0:
        case 1:
          turnWheel(page, from, uniform(-6, 12));
          break;
        case 2:
          page.host.touch = random() % 2 == 0;
          page.drag(from.x, from.y, from.x + uniform(-900, 900), from.y + uniform(-900, 900));
          break;
        case 3:
          pinch(page, from, uniform(5, 300), uniform(5, 300), {uniform(-500, 500), uniform(-500, 500)});
          break;
        default:
          page.click(from.x, from.y);
          break;
      }
      CAPTURE(act);
      checkInSight(page);
    }
  }
}

TEST_CASE("picture: other data start with all of it in sight, data that come back with what was looked at") {
  Harness page(1280, 800);
  const ImVec2 point = pointOnScreen(page, 299);
  page.click(point.x, point.y);
  turnWheel(page, middleOf(page.layout().pictures[0]), 4);
  const PlaneBounds zoomed = page.view().bounds;
  const auto chosen = page.view().example;
  REQUIRE(chosen.has_value());
  Snapshot first = page.snapshot();
  const auto show = [&page](const Snapshot& snapshot) {
    ImGui::NewFrame();
    Commands commands;
    page.app().draw(snapshot, page.host, commands);
    ImGui::Render();
  };
  // The same data under another number, as after a look at the images: nothing changes.
  first.data_revision += 2;
  show(first);
  CHECK(page.view().bounds == zoomed);
  CHECK(page.view().example == chosen);
  REQUIRE(page.session.post("set seed=1").ok());
  page.frames(3);
  CHECK(page.view().bounds == page.snapshot().data_bounds);
  CHECK_FALSE(page.view().example.has_value());
  const ImVec2 other = pointOnScreen(page, 20);
  page.click(other.x, other.y);
  const auto second = page.view().example;
  show(first);
  CHECK(page.view().bounds == zoomed);
  CHECK(page.view().example == chosen);
  page.frames(2);
  CHECK(page.view().example == second);
  // Drawn anew from the same settings and known by its number.
  first.data = std::make_shared<Dataset>(*first.data);
  show(first);
  CHECK(page.view().bounds == zoomed);
  CHECK(page.view().example == chosen);
}

TEST_CASE("picture: what one looks at goes through its text, when its data are there, and other text does no harm") {
  Harness page(1280, 800, with("model=two_layer"));
  const std::string plain = page.app().keptView();
  const ImVec2 point = pointOnScreen(page, 299);
  page.click(point.x, point.y);
  turnWheel(page, middleOf(page.layout().pictures[0]), 4);
  const PlaneBounds zoomed = page.view().bounds;
  const auto chosen = page.view().example;
  const std::string kept = page.app().keptView();
  CHECK(kept != plain);
  const std::uint64_t data = page.snapshot().data_revision;
  page.app().restoreView({}, 0);
  page.frames(2);
  CHECK(page.view().bounds == page.snapshot().data_bounds);
  CHECK_FALSE(page.view().example.has_value());
  CHECK(page.app().keptView() == plain);
  page.app().restoreView(kept, data + 1);
  page.frames(2);
  CHECK(page.app().keptView() == plain);
  page.app().restoreView(kept, data);
  page.frames(2);
  CHECK(page.view().example == chosen);
  CHECK(page.view().bounds.min_x == doctest::Approx(zoomed.min_x));
  CHECK(widthOf(page.view().bounds) == doctest::Approx(widthOf(zoomed)));
  for (const char* text : {"stage 0\nzoom=1,2&point=300", "stage 0\nzoom=nan,0,1&point=-1", "stage 0\nzoom=0,0,-3",
                           "stage 0\nzoom=9e9,9e9,0.1&point=x", "stage 9", "&&=&", "\n\n"}) {
    CAPTURE(text);
    page.app().restoreView(text, data);
    page.frames(2);
    checkInSight(page);
    CHECK_FALSE(page.view().example.has_value());
  }
}

}  // namespace lab::ui
