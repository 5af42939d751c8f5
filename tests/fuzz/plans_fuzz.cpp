// Any text as the plan of a search, of a race and of a gradient check: refused in words, or a plan within its bounds.
#include <cmath>

#include "fuzz.h"
#include "lab/settings/assignments.h"
#include "lab/study/check_gradient.h"
#include "lab/study/race.h"
#include "lab/study/search_plan.h"

namespace lab::fuzz {
namespace {

const std::vector<std::string> pieces{"lr=",
                                      "l2=",
                                      "l1=",
                                      "grid=",
                                      "random=",
                                      "seed=",
                                      "steps=",
                                      "at=",
                                      "count=",
                                      "break=",
                                      "preset=",
                                      "0.1",
                                      "1",
                                      "1e-5",
                                      "1e308",
                                      "1e-320",
                                      "..",
                                      ",",
                                      ";",
                                      " ",
                                      "x",
                                      "4x4",
                                      "400x1",
                                      "-1",
                                      "nan",
                                      "W1:3,4",
                                      "b1:2",
                                      "W1:99,0",
                                      "flip_sign",
                                      "assignment_svm",
                                      "model=two_layer",
                                      "400;",
                                      "&",
                                      "1..1.0000000000000002",
                                      "0.1..0.2",
                                      "\xc2\xa0",
                                      "0,5"};

void checkSearch(std::string_view text, const Settings& base) {
  const auto plan = planSearch(text, base);
  if (!plan) return requireReason(plan.error());
  const SearchPlan& search = plan.value();
  require(!search.cells.empty() && search.cells.size() <= std::size_t{SearchPlan::most_on_page},
          "cells without bounds");
  for (std::size_t cell = 0; cell < search.cells.size(); ++cell) {
    require(std::isfinite(search.cells[cell].lr) && search.cells[cell].lr >= 0, "a rate that is none");
    require(withAssignments(base, adoptText(search, cell)).ok(), "a cell that cannot be adopted");
  }
  for (const auto* axis : {&search.rates, &search.strengths}) {
    for (std::size_t i = 1; i < axis->size(); ++i)
      require((*axis)[i - 1] < (*axis)[i], "an axis out of order, or twice the same");
  }
}

void checkRace(std::string_view text, const Settings& base) {
  const auto plan = planRace(text, base);
  if (!plan) return requireReason(plan.error());
  require(plan.value().steps > 0, "a race without steps");
  require(!plan.value().settings.empty() && plan.value().settings.size() <= RacePlan::most_runs, "runs without bounds");
}

void checkGradient(std::string_view text, const Settings& base) {
  const auto plan = planGradientCheck(text, base);
  if (!plan) return requireReason(plan.error());
  std::vector<Index> parameters = plan.value().parameters;
  require(!parameters.empty(), "a check of nothing");
  std::sort(parameters.begin(), parameters.end());
  require(std::adjacent_find(parameters.begin(), parameters.end()) == parameters.end(),
          "a parameter that is checked twice");
}

}  // namespace

Bytes makeInput(NumpyRandom& random) {
  std::string text;
  const std::uint32_t length = random.upTo(14);
  for (std::uint32_t i = 0; i < length; ++i) text += anyOf(pieces, random);
  return damaged(bytesOf(text), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab::fuzz;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const lab::Settings base = lab::withAssignments({}, "points=5&model=two_layer&hidden=4").value();
  checkSearch(text, base);
  checkRace(text, base);
  checkGradient(text, base);
  return 0;
}
