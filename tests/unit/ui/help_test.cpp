// The page behind the question mark: what it says, that it scrolls on a telephone, and every way to close it.
#include <doctest/doctest.h>

#include "lab/settings/presets.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

void openHelp(Harness& page) {
  page.type("?");
  page.frames(3);
  REQUIRE(says("Classifier Lab"));
  REQUIRE(says("A linear and a two-layer classifier learn here"));
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
  for (int i = 0; i < 8; ++i) page.drag(160, 480, 160, 120);
  CHECK(says("cancel, close"));  // the last of the keys
  CHECK_FALSE(says("Double tap"));
}

TEST_CASE("help: opens at its top, however far it was read before") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(844, 390)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = true;
    openHelp(page);
    for (int i = 0; i < 8; ++i) page.drag(w / 2, 0.8f * h, w / 2, 0.2f * h);
    REQUIRE(scrolled() > 100);
    page.press(ImGuiKey_Escape);
    page.frames(3);
    openHelp(page);
    CHECK(scrolled() == 0);
  }
}

TEST_CASE("help: begins with what the hand holds: gestures for fingers, keys for the rest") {
  Harness phone(390, 844);
  phone.host.touch = true;
  openHelp(phone);
  CHECK(says("Double tap"));
  CHECK_FALSE(says("train or pause"));
  CHECK_FALSE(says("Hover"));
  for (int i = 0; i < 16; ++i) phone.drag(195, 700, 195, 120);
  CHECK(says("train or pause"));  // a tablet may have a keyboard
  Harness desk(1280, 1400);
  openHelp(desk);
  const auto keys = placeOf("train or pause"), gestures = placeOf("Click or tap");
  REQUIRE(keys);
  REQUIRE(gestures);
  CHECK(keys->y < gestures->y);
}

TEST_CASE("help: shows the first steps again, from anywhere") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.press(ImGuiKey_E);
    page.frames(2);
    openHelp(page);
    for (int i = 0; i < 12 && !says("Show the first steps again"); ++i) {
      ImGui::GetIO().AddMousePosEvent(w / 2, h / 2);
      ImGui::GetIO().AddMouseWheelEvent(0, -2);
      page.frames(2);
    }
    clickOn(page, "Show the first steps again");
    page.frames(2);
    for (const char* title : {"No line splits them", "Add a hidden layer", "Read one point"}) {
      CHECK(says(title));
      CHECK_FALSE(paintedOver(title));
    }
    page.type(".");  // who asked for them keeps them
    page.move(w / 2, 2);
    page.frames(3);
    CHECK(says("Read one point"));
  }
}

namespace {

// The button of this name, which its section's heading precedes.
Rect startOver() {
  const auto places = findText("Start over");
  REQUIRE(places.size() == 2);
  return places.back();
}

}  // namespace

TEST_CASE("help: starting over asks first, and a double click anywhere on its button forgets nothing") {
  Harness page(1280, 900);
  openHelp(page);
  const Rect words = startOver();
  const float y = words.y + words.h / 2;
  int asked = 0;
  for (float x = words.x - 40; x < words.right() + 12; x += 3) {
    page.click(x, y);
    page.frames(1);
    const bool hit = says("Forget everything");
    asked += hit ? 1 : 0;
    page.click(x, y);
    page.frames(2);
    CHECK_FALSE(page.posted("forget"));
    CHECK(says("Licences"));
    if (hit) CHECK_FALSE(says("Forget everything"));  // nothing is asked any more
  }
  CHECK(asked > 20);
}

TEST_CASE("help: after forgetting the page is as on a first visit") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 900)}) {
    CAPTURE(w);
    Harness page(w, h, presetSettings("notes_linear"));  // as the page begins
    post(page, "speed 30");
    post(page, "set lr=0.5");  // no published run any more
    page.frames(3);
    openHelp(page);
    for (int i = 0; i < 20 && findText("Start over").size() < 2; ++i) {
      ImGui::GetIO().AddMousePosEvent(w / 2, h / 2);
      ImGui::GetIO().AddMouseWheelEvent(0, -2);
      page.frames(2);
    }
    const Rect words = startOver();
    page.click(words.x + 8, words.y + 8);
    page.frames(2);
    page.takeCommands();
    clickOn(page, "Forget everything");
    page.frames(3);
    CHECK(page.posted("forget"));
    CHECK(page.snapshot().auto_speed);
    CHECK_FALSE(says("Licences"));
    CHECK(says("No line splits them"));
    CHECK(says("Read one point"));
    CHECK_FALSE(says("off by"));  // the corner shows points
    if (w > 1000) CHECK(says("Click a point to read"));
    page.move(w / 2, 2);
    page.type(".");
    page.frames(3);
    CHECK(says("0 of 3 done"));  // as on a first visit, use folds them
  }
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
