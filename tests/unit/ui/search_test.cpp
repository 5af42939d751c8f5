// The Search tab: its fields, the map that fills, and what can be done with a cell.
#include <doctest/doctest.h>

#include <cmath>

#include "lab/settings/assignments.h"
#include "ui/study/search_map.h"
#include "ui/study/search_words.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

void openSearch(Harness& page) {
  page.frames(2);
  page.press(ImGuiKey_E);
  page.frames(2);
  page.press(ImGuiKey_4);
  page.frames(2);
}

void workOff(Harness& page) {
  page.session.advance({1'000'000});
  page.frames(3);
}

const SearchSnapshot& searchOf(const Harness& page) { return *page.snapshot().studies->search; }

}  // namespace

TEST_CASE("search tab: Start begins what the fields say, and the map fills") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1920, 1080), ImVec2(390, 1900)}) {
    CAPTURE(w);
    Harness page(w, h);
    openSearch(page);
    CHECK(says("The map fills cell by cell"));
    page.takeCommands();
    clickOn(page, "Start");
    CHECK(page.posted("search start lr=0.01..10 l2=1e-5..0.1 grid=4x4 steps=200"));
    CHECK(says("0 of 16 cells"));
    page.session.advance({300});
    page.frames(3);
    CHECK(says("1 of 16 cells"));
    const SearchSnapshot& filling = searchOf(page);
    CHECK(filling.cells[1].state == CellState::running);
    CHECK(says(cellWords(*filling.plan, filling.cells[1])));
    CHECK(says("drawn with seed 1"));
    workOff(page);
    CHECK(says("16 of 16 cells"));
    CHECK(says("★ Best cell"));
    const SearchSnapshot& search = searchOf(page);
    REQUIRE(search.best.has_value());
    for (const SearchResult& cell : search.cells) CHECK(says(cellWords(*search.plan, cell)));
    if (w >= 1280) CHECK(says("★ " + cellWords(*search.plan, search.cells[*search.best])));
    for (const double rate : search.plan->rates) CHECK(says(rateText(rate)));
    for (const double strength : search.plan->strengths) CHECK(says(rateText(strength)));
  }
}

TEST_CASE("search tab: a cell that is clicked tells its figures and can be adopted") {
  Harness page(1600, 1000);
  openSearch(page);
  CHECK(page.session.post("search start lr=0.1,1e6 l2=0.001,0.01 steps=30").ok());
  page.session.advance({0});
  workOff(page);
  const SearchSnapshot& search = searchOf(page);
  const SearchPlan& plan = *search.plan;
  CHECK(search.best == 0);
  post(page, "step 5");
  page.session.advance({5});
  page.takeCommands();
  clickOn(page, "Start a run with these settings");
  CHECK(page.posted("start lr=0.1&l2=0.001"));
  // The cell began with fresh weights, and so does the run.
  CHECK(page.session.observe({}).runs[0].iteration == 0);
  CHECK(page.session.observe({}).settings.lr == 0.1);
  CHECK(page.snapshot().notice_offers_undo);
  // The cell above: the same rate, the stronger penalty.
  clickOn(page, rateText(plan.strengths[1]));
  const auto row = placeOf("0.01");
  REQUIRE(row.has_value());
  page.click(row->x + 120, row->y + row->h / 2);
  page.frames(2);
  page.takeCommands();
  clickOn(page, "Start a run with these settings");
  CHECK(page.posted("start lr=0.1&l2=0.01"));
}

TEST_CASE("search tab: a cell that diverged says at which step") {
  Harness page(1600, 1000, withAssignments({}, "model=two_layer").value());
  openSearch(page);
  CHECK(page.session.post("search start lr=1,1e6 l2=0.001 steps=60").ok());
  page.session.advance({0});
  workOff(page);
  const SearchSnapshot& search = searchOf(page);
  REQUIRE(search.cells[1].diverged_at.has_value());
  const std::string words = "✗ step " + std::to_string(*search.cells[1].diverged_at);
  CHECK(says(words));
  clickOn(page, words);
  CHECK(says("diverged at step"));
}

TEST_CASE("search tab: in narrow cells the words are shorter") {
  Harness page(390, 1900, withAssignments({}, "model=two_layer").value());
  openSearch(page);
  CHECK(page.session.post("search start lr=0.01..1e6 l2=0.001..0.1 grid=7x3 steps=120").ok());
  page.session.advance({0});
  workOff(page);
  const SearchSnapshot& search = searchOf(page);
  const std::vector<Rect> crosses = findText("✗");
  CHECK_FALSE(crosses.empty());
  CHECK_FALSE(says("✗ step"));  // wider than a seventh of the screen
  for (const SearchResult& cell : search.cells) {
    if (cell.diverged_at) CHECK(says(std::to_string(*cell.diverged_at)));
  }
  CHECK(says("★"));
  // By hand: from the longest form to the shortest.
  SearchResult cell;
  cell.state = CellState::done;
  cell.val_accuracy = 0.389;
  const std::vector<CellLines> forms = cellForms(*search.plan, cell, true);
  CHECK(forms.front().first == "★ 38.9%");
  CHECK(forms[1].second == "38.9%");
  CHECK(forms.back().first == "★");
  CHECK(cellForms(*search.plan, cell, false).back().first == "39");
}

