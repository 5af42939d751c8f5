// Everything that acts is reached by keyboard alone: by Tab, and by the arrows within a group.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "lab/settings/assignments.h"
#include "ui_images.h"
#include "ui_keys.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

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

// Of a panel's labels Tab stops at the one that had the focus last; up and down go through them all.
bool reachesLabel(Harness& page, ImGuiID id) {
  const auto labels = page.app().focus().labels;
  const auto panelOf = [&](ImGuiID label) {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return one.id == label; });
    return found == labels.end() ? 0 : found->panel;
  };
  leaveFocus(page.app().focus());
  enterFocus(page.app().focus(), true);
  page.frames(6);
  for (int i = 0; i < 150 && panelOf(focused()) != panelOf(id); ++i) tab(page);
  page.press(ImGuiKey_Home);
  for (int step = 0; step < 60 && focused() != id; ++step) page.press(ImGuiKey_DownArrow);
  return focused() == id;
}

// Of a group, a grid say, Tab stops at one, and the arrows reach the others from there.
bool reaches(Harness& page, const Places& stops, ImGuiID id, ImVec2 target) {
  if (stops.count(id) > 0) return true;
  if (isLabel(page, id)) return reachesLabel(page, id);
  if (arrowsTo(page, id, target)) return true;
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
  // Labels last: they keep the arrows.
  std::stable_partition(order.begin(), order.end(), [&](const auto& one) { return !isLabel(page, one.first); });
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
  page.frames(600);  // until its notice, which Tab would reach first, is gone
  tab(page);
  CHECK(page.app().focus().visible);
  CHECK(std::abs(place().x - (generate->x + generate->w / 2)) < 20);
  page.move(700, 500);
  page.click(700, 500);
  CHECK_FALSE(page.app().focus().visible);
}

TEST_CASE("keyboard: of a panel's words with a card Tab stops at one, and the arrows go through all of them") {
  Harness page(1280, 800, withAssignments({}, "model=two_layer").value());
  page.frames(3);
  const Places stops = tabStops(page);
  const auto labels = page.app().focus().labels;
  REQUIRE(labels.size() > 10);
  std::map<ImGuiID, int> stops_of_panel;
  for (const Focus::Label& label : labels) stops_of_panel[label.panel] += stops.count(label.id) > 0 ? 1 : 0;
  for (const auto& [panel, count] : stops_of_panel) CHECK(count == 1);
  // Down, up, to the ends; and Tab comes back to where it was left.
  const ImGuiID panel = labels.back().panel;
  std::vector<ImGuiID> order;
  for (const Focus::Label& label : labels) {
    if (label.panel == panel) order.push_back(label.id);
  }
  REQUIRE(order.size() > 5);
  tabToStop(page, order.front());
  page.press(ImGuiKey_DownArrow);
  CHECK(focused() == order[1]);
  page.press(ImGuiKey_RightArrow);
  CHECK(focused() == order[2]);
  page.press(ImGuiKey_UpArrow);
  CHECK(focused() == order[1]);
  page.press(ImGuiKey_End);
  CHECK(focused() == order.back());
  page.press(ImGuiKey_DownArrow);
  CHECK(focused() == order.back());
  page.press(ImGuiKey_Home);
  CHECK(focused() == order.front());
  page.press(ImGuiKey_DownArrow);
  tab(page);
  CHECK(focused() != order[1]);
  tab(page, true);
  CHECK(focused() == order[1]);
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(page.app().focus().list_open);
}

}  // namespace lab::ui
