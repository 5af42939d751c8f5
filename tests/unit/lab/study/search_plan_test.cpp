// What a search is to try: its text form, ranges cut on a logarithmic scale, and what is refused with which words.
#include "lab/study/search_plan.h"

#include <cmath>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "lab/settings/presets.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

SearchPlan planOf(std::string_view text, const Settings& base = {}) {
  const Result<SearchPlan> plan = planSearch(text, base);
  CAPTURE(std::string(text));
  if (!plan) FAIL(plan.error());
  return plan.value();
}

std::string refusal(std::string_view text, const Settings& base = {}) {
  const Result<SearchPlan> plan = planSearch(text, base);
  return plan ? std::string() : plan.error();
}

TEST_CASE("search plan: a grid is learning rates × strengths, row by row, with both ends of each range") {
  const SearchPlan plan = planOf("lr=1e-4..1 l2=1e-5..0.1 grid=5x3 steps=70");
  CHECK(plan.rates == std::vector<double>{1e-4, 1e-3, 1e-2, 1e-1, 1});
  CHECK(plan.strengths == std::vector<double>{1e-5, 1e-3, 0.1});
  CHECK(plan.steps == 70);
  CHECK_FALSE(plan.random());
  REQUIRE(plan.cells.size() == 15);
  CHECK(plan.cells[0].lr == 1e-4);
  CHECK(plan.cells[4].lr == 1);
  CHECK(plan.cells[4].strength == 1e-5);
  CHECK(plan.cells[5].lr == 1e-4);
  CHECK(plan.cells[5].strength == 1e-3);
}

TEST_CASE("search plan: a logarithmic scale has exact ends and one ratio; near values are left unrounded") {
  for (const auto& [low, high, count] : {std::tuple(3e-7, 0.7, 6), std::tuple(1e-300, 1e300, 9),
                                         std::tuple(2.0, 3.0, 2), std::tuple(0.1, 0.3, 4), std::tuple(1.0, 1.001, 5)}) {
    CAPTURE(low);
    const std::vector<double> values = logSpaced(low, high, count);
    REQUIRE(values.size() == static_cast<std::size_t>(count));
    CHECK(values.front() == low);
    CHECK(values.back() == high);
    const double ratio = (std::log(high) - std::log(low)) / (count - 1);
    for (std::size_t i = 1; i < values.size(); ++i) {
      CHECK(values[i] > values[i - 1]);
      CHECK(std::log(values[i]) - std::log(low) == doctest::Approx(ratio * double(i)).epsilon(0.05));
    }
  }
  CHECK(logSpaced(1e-4, 1, 4) == std::vector<double>{1e-4, 2.15e-3, 4.64e-2, 1});
}

TEST_CASE("search plan: random pairs are NumPy's, lie in the ranges and come again from their seed") {
  const SearchPlan plan = planOf("lr=1e-4..1 l2=1e-5..0.1 random=40 seed=3");
  REQUIRE(plan.cells.size() == 40);
  CHECK(plan.rates.empty());
  // RandomState(3).random_sample(2) = 0.5507979, 0.70814782: 1e-4 · 1e4^u and 1e-5 · 1e4^u.
  CHECK(plan.cells[0].lr == 0.016);
  CHECK(plan.cells[0].strength == 0.0068);
  std::set<double> rates;
  for (const SearchPoint& cell : plan.cells) {
    rates.insert(cell.lr);
    CHECK(cell.lr >= 1e-4);
    CHECK(cell.lr <= 1);
    CHECK(cell.strength >= 1e-5);
    CHECK(cell.strength <= 0.1);
  }
  CHECK(rates.size() > 35);
  CHECK(planOf("lr=1e-4..1&l2=1e-5..0.1&seed=3&random=40").cells[39].lr == plan.cells[39].lr);
  CHECK(planOf("lr=1e-4..1 l2=1e-5..0.1 random=40").cells[39].lr != plan.cells[39].lr);
}

TEST_CASE("search plan: lists, single values, l1, and what is not named stays as it is") {
  SearchPlan plan = planOf("lr=1,0.1,0.3 l1=0,0.01 steps=9", settingsOf("l2=0.5"));
  CHECK(plan.rates == std::vector<double>{0.1, 0.3, 1});
  CHECK(plan.key == "l1");
  CHECK(cellSettings(plan, 4) == settingsOf("l2=0.5 lr=0.3 l1=0.01"));
  CHECK(adoptText(plan, 4) == "lr=0.3&l1=0.01");
  plan = planOf("lr=0.1..10", settingsOf("l2=0.25"));
  CHECK(plan.cells.size() == 4);
  CHECK(plan.strengths == std::vector<double>{0.25});
  CHECK(plan.steps == 200);
  plan = planOf("l2=0.1..10 random=3", settingsOf("lr=0.5"));
  CHECK(plan.cells[2].lr == 0.5);
  for (const char* text : {"lr=1e-7..0.5", "lr=0,0.25,3", "lr=0.5", "lr=1,5", "lr=5,0"}) {
    const SearchPlan again = planOf("lr=" + axisText(planOf(text).lr));
    CHECK(again.rates == planOf(text).rates);
  }
}