TEST_CASE("search tab: pause, resume, cancel, and another search") {
  Harness page(1600, 1000);
  openSearch(page);
  clickOn(page, "Start");
  page.session.advance({250});
  page.frames(2);
  clickOn(page, "Pause");
  CHECK(page.posted("search pause"));
  page.frames(2);
  CHECK(says("1 of 16 cells, paused"));
  clickOn(page, "Resume");
  CHECK(page.posted("search go"));
  page.frames(2);
  clickOn(page, "Cancel");
  CHECK(page.posted("search stop"));
  page.frames(2);
  CHECK(says("of 16 cells, cancelled"));
  clickOn(page, "Random");
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.posted("search start lr=0.01..10 l2=1e-5..0.1 random=16 seed=0 steps=200"));
  workOff(page);
  CHECK(says("16 of 16 cells"));
  CHECK(says("learning rate →"));
}

TEST_CASE("search tab: a bad field is told, and cannot be started; others' searches come into the fields") {
  Harness page(1600, 1000);
  openSearch(page);
  CHECK(page.session.post("search start lr=0.02..3 l2=0.002..0.5 grid=3x2 steps=37").ok());
  page.session.advance({0});
  workOff(page);
  clickOn(page, "Start");
  CHECK(page.posted("search start lr=0.02..3 l2=0.002..0.5 grid=3x2 steps=37"));
  workOff(page);
  const auto label = placeOf("Steps per cell");
  REQUIRE(label.has_value());
  for (const Rect& value : findText("37")) {
    if (std::abs(value.y - label->y) < 6) page.click(value.x + 2, value.y + value.h / 2);
  }
  REQUIRE(ImGui::GetIO().WantTextInput);
  page.frames(2);
  page.type("0");
  page.press(ImGuiKey_Enter);
  page.frames(3);
  CHECK(says("Steps per cell: a whole number from 1 to 1,000,000 (you gave 0)."));
  page.takeCommands();
  clickOn(page, "Start");
  CHECK(page.takeCommands().empty());
}

TEST_CASE("search tab: the CSV goes into the clipboard") {
  Harness page(1600, 1000);
  openSearch(page);
  CHECK(page.session.post("search start lr=0.1,1 steps=5").ok());
  page.session.advance({0});
  workOff(page);
  clickOn(page, "Copy CSV");
  const char* copied = ImGui::GetClipboardText();
  REQUIRE(copied != nullptr);
  CHECK(std::string(copied) == searchCsv(*searchOf(page).plan, searchOf(page).cells));
}

TEST_CASE("search tab: among images the assignment's grid is a button away, and scores on the validation images") {
  Harness page(1600, 1000);
  showImages(page);
  openSearch(page);
  const auto title = placeOf("The 4 × 4 grid for CS231n");
  REQUIRE(title.has_value());
  page.takeCommands();
  page.click(title->x + 30, title->bottom() + 24);
  page.frames(2);
  CHECK(page.posted("search start preset=assignment_softmax"));
  CHECK(says("Validated on"));
  CHECK(says("images that no step sees"));
  // The plane is another screen: what was found among images is no advice there.
  CHECK(page.session.post("search start lr=0.001 l2=0.01 steps=2").ok());
  workOff(page);
  CHECK(page.session.post("mode plane").ok());
  page.frames(3);
  page.takeCommands();
  clickOn(page, "Start a run with these settings");
  CHECK(page.takeCommands().empty());
}

TEST_CASE("search map: the scale covers what was reached, in steps of five percent") {
  std::vector<SearchResult> cells(3);
  CHECK(accuracyScale(cells).high == 1);
  cells[0].state = cells[1].state = CellState::done;
  cells[0].val_accuracy = 0.324;
  cells[1].val_accuracy = 0.391;
  CHECK(accuracyScale(cells).low == doctest::Approx(0.3));
  CHECK(accuracyScale(cells).high == doctest::Approx(0.4));
  CHECK(rateText(1e-7) == "1e−7");
  CHECK(rateText(0.0464) == "0.0464");
  CHECK(rateText(0) == "0");
  CHECK(rateText(75000) == "7.5e4");
}

}  // namespace lab::ui
