// Fields for numbers, of settings and of the studies' forms: what they understand, how they refuse, and their keys.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ui_images.h"
#include "ui_keys.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// The stops of Tab that are fields for text.
std::vector<ImGuiID> textFields(Harness& page) {
  std::vector<ImGuiID> found;
  for (const auto& [id, at] : tabStops(page)) {
    tabToStop(page, id);
    if (focused() == id && ImGui::GetIO().WantTextInput) found.push_back(id);
  }
  return found;
}

// Every field of this page but the known ones keeps what it refuses, marked, with the reason beside it, until Escape;
// nothing that has these words moves, and `start` cannot be pressed meanwhile.
void checkRefusals(Harness& page, std::size_t least, const std::vector<std::string>& words,
                   const std::vector<ImGuiID>& known = {}, const char* start = nullptr) {
  std::vector<ImGuiID> fields = textFields(page);
  std::erase_if(fields, [&](ImGuiID id) { return std::find(known.begin(), known.end(), id) != known.end(); });
  std::optional<Rect> button;
  if (start != nullptr) button = placeOf(start);
  CHECK(fields.size() >= least);
  const Settings before = page.snapshot().settings;
  for (const ImGuiID id : fields) {
    CAPTURE(id);
    tabToStop(page, id);
    CAPTURE(place().x);
    CAPTURE(place().y);
    std::vector<float> rows;
    for (const std::string& one : words) {
      CAPTURE(one);
      REQUIRE(placeOf(one));
      rows.push_back(placeOf(one)->y);
    }
    page.type("quick");
    page.press(ImGuiKey_Enter);
    page.frames(3);
    CHECK(says("quick"));
    REQUIRE(page.app().focus().bubble_at.has_value());
    CHECK(says(page.app().focus().bubble));
    for (std::size_t i = 0; i < words.size(); ++i) {
      CAPTURE(words[i]);
      CHECK(placeOf(words[i])->y == rows[i]);
    }
    tab(page);
    page.frames(20);
    CHECK(says("quick"));
    if (button) {
      page.takeCommands();
      page.click(button->x + 4, button->y + 6);
      CHECK(page.takeCommands().empty());
    }
    tabToStop(page, id);
    page.press(ImGuiKey_Escape);
    page.frames(3);
    CHECK_FALSE(says("quick"));
    CHECK_FALSE(page.app().focus().bubble_at.has_value());
  }
  CHECK(page.snapshot().settings == before);
}

// Into the field that shows this, right of the label on its row.
void enter(Harness& page, std::string_view label, std::string_view shown, const char* typed, ImGuiKey key) {
  for (const Rect& row : findText(label)) {
    for (const Rect& place : findText(shown)) {
      if (place.x < row.x || std::abs(place.y + place.h / 2 - row.y - row.h / 2) > 8) continue;
      page.click(place.x + 3, place.y + place.h / 2);
      page.type(typed);
      page.press(key);
      page.frames(3);
      return;
    }
  }
  FAIL("no such field: ", std::string(shown));
}

void openStudy(Harness& page, ImGuiKey tab) {
  page.frames(2);
  page.press(ImGuiKey_E);
  page.frames(2);
  page.press(tab);
  page.frames(2);
}

}  // namespace

TEST_CASE("keyboard: a number field steps with up and down, enters by Enter and Tab, and Escape puts back") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "Learning rate", 1));
  REQUIRE(ImGui::GetIO().WantTextInput);
  page.press(ImGuiKey_UpArrow);
  CHECK(page.snapshot().settings.lr == doctest::Approx(2));
  page.press(ImGuiKey_DownArrow);
  page.press(ImGuiKey_DownArrow);
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.9));
  page.type("0.5");
  const ImGuiID field = focused();
  tab(page);
  page.frames(2);
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.5));
  CHECK(focused() != field);
  tab(page, true);
  page.takeCommands();
  page.type("0.75");
  page.press(ImGuiKey_Escape);
  CHECK(page.takeCommands().empty());
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.5));
  page.press(ImGuiKey_Enter);  // the focus is still here
  page.type("0,25");
  page.press(ImGuiKey_Enter);
  page.frames(2);
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.25));
}

TEST_CASE("fields: refused input stays, marked, its reason beside it, and nothing moves") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "Learning rate", 1));
  tab(page);
  const ImVec2 next = place();
  tab(page, true);
  page.type("fast");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(says("fast"));
  CHECK(page.app().focus().bubble_at.has_value());
  CHECK(says(page.app().focus().bubble));
  tab(page);
  CHECK(place().y == next.y);
  page.frames(30);
  CHECK(says("fast"));
  tab(page, true);
  page.press(ImGuiKey_Escape);
  page.frames(3);
  CHECK_FALSE(says("fast"));
  CHECK_FALSE(page.app().focus().bubble_at.has_value());
  CHECK(page.snapshot().settings.lr == doctest::Approx(1));
  // A comma with two readings is asked about, and nothing is posted.
  page.press(ImGuiKey_Enter);
  page.takeCommands();
  page.type("1,000");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(page.takeCommands().empty());
  CHECK(says("Is 1,000 a thousand and more"));
}

