// The page by keyboard alone: Tab, arrows, Enter, Escape, and what a click does to lists and tips.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "ui/focus.h"
#include "ui/keys.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

ImGuiContext& context() { return *ImGui::GetCurrentContext(); }
ImGuiID focused() { return context().NavCursorVisible ? context().NavId : 0; }

void tab(Harness& page, bool back = false) {
  if (back) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  page.press(ImGuiKey_Tab);
  if (back) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  page.frame();
}

void chord(Harness& page, ImGuiKey modifier, ImGuiKey key, bool shift = false) {
  ImGui::GetIO().AddKeyEvent(modifier, true);
  if (shift) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  page.press(key);
  if (shift) ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  ImGui::GetIO().AddKeyEvent(modifier, false);
  page.frames(2);
}

// Middle of the control with the focus.
ImVec2 place() {
  const ImGuiWindow* window = context().NavWindow;
  const ImRect rect = ImGui::WindowRectRelToAbs(const_cast<ImGuiWindow*>(window), window->NavRectRel[0]);
  return rect.GetCenter();
}

// Tab from the first control until one is right of this label on its row; `nth` of those.
bool tabTo(Harness& page, std::string_view label, int nth = 0) {
  for (int i = 0; i < 120; ++i) {
    tab(page);
    const auto at = placeOf(label);
    if (!at) continue;
    const ImVec2 now = place();
    const bool beside = now.x > at->x - 4 && now.y > at->y - 14 && now.y < at->bottom() + 14;
    if (beside && nth-- == 0) return true;
  }
  return false;
}

using Places = std::map<ImGuiID, ImVec2>;

// All controls at which Tab stops, and where they were.
Places tabStops(Harness& page) {
  Places stops;
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  stops[focused()] = place();
  for (int i = 0; i < 150 && !page.app().focus().at_end; ++i) {
    tab(page);
    stops[focused()] = place();
  }
  REQUIRE(page.app().focus().at_end);
  REQUIRE(stops.count(0) == 0);
  return stops;
}

bool overScrollbar(ImVec2 at) {
  const ImGuiWindow* window = context().HoveredWindow;
  return window && window->ScrollbarY && at.x > window->InnerRect.Max.x;
}

// Everything under the mouse that acts when it is pressed, found by moving over the whole page. A plot answers the
// mouse with figures only.
Places pressables(Harness& page, const Layout& layout) {
  Places found;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  for (float y = 10; y < size.y; y += 22) {
    for (float x = 6; x < size.x; x += 14) {
      bool plot = false;
      for (const Rect& rect : {layout.loss_plot, layout.accuracy_plot}) {
        plot = plot || (x > rect.x && x < rect.right() && y > rect.y + 40 && y < rect.bottom());
      }
      if (plot) continue;
      ImGui::GetIO().AddMousePosEvent(x, y);
      page.frame();
      const ImGuiID id = context().HoveredId;
      if (id == 0 || context().HoveredIdIsDisabled || overScrollbar(ImVec2(x, y))) continue;
      found[id] = ImVec2(x, y);
    }
  }
  ImGui::GetIO().AddMousePosEvent(-9, -9);
  page.frames(2);
  return found;
}

// Goes there with the arrows, always along the longer way.
bool arrowsTo(Harness& page, ImGuiID id, ImVec2 target) {
  for (int step = 0; step < 24 && focused() != id && context().ActiveId == 0; ++step) {
    const ImVec2 way = target - place();
    const bool across = std::abs(way.x) > std::abs(way.y);
    page.press(across ? (way.x > 0 ? ImGuiKey_RightArrow : ImGuiKey_LeftArrow)
                      : (way.y > 0 ? ImGuiKey_DownArrow : ImGuiKey_UpArrow));
  }
  return focused() == id;
}

void tabToStop(Harness& page, ImGuiID stop) {
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  for (int i = 0; i < 150 && focused() != stop; ++i) tab(page);
}

// Of a group, a grid say, Tab stops at one, and the arrows reach the others from there.
bool reaches(Harness& page, const Places& stops, ImGuiID id, ImVec2 target) {
  if (stops.count(id) > 0 || arrowsTo(page, id, target)) return true;
  const auto nearer = [&](const auto& a, const auto& b) {
    return ImLengthSqr(a.second - target) < ImLengthSqr(b.second - target);
  };
  tabToStop(page, std::min_element(stops.begin(), stops.end(), nearer)->first);
  return arrowsTo(page, id, target);
}

void checkAllReached(Harness& page, const Layout& layout, std::size_t least) {
  const Places there = pressables(page, layout);
  CHECK(there.size() >= least);
  const Places stops = tabStops(page);
  // In reading order: from one member of a group to the next it is a step or two.
  std::vector<std::pair<ImGuiID, ImVec2>> order(there.begin(), there.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second.y != b.second.y ? a.second.y < b.second.y : a.second.x < b.second.x;
  });
  for (const auto& [id, at] : order) {
    CAPTURE(at.x);
    CAPTURE(at.y);
    REQUIRE(reaches(page, stops, id, at));
  }
}

}  // namespace

