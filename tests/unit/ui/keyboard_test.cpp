// The page by keyboard alone: what Space, Enter, Escape, the arrows and letters do, and what a click does to lists.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ui/keys.h"
#include "ui_images.h"
#include "ui_keys.h"
#include "ui_screen_text.h"

namespace lab::ui {

TEST_CASE("keyboard: Space and Enter press the control with the ring, Space trains without one") {
  Harness page(1280, 800);
  page.press(ImGuiKey_Space);
  CHECK(page.posted("run"));
  page.press(ImGuiKey_Space);
  CHECK(page.posted("pause"));
  tab(page);  // the first control
  page.takeCommands();
  page.press(ImGuiKey_Space);
  CHECK(page.takeCommands() == std::vector<std::string>{"reset"});
  page.press(ImGuiKey_Enter);
  CHECK(page.takeCommands() == std::vector<std::string>{"reset"});
  page.press(ImGuiKey_Escape);
  CHECK_FALSE(page.app().focus().visible);
  page.press(ImGuiKey_Space);
  CHECK(page.takeCommands() == std::vector<std::string>{"run"});
}

TEST_CASE("keyboard: arrows move a slider along its scale, without moving the focus") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "Learning rate"));
  const ImGuiID slider = focused();
  const double before = page.snapshot().settings.lr;
  REQUIRE(before == doctest::Approx(1));
  page.press(ImGuiKey_RightArrow);
  CHECK(page.snapshot().settings.lr == doctest::Approx(2));
  page.press(ImGuiKey_LeftArrow);
  page.press(ImGuiKey_DownArrow);
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.9));
  page.press(ImGuiKey_PageDown);
  CHECK(page.snapshot().settings.lr == doctest::Approx(0.09));
  page.press(ImGuiKey_End);
  CHECK(page.snapshot().settings.lr >= 9);
  CHECK(focused() == slider);
}

TEST_CASE("keyboard: left and right choose in a row of segments") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "linear"));
  page.press(ImGuiKey_RightArrow);
  CHECK(page.snapshot().runs[0].model == ModelKind::two_layer);
  page.press(ImGuiKey_RightArrow);
  CHECK(page.snapshot().runs.size() == 2);
  page.press(ImGuiKey_RightArrow);
  CHECK(page.snapshot().runs.size() == 2);
  page.press(ImGuiKey_LeftArrow);
  CHECK(page.snapshot().runs.size() == 1);
}

TEST_CASE("keyboard: a list opens, goes up and down, chooses, and Escape leaves all as it was") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "Preset"));
  page.press(ImGuiKey_DownArrow);
  page.frames(3);
  REQUIRE(page.app().focus().list_open);
  page.takeCommands();
  page.press(ImGuiKey_DownArrow);
  page.press(ImGuiKey_Escape);
  page.frames(2);
  CHECK_FALSE(page.app().focus().list_open);
  CHECK(page.takeCommands().empty());
  page.press(ImGuiKey_Enter);
  page.frames(3);
  REQUIRE(page.app().focus().list_open);
  page.press(ImGuiKey_DownArrow);
  page.press(ImGuiKey_Enter);
  page.frames(2);
  CHECK_FALSE(page.app().focus().list_open);
  CHECK(page.takeCommands().size() == 1);
}

TEST_CASE("lists: a click outside closes and meets what lies there, one on the button only closes") {
  Harness page(1280, 800);
  const Rect bar = page.layout().transport;
  float arrow = 0;
  for (float x = bar.x + 300; x < bar.right() && arrow == 0; x += 6) {
    page.click(x, bar.y + bar.h / 2);
    if (page.app().focus().list_open) arrow = x;
  }
  REQUIRE(arrow > 0);
  const auto model = placeOf("two-layer");
  page.click(model->x + 6, model->y + 6);
  page.frames(2);
  CHECK_FALSE(page.app().focus().list_open);
  CHECK(page.snapshot().runs[0].model == ModelKind::two_layer);
  page.click(arrow, bar.y + bar.h / 2);
  CHECK(page.app().focus().list_open);
  page.click(arrow, bar.y + bar.h / 2);
  page.frames(2);
  CHECK_FALSE(page.app().focus().list_open);
  page.click(arrow, bar.y + bar.h / 2);
  CHECK(page.app().focus().list_open);
}

TEST_CASE("Escape closes what is open, one thing at a time") {
  Harness page(1280, 800);
  page.press(ImGuiKey_E);
  page.frames(2);
  REQUIRE(says("Race"));
  page.type("?");
  page.frames(3);
  REQUIRE(says("this page"));
  page.press(ImGuiKey_Escape);
  page.frames(2);
  CHECK_FALSE(says("this page"));
  CHECK(says("Race"));
  page.press(ImGuiKey_Escape);
  page.frames(2);
  CHECK_FALSE(says("Race"));
}

TEST_CASE("keys: the help shows the very table that acts") {
  Harness page(1280, 900);
  page.type("?");
  page.frames(3);
  CHECK(keyLines().size() > 12);
  for (const KeyLine& line : keyLines()) {
    CAPTURE(line.key);
    CHECK(says(line.meaning));
  }
}

TEST_CASE("keys: Ctrl or Cmd with Z, and with Y, post undo and redo when there is something") {
  Harness page(1280, 800);
  chord(page, ImGuiMod_Ctrl, ImGuiKey_Z);
  CHECK_FALSE(page.posted("undo"));
  if (page.snapshot().undo.empty()) static_cast<void>(page.session.post("generate"));
  page.frames(2);
  const bool kept = !page.snapshot().undo.empty();
  page.takeCommands();
  chord(page, ImGuiMod_Super, ImGuiKey_Z);
  CHECK(page.posted("undo") == kept);
  const bool again = !page.snapshot().redo.empty();
  page.takeCommands();
  chord(page, ImGuiMod_Ctrl, ImGuiKey_Z, true);
  CHECK(page.posted("redo") == again);
  // Letters with Ctrl are the browser's.
  page.takeCommands();
  chord(page, ImGuiMod_Ctrl, ImGuiKey_R);
  CHECK(page.takeCommands().empty());
}

}  // namespace lab::ui