TEST_CASE("fields: of the settings and of every study, each keeps what it refuses where it was typed") {
  Harness settings(1800, 1400);
  const std::vector<ImGuiID> known = textFields(settings);
  checkRefusals(settings, 5, {"Learning rate", "Noise"});
  Harness race(1800, 1400);
  openStudy(race, ImGuiKey_2);
  checkRefusals(race, 5, {"Add a run"}, known, "Start");
  for (const char* kind : {"Grid", "Random"}) {
    Harness search(1800, 1400);
    openStudy(search, ImGuiKey_4);
    clickOn(search, kind);
    checkRefusals(search, 7, {"Steps per cell", "Every cell begins"}, known, "Start");
  }
  Harness checks(1800, 1400);
  openStudy(checks, ImGuiKey_5);
  checkRefusals(checks, 1, {"Break the gradient"}, known, "Check the gradient");
}

TEST_CASE("fields: a search takes commas as the settings do, and enters by Enter and by Tab") {
  Harness page(1280, 800);
  openStudy(page, ImGuiKey_4);
  enter(page, "Learning rate", "0.01", "0,02", ImGuiKey_Enter);
  enter(page, "Learning rate", "10", "20,5", ImGuiKey_Tab);
  enter(page, "L2 penalty λ", "0.1", "7", ImGuiKey_Escape);
  enter(page, "L2 penalty λ", "0.1", "0,5", ImGuiKey_Enter);
  enter(page, "Steps per cell", "200", "1,000", ImGuiKey_Enter);
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("search start lr=0.02..20.5 l2=1e-5..0.5 grid=4x4 steps=1000"));
}

TEST_CASE("fields: a comma that may mean two numbers is asked about in a search, too") {
  Harness page(1280, 800);
  openStudy(page, ImGuiKey_4);
  enter(page, "Learning rate", "10", "1,000", ImGuiKey_Enter);
  CHECK(says("Is 1,000 a thousand and more"));
  enter(page, "Learning rate", "1,000", "1.000", ImGuiKey_Enter);
  CHECK_FALSE(page.app().focus().bubble_at.has_value());
}

TEST_CASE("fields: a range is entered one end after the other, though the first is beyond the second") {
  Harness page(1280, 800);
  openStudy(page, ImGuiKey_4);
  enter(page, "Learning rate", "0.01", "50", ImGuiKey_Enter);
  CHECK(page.app().focus().bubble_at.has_value());
  CHECK(says("50"));
  enter(page, "Learning rate", "10", "80", ImGuiKey_Enter);
  CHECK_FALSE(page.app().focus().bubble_at.has_value());
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("search start lr=50..80 l2=1e-5..0.1 grid=4x4 steps=200"));
}

TEST_CASE("fields: a race takes commas in its runs and its steps") {
  Harness page(1280, 800);
  openStudy(page, ImGuiKey_2);
  const std::string before = "0.01";
  enter(page, before, before, "0,25", ImGuiKey_Enter);
  enter(page, "Steps", "200", "1,200", ImGuiKey_Tab);
  page.takeCommands();
  clickOn(page, "Start");
  const std::vector<std::string> posted = page.takeCommands();
  REQUIRE(posted.size() == 1);
  CHECK(posted[0].starts_with("race start 1200; lr=0.25; "));
}

TEST_CASE("fields: how many steps at once is a whole number, with or without a comma between the thousands") {
  Harness page(1280, 800);
  const Rect bar = page.layout().transport;
  for (float x = bar.x + 300; x < bar.right() && !page.app().focus().list_open; x += 6) {
    page.click(x, bar.y + bar.h / 2);
  }
  REQUIRE(page.app().focus().list_open);
  const auto hundred_thousand = placeOf("100,000");
  REQUIRE(hundred_thousand);
  const auto label = placeOf("another number");
  REQUIRE(label);
  const float y = label->bottom() + 18;
  page.click(hundred_thousand->x + 10, y);
  page.type("many");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(says("many"));
  CHECK(says("Steps at once: a whole number from 1 to 1,000,000"));
  page.click(hundred_thousand->x + 10, y);
  page.type("2,500");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK_FALSE(page.app().focus().list_open);
  CHECK(says("+2.5k"));
}

}  // namespace lab::ui
