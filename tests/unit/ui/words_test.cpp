// Words that say what they mean: whose losses these are, what the switch shows, what cannot be done yet.
#include <string>

#include <doctest/doctest.h>

#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

const char* published_linear = "set preset=notes_linear";

// These words within this rectangle.
bool saysIn(const Rect& rect, std::string_view words) {
  for (const Rect& place : findText(words)) {
    if (place.overlaps(rect)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("words: published losses say who printed them, and how many of those that were reached match") {
  Harness page(1280, 1400);
  post(page, "set lr=0.5");
  page.frames(2);
  post(page, published_linear);
  page.frames(3);
  REQUIRE(says("off by"));
  CHECK(says("Printed in the case study of a minimal network in the CS231n notes."));
  CHECK(says("1 of 1 reached so far match."));
  post(page, "step 45");
  page.frames(3);
  CHECK(says("5 of 5 reached so far match."));
  post(page, "step 155");
  page.frames(200);
  CHECK(says("20 of 20 match."));
  Harness phone(390, 844);
  post(phone, published_linear);
  clickOn(phone, "Plots");
  phone.frames(2);
  CHECK(saysIn({0, 0, 390, 844}, "published"));
}

TEST_CASE("words: the legend explains the rings, and the values under the mouse name their source") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1280, 1400), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, published_linear);
    page.frames(3);
    const Rect plot = page.layout().loss_plot;
    CHECK(saysIn(plot, "published"));
    CHECK(saysIn(plot, "penalty"));
    CHECK_FALSE(says("regularization"));
    post(page, "step 30");
    bool told = false;
    for (float x = plot.x + 50; x < plot.right() && !told; x += 2) {
      page.move(x, plot.y + plot.h / 2);
      page.frames(2);
      told = says("0.917265 in the CS231n notes");
    }
    CHECK(told);
    page.move(2, 2);
    post(page, "set model=linear&lr=0.5");
    page.frames(3);
    CHECK_FALSE(saysIn(page.layout().loss_plot, "published"));
  }
}

TEST_CASE("words: the legend of two published runs is one line, and the plot has the rest") {
  for (const auto& [w, h] : {ImVec2(768, 1024), ImVec2(1280, 800), ImVec2(1280, 1400)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "set preset=notes_two_layer&side_by_side=1");
    page.frames(3);
    const Rect plot = page.layout().loss_plot;
    const auto in = [&](std::string_view words) {
      for (const Rect& place : findText(words)) {
        if (plot.contains(place)) return place;
      }
      FAIL("not in the plot");
      return Rect();
    };
    const Rect published = in("published");
    CHECK(in("linear").y == published.y);
    CHECK(in("two-layer").y == published.y);
    CHECK(in("two-layer").right() < plot.right());
  }
}

TEST_CASE("words: the switch of the mode says points, whatever their shape") {
  Harness page(1280, 800);
  for (const char* data : {"spiral", "moons", "circles", "blobs", "xor"}) {
    post(page, "set data=" + std::string(data));
    page.frames(2);
    CHECK(saysIn(page.layout().mode_bar, "Points"));
    CHECK_FALSE(saysIn(page.layout().mode_bar, "Spiral"));
  }
}

TEST_CASE("words: mistakes are off until there is a model that makes them") {
  Harness page(1280, 800);
  const auto at = [] { return *placeOf("Mistakes"); };
  clickOn(page, "Mistakes");  // does nothing
  page.move(2, 2);
  page.frames(5);
  page.move(at().x + 4, at().y + 4);
  page.frames(90);
  CHECK(says("nothing is a mistake before the first step"));
  const std::string kept = page.app().keptView();
  CHECK(kept.find("mistakes") == std::string::npos);  // still wished for
  post(page, "step 1");
  page.frames(2);
  clickOn(page, "Mistakes");
  CHECK(page.app().keptView() != kept);
}

TEST_CASE("words: the gradient check promises as many opinions as it shows") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    REQUIRE(page.session.post("check gradient count=6 seed=1").ok());
    page.press(ImGuiKey_E);
    page.frames(3);
    for (int study = 0; study < 9 && !says("opinions"); ++study) {
      page.press(static_cast<ImGuiKey>(ImGuiKey_1 + study));
      page.frames(3);
    }
    REQUIRE(says("opinions"));
    page.frames(20);
    const bool three = says("automatic differentiation. Always");
    CHECK(three == says("Three opinions"));
    CHECK(three == !says("Two opinions"));
    if (w != 1280) CHECK(three == (w > 1280));
    CHECK(three == says("parameter analytic forward centered automatic"));
  }
}

TEST_CASE("words: the list of step counts says what its entries do") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    const auto many = placeOf("+100");
    REQUIRE(many);
    const Rect transport = page.layout().transport;
    bool open = false;
    for (float x = many->right() + 4; x < transport.right() && !open; x += 6) {
      page.click(x, transport.y + transport.h / 2);
      page.frames(3);
      open = says("another number");
    }
    REQUIRE(open);
    for (const char* entry : {"+10", "+1,000", "+10,000", "+100,000"}) CHECK(says(entry));
    clickOn(page, "+1,000");
    CHECK(says("+1k"));
  }
}

TEST_CASE("words: sanity checks name settings as people do") {
  Harness page(1280, 1400);
  REQUIRE(page.session.post("check sanity initial_loss").ok());
  page.press(ImGuiKey_E);
  for (int study = 0; study < 9; ++study) {
    page.press(static_cast<ImGuiKey>(ImGuiKey_1 + study));
    page.frames(10);
    CHECK_FALSE(says("init_scale"));
    CHECK_FALSE(says("_"));
  }
}

}  // namespace lab::ui