TEST_CASE("keyboard: every control of the plane's page is reached, in every arrangement") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(844, 390), ImVec2(390, 844)}) {
    CAPTURE(w);
    Settings settings;
    settings.model = ModelKind::two_layer;
    Harness page(w, h, settings);
    post(page, "step 3");  // Back has something to undo
    checkAllReached(page, page.layout(), 14);
  }
}

TEST_CASE("keyboard: every control of the studies is reached") {
  Harness page(1280, 800);
  post(page, "step 3");
  page.press(ImGuiKey_E);
  for (int tab = 0; tab < 5; ++tab) {
    CAPTURE(tab);
    page.press(static_cast<ImGuiKey>(ImGuiKey_1 + tab));
    checkAllReached(page, Layout{}, 20);
    leaveFocus(page.app().focus());
    page.frames(2);
  }
}

TEST_CASE("keyboard: every control of the image mode is reached") {
  for (int stage = 0; stage < 3; ++stage) {
    CAPTURE(stage);
    Harness page(1280, 800);
    showImages(page);
    openStage(page, stage);
    checkAllReached(page, layoutOf(page), 25);
  }
}

TEST_CASE("keyboard: Tab goes on in one order, Shift+Tab the same way back, and both leave at the ends") {
  Harness page(1280, 800);
  const Focus& focus = page.app().focus();
  CHECK(focus.at_start);
  CHECK_FALSE(focus.at_end);
  std::vector<ImGuiID> order;
  do {
    tab(page);
    order.push_back(focused());
    CHECK(focus.at_start == (order.size() == 1));
  } while (!focus.at_end && order.size() < 150);
  CHECK(std::set<ImGuiID>(order.begin(), order.end()).size() == order.size());
  CHECK(order == focus.stops);
  for (std::size_t i = order.size() - 1; i-- > 0;) {
    tab(page, true);
    CHECK(focused() == order[i]);
  }
  CHECK(focus.at_start);
  // In from behind: at the last; in from before: at the first.
  leaveFocus(page.app().focus());
  page.frames(2);
  CHECK(focused() == 0);
  enterFocus(page.app().focus(), false);
  page.frames(6);
  CHECK(focused() == order.back());
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  CHECK(focused() == order.front());
}

TEST_CASE("keyboard: the mouse shows no ring, and Tab goes on from where it pressed") {
  Harness page(1280, 800);
  const auto generate = placeOf("New sample");
  REQUIRE(generate);
  page.click(generate->x + 4, generate->y + 4);
  CHECK_FALSE(page.app().focus().visible);
  tab(page);
  CHECK(page.app().focus().visible);
  CHECK(std::abs(place().x - (generate->x + generate->w / 2)) < 20);
  page.move(700, 500);
  page.click(700, 500);
  CHECK_FALSE(page.app().focus().visible);
}

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
  REQUIRE(tabTo(page, "Learning rate", 1));
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

TEST_CASE("keyboard: a number field steps with up and down, enters by Enter and Tab, and Escape puts back") {
  Harness page(1280, 800);
  REQUIRE(tabTo(page, "Learning rate", 2));
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
  REQUIRE(tabTo(page, "Learning rate", 2));
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

TEST_CASE("tips: after a rest, not after a click, and beside what they are about") {
  Harness page(1280, 800);
  const char* tip = "Draw other points of the same kind";
  const auto button = placeOf("New sample");
  REQUIRE(button);
  page.move(button->x + 4, button->y + 4);
  page.frames(30);  // half a second
  CHECK_FALSE(says(tip));
  page.frames(10);
  const auto at = placeOf(tip);
  REQUIRE(at);
  CHECK((at->bottom() < button->y - 4 || at->y > button->bottom() + 4));
  CHECK(at->x >= 0);
  page.click(button->x + 4, button->y + 4);
  page.frames(120);
  CHECK_FALSE(says(tip));
  page.move(700, 500);
  page.move(button->x + 4, button->y + 4);
  page.frames(40);
  CHECK(says(tip));
  page.host.touch = true;
  page.frames(2);
  CHECK_FALSE(says(tip));
}

TEST_CASE("tips: the way back from the studies is called so") {
  Harness page(1280, 800);
  page.press(ImGuiKey_E);
  page.frames(2);
  const auto close = placeOf("Close");
  REQUIRE(close);
  page.move(close->x + 3, close->y + 5);
  page.frames(45);
  CHECK(says("Back to the plots"));
  CHECK_FALSE(says("Worked examples, races"));
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

TEST_CASE("what comes and goes moves nothing below it: the words of a shape, the result of a check") {
  Harness page(1280, 800);
  const float rows = placeOf("Noise")->y;
  for (const char* shape : {"moons", "circles", "blobs", "xor", "spiral"}) {
    CAPTURE(shape);
    post(page, std::string("set data=") + shape);
    page.frames(2);
    CHECK(placeOf("Noise")->y == rows);
  }
  page.press(ImGuiKey_E);
  page.press(ImGuiKey_5);
  clickOn(page, "Sanity");
  page.frames(2);
  const auto third = placeOf("Overfits 20 examples");
  REQUIRE(third);
  post(page, "check sanity initial_loss");
  page.frames(200);
  CHECK(says("Passed."));
  CHECK(placeOf("Overfits 20 examples")->y == third->y);
}

}  // namespace lab::ui
