// A notice by keyboard: its buttons are reached while it is there.
#include <doctest/doctest.h>

#include <string_view>

#include "ui_keys.h"
#include "ui_notice.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Commands pressIn(Harness& page, const Snapshot& snapshot, ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  Commands commands = show(page, snapshot, 1);
  ImGui::GetIO().AddKeyEvent(key, false);
  for (std::string& late : show(page, snapshot, 3)) commands.push_back(std::move(late));
  return commands;
}

bool inNotice() { return std::string_view(context().NavWindow->Name) == "toast"; }

}  // namespace

TEST_CASE("toast: Tab leads to its buttons at once, and from the last of them back to where it was") {
  Harness page(1280, 800);
  for (int i = 0; i < 5; ++i) tab(page);
  const ImGuiID before = focused();
  REQUIRE(before != 0);
  Snapshot said = afterAnAct(page, 1);
  said.notice_offer_label = "Keep the old ones";
  said.notice_offer_command = "set lr=0.5";
  show(page, said, 3);
  CHECK(focused() == before);  // a notice takes no focus by itself
  CHECK_FALSE(page.app().focus().at_end);
  CHECK(pressIn(page, said, ImGuiKey_Tab).empty());
  REQUIRE(inNotice());
  const ImGuiID offer = focused();
  REQUIRE(offer != 0);
  show(page, said, 1200);  // it stays as long as the focus is in it
  CHECK(says("Restarted with new data."));
  CHECK(pressIn(page, said, ImGuiKey_Tab).empty());
  REQUIRE(inNotice());
  CHECK(focused() != offer);
  CHECK(pressIn(page, said, ImGuiKey_Tab).empty());
  CHECK_FALSE(inNotice());
  CHECK(focused() == before);
  pressIn(page, said, ImGuiKey_Tab);  // from here on as ever
  CHECK_FALSE(inNotice());
  CHECK(focused() != before);
  show(page, said, 1200);
  CHECK_FALSE(says("Restarted with new data."));
  // The next one: Enter on the second button is Undo, and the focus is back.
  const ImGuiID now = focused();
  said.notice_revision += 1;
  show(page, said, 3);
  pressIn(page, said, ImGuiKey_Tab);
  pressIn(page, said, ImGuiKey_Tab);
  REQUIRE(inNotice());
  CHECK(posts(pressIn(page, said, ImGuiKey_Enter), "undo"));
  CHECK_FALSE(says("Restarted with new data."));
  CHECK_FALSE(inNotice());
  CHECK(focused() == now);
}

TEST_CASE("toast: Escape in a notice puts it away, and nothing else") {
  Harness page(1280, 800);
  page.press(ImGuiKey_E);
  page.frames(2);
  for (int i = 0; i < 5; ++i) tab(page);
  const ImGuiID before = focused();
  const Snapshot said = afterAnAct(page, 1);
  show(page, said, 3);
  pressIn(page, said, ImGuiKey_Tab);
  REQUIRE(inNotice());
  CHECK(pressIn(page, said, ImGuiKey_Escape).empty());
  CHECK_FALSE(says("Restarted with new data."));
  CHECK_FALSE(inNotice());
  CHECK(focused() == before);
  CHECK(says("Three images"));
  pressIn(page, said, ImGuiKey_Escape);
  CHECK_FALSE(says("Three images"));
}

TEST_CASE("toast: Tab stays in the help that lies over a notice") {
  Harness page(1280, 900);
  page.type("?");
  page.frames(3);
  REQUIRE(says("this page"));
  const Snapshot said = afterAnAct(page, 1);
  show(page, said, 3);
  pressIn(page, said, ImGuiKey_Tab);
  CHECK_FALSE(inNotice());
}

TEST_CASE("toast: Tab reaches Undo when nothing has the focus yet") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    const Snapshot said = afterAnAct(page, 1);
    show(page, said, 3);
    pressIn(page, said, ImGuiKey_Tab);
    REQUIRE(inNotice());
    CHECK(posts(pressIn(page, said, ImGuiKey_Space), "undo"));
  }
}

}  // namespace lab::ui
