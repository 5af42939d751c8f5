// The page behind the question mark: what it says, that it scrolls on a telephone, and every way to close it.
#include <doctest/doctest.h>

#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

void openHelp(Harness& page) {
  page.type("?");
  page.frames(3);
  REQUIRE(says("Keys"));
}

// Largest scroll of any region.
float scrolled() {
  float most = 0;
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) most = ImMax(most, window->Scroll.y);
  return most;
}

}  // namespace

TEST_CASE("help: says what this is, keys, gestures, the share link, the machine, the end, and licences") {
  Harness page(1280, 900);
  page.host.variant = "relaxed SIMD, 2 threads";
  page.host.version = "9.8.7";
  CHECK_FALSE(says("relaxed SIMD"));  // nowhere else
  openHelp(page);
  for (const char* words : {"A linear and a two-layer classifier learn here", "train or pause", "Wheel, two fingers",
                            "Share", "relaxed SIMD, 2 threads, version 9.8.7", "Start over", "Licences", "Colors"}) {
    CAPTURE(words);
    CHECK(says(words));
    CHECK_FALSE(paintedOver(words));
  }
  page.takeCommands();
  clickOn(page, "Their licences");
  CHECK(page.posted("page show_licences"));
}

TEST_CASE("help: Escape, the cross and a click beside it close it") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(390, 844), ImVec2(844, 390)}) {
    CAPTURE(w);
    Harness page(w, h);
    openHelp(page);
    page.press(ImGuiKey_Escape);
    CHECK_FALSE(says("Licences"));
    CHECK_FALSE(says("train or pause"));

    openHelp(page);
    const auto title = placeOf("Classifier Lab");
    REQUIRE(title.has_value());
    const float margin = w < 600 ? 8.0f : 24.0f;
    const float width = ImMin(860.0f, w - 2 * margin);
    page.click((w + width) / 2 - 26, title->y + title->h / 2);
    page.frames(2);
    CHECK_FALSE(says("train or pause"));

    openHelp(page);
    page.click(w / 2, 3);
    page.frames(2);
    CHECK_FALSE(says("train or pause"));
  }
}

TEST_CASE("help: a finger scrolls it to its end on a telephone") {
  Harness page(320, 568);
  page.host.touch = true;
  openHelp(page);
  CHECK_FALSE(says("Licences"));
  REQUIRE(scrolled() == 0);
  for (int i = 0; i < 8; ++i) page.drag(160, 480, 160, 120);
  CHECK(scrolled() > 100);
  CHECK(says("Licences"));
  CHECK(says("train or pause") == false);
}

TEST_CASE("help: starting over asks first, and forgets") {
  Harness page(1280, 900);
  openHelp(page);
  page.takeCommands();
  clickOn(page, "Start over");  // the heading comes first and is no button
  page.frames(2);
  const auto places = findText("Start over");
  REQUIRE_FALSE(places.empty());
  page.click(places.back().x + 8, places.back().y + 8);
  page.frames(2);
  CHECK(page.takeCommands().empty());
  clickOn(page, "Keep it");
  CHECK(page.takeCommands().empty());
  const auto again = findText("Start over");
  page.click(again.back().x + 8, again.back().y + 8);
  page.frames(2);
  clickOn(page, "Forget everything");
  CHECK(page.posted("forget"));
  CHECK_FALSE(says("Licences"));
}

TEST_CASE("link: a button below the settings, and one in the help") {
  Harness page(1280, 800);
  clickOn(page, "Copy link");
  CHECK(page.posted("page copy_link"));
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 900)}) {
    Harness other(w, h);
    openHelp(other);
    other.takeCommands();
    for (int i = 0; i < 12 && !says("Copy link"); ++i) {
      ImGui::GetIO().AddMousePosEvent(w / 2, h / 2);
      ImGui::GetIO().AddMouseWheelEvent(0, -2);
      other.frames(2);
    }
    const auto places = findText("Copy link");
    REQUIRE_FALSE(places.empty());
    other.click(places.back().x + 8, places.back().y + 8);
    CHECK(other.posted("page copy_link"));
  }
}

}  // namespace lab::ui