TEST_CASE("search plan: the assignment's grids, and the searches that are offered") {
  CHECK(searchPresets() == std::vector<std::string_view>{"assignment_softmax", "assignment_svm"});
  for (const std::string_view preset : searchPresets()) {
    const SearchPlan plan = planOf("preset=" + std::string(preset));
    REQUIRE(plan.cells.size() == 16);
    CHECK(plan.steps == 1500);
    // The preset itself, which has the published best pair, is one of its cells.
    bool found = false;
    for (std::size_t i = 0; i < plan.cells.size(); ++i)
      found = found || cellSettings(plan, i) == presetSettings(preset);
    CHECK(found);
    CHECK(adoptText(plan, 0) == "preset=" + std::string(preset) + "&lr=5e-08&l2=10000");
  }
  const SearchPlan shorter = planOf("preset=assignment_svm steps=20 lr=1e-7");
  CHECK(shorter.steps == 20);
  CHECK(shorter.cells.size() == 4);
  for (const char* base :
       {"model=linear", "model=two_layer", "preset=cifar_softmax", "preset=cifar_two_layer", "preset=assignment_svm"}) {
    CAPTURE(base);
    CHECK(planOf(usualSearch(settingsOf(base)), settingsOf(base)).cells.size() == 16);
  }
}

TEST_CASE("search plan: a range without room for its values is refused") {
  CHECK(test::contains(refusal("lr=1..1.0000000000000002"), "lr=1..1.0000000000000002 is too narrow for 4 different"));
  CHECK(planOf("lr=1..1.0000000000000002 grid=2x1 l2=0.1").rates.size() == 2);
}

TEST_CASE("search plan: a decimal comma is asked about, lists stay lists") {
  CHECK(test::contains(refusal("lr=0,5 l2=0.1"), "Did you mean 0.5?"));
  CHECK(test::contains(refusal("lr=1 l2=0,001"), "Did you mean 0.001?"));
  CHECK(test::contains(refusal("lr=1,05"), "Did you mean 1.05?"));
  CHECK(test::contains(refusal("lr=0.5,0,25"), "Did you mean 0.25?"));
  CHECK(planOf("lr=5,0").rates == std::vector<double>{0, 5});
  CHECK(planOf("lr=0.1 l2=0,1e-3").strengths == std::vector<double>{0, 1e-3});
  CHECK(planOf("lr=0,0.5").rates == std::vector<double>{0, 0.5});
}

TEST_CASE("search plan: what makes no search is refused in words") {
  const auto refuses = [](std::string_view text, std::string_view words) {
    const std::string said = refusal(text);
    CAPTURE(std::string(text));
    CAPTURE(said);
    CHECK(contains(said, words));
  };
  refuses("lr=1..1e-4", "upside down: it begins at 1 and ends below, at 1e-04. Write lr=1e-04..1");
  refuses("l2=0.5..0.5", "same number at both ends");
  refuses("lr=0..1", "both ends must be above 0");
  refuses("lr=-1..1", "both ends must be above 0");
  refuses("lr=..1", "a range is LOW..HIGH");
  refuses("lr=fast", "a range is LOW..HIGH");
  refuses("lr=1,,2", "a range is LOW..HIGH");
  refuses("lr=0.1,0.2,0.1", "has the value 0.1 twice");
  refuses("lr=1..1e9", "Learning rate (lr): a number from 0 to 1000000");
  refuses("lr=-1,2", "Learning rate (lr): a number from 0 to 1000000");
  refuses("lr=0.1..1 steps=0", "steps=0 is no budget");
  refuses("lr=0.1..1 steps=", "is no budget");
  refuses("lr=0.1..1 steps=1e7", "from 1 to 1000000");
  refuses("lr=0.1..1 grid=4", "is no grid");
  refuses("lr=0.1..1 grid=0x1", "is no grid");
  refuses("lr=0.1..1 grid=1x1", "A range needs two values at least");
  refuses("lr=0.1,1 grid=3x1", "grid asks for 3 values of lr, but lr=0.1,1 names 2");
  refuses("lr=0.1..1 l2=0.1..1 grid=9x8", "at most 64 cells here, and this one would have 72");
  refuses("lr=0.1..1 random=65", "at most 64 cells");
  refuses("lr=0.1..1 random=0", "1 or more");
  refuses("lr=0.1,1 random=3", "draws from ranges, but lr=0.1,1 is a list");
  refuses("lr=0.1 l2=1 random=3", "none is given");
  refuses("lr=0.1..1 random=3 seed=-1", "from 0 to 4294967295");
  refuses("lr=0.1..1 seed=1", "seed is for a random search");
  refuses("lr=0.1..1 grid=4x1 random=3", "not both");
  refuses("l1=0.1..1 l2=0.1..1", "l2 or l1, not both");
  refuses("lr=0.1..1 lr=0.2..1", "lr is given twice");
  refuses("lr=0.1..1 hidden=5", "'hidden=5' is no part of a search");
  refuses("quickly", "not of the form key=value");
  refuses("", "nothing to search");
  refuses("steps=3 grid=2x2", "nothing to search");
  refuses("preset=course", "has no search that belongs to it; assignment_softmax and assignment_svm have");
  CHECK(planSearch("lr=0.1..1 l2=0.1..1 grid=20x20", {}, SearchPlan::most_in_terminal).ok());
  CHECK_FALSE(planSearch("lr=0.1..1 l2=0.1..1 grid=20x21", {}, SearchPlan::most_in_terminal).ok());
}

}  // namespace
}  // namespace lab
