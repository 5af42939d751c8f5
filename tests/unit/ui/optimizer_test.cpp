// The fold "Optimizer" of the training panel, as a visitor finds and uses it.
#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/setting_rows.h"
#include "ui/training/optimizer_panel.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// Chooses an entry of the list that shows `now`.
void choose(Harness& page, const char* now, const char* entry) {
  clickOn(page, now);
  clickOn(page, entry);
  page.move(2, 2);
  page.frames(3);
}

Settings with(const std::string& text) { return withAssignments({}, text).value(); }

}  // namespace

TEST_CASE("optimizer: the fold opens, and Adam with a cosine is chosen by clicks") {
  for (const auto& [w, h] : {ImVec2(2080, 1800), ImVec2(2200, 1800)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "step 5");
    CHECK_FALSE(says("Update rule"));
    clickOn(page, "Optimizer");
    CHECK(says("Update rule"));
    CHECK(says("W ← W − lr · dW"));
    page.takeCommands();
    choose(page, "SGD", "Adam");
    CHECK(page.posted("set optimizer=adam"));
    CHECK(says("Decay β2"));
    CHECK(says("0.999"));
    CHECK(says("1e−8"));
    choose(page, "Constant", "Cosine");
    CHECK(page.posted("set schedule=cosine"));
    CHECK(says("Falls to 0 in 10 epochs, where the run ends."));
    CHECK(says("Next step: learning rate 0.5"));
    CHECK(page.snapshot().settings.optimizer == OptimizerKind::adam);
    CHECK(page.snapshot().settings.schedule == ScheduleKind::cosine);
    CHECK(page.snapshot().runs[0].iteration == 5);  // all of it acts on the run that is under way
    clickOn(page, "Optimizer");
    CHECK_FALSE(says("Update rule"));
  }
}

TEST_CASE("optimizer: a command is posted from the list, and nothing else happens meanwhile") {
  Harness page(2080, 1800);
  clickOn(page, "Optimizer");
  const auto list = placeOf("SGD");
  REQUIRE(list.has_value());
  page.takeCommands();
  page.click(list->x + 4, list->y + 8);
  CHECK(page.takeCommands().empty());
  const auto entry = placeOf("RMSProp");
  REQUIRE(entry.has_value());
  CHECK(page.clickFor({entry->x, entry->y, 8, entry->h}, "set optimizer=rmsprop"));
}

TEST_CASE("optimizer: no word is cut off, whatever is chosen") {
  for (const auto& [w, h] : {ImVec2(2080, 1800), ImVec2(390, 2400)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = w < 400;
    clickOn(page, "Optimizer");
    const Layout layout = page.layout();
    const Rect panel = layout.settings.empty() ? layout.tab_body : layout.settings;
    for (const std::string rule :
         {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "random_search", "local_search", "numerical"}) {
      for (const std::string schedule : {"constant", "step", "exponential", "cosine", "inverse"}) {
        CAPTURE(rule);
        CAPTURE(schedule);
        post(page, "set decay_epochs=2500 warmup_epochs=12.5 lr=0.00015 optimizer=" + rule + " schedule=" + schedule);
        for (const Rect& dots : findText("…")) CHECK_FALSE(panel.contains(dots));
        for (const char* label : {"Update rule", "Schedule", "Warm-up", "first 12.5 epochs."}) {
          CAPTURE(std::string(label));
          const auto place = placeOf(label);
          REQUIRE(place.has_value());
          CHECK(panel.contains(*place));
        }
        CHECK(says(updateFormula(page.snapshot().settings.optimizer)));
      }
    }
    checkDrawn();
  }
}

TEST_CASE("optimizer: every rule has its formula, every schedule its words") {
  for (int kind = 0; kind <= static_cast<int>(OptimizerKind::numerical); ++kind) {
    const auto rule = static_cast<OptimizerKind>(kind);
    const std::string formula = updateFormula(rule);
    CHECK(formula.find("W ← W") != std::string::npos);
    if (isSearch(rule)) continue;
    CHECK((formula.find('s') == std::string::npos || formula.find("√s") != std::string::npos));
  }
  CHECK(updateFormula(OptimizerKind::random_search) == "try W' = lr · normals\nW ← W' if its loss is lower");
  CHECK(updateFormula(OptimizerKind::local_search) == "try W' = W + lr · normals\nW ← W' if its loss is lower");
  CHECK(updateFormula(OptimizerKind::numerical) == "dW ≈ (L(W + h) − L(W)) / h\nW ← W − lr · dW");
  CHECK(scheduleText(with("schedule=constant")).empty());
  CHECK(scheduleText(with("schedule=constant warmup_epochs=1")) == "Rises from 0 in the first 1 epoch.");
  CHECK(scheduleText(with("schedule=step decay_epochs=10 decay_rate=0.5")) == "Times 0.5 every 10 epochs.");
  CHECK(scheduleText(with("schedule=exponential decay_epochs=1 decay_rate=0.9")) ==
        "Times 0.9 in 1 epoch, little by little.");
  CHECK(scheduleText(with("schedule=cosine decay_epochs=30 warmup_epochs=2.5")) ==
        "Falls to 0 in 30 epochs, where the run ends. Rises from 0 in the first 2.5 epochs.");
  CHECK(scheduleText(with("schedule=inverse decay_epochs=4")) == "lr / (1 + t): half of it after 4 epochs.");
}

TEST_CASE("optimizer: a search tells its tries, a numerical gradient its evaluations") {
  CHECK(searchText({}) == "Tries 0 · kept 0");
  const SearchProgress some{.tries = 1000, .kept = 9, .best_loss = 0.91234, .last_loss = 4};
  CHECK(searchText(some) == "Tries 1,000 · kept 9 · best 0.9123");
  CHECK(evaluationsText(604, 0) == "604 evaluations of the loss a step");
  CHECK(evaluationsText(604, 0.256) == "604 evaluations of the loss a step, 0.26 steps/s");
  CHECK(evaluationsText(10, 12345) == "10 evaluations of the loss a step, 12.3k steps/s");

  Harness page(2080, 1800);
  clickOn(page, "Optimizer");
  choose(page, "SGD", "Random search");
  CHECK(page.posted("set optimizer=random_search"));
  CHECK(says("Tries 0 · kept 0"));
  post(page, "step 30");
  CHECK(says("Tries 30 · kept"));
  CHECK(says(searchText(*page.snapshot().runs[0].search)));
  choose(page, "Random search", "Local search");
  CHECK(says("Tries 0 · kept 0"));
  choose(page, "Local search", "Numerical gradient");
  CHECK_FALSE(says("Tries"));
  CHECK(says("10 evaluations of the loss a step"));
  page.host.steps_per_second = 850;
  page.frames(2);
  CHECK(says("10 evaluations of the loss a step, 850 steps/s"));
  post(page, "set side_by_side=1");
  CHECK(says("linear: 10 evaluations"));
  CHECK(says("two-layer: 604 evaluations"));
}

TEST_CASE("slider: near one there is room for 0.9, 0.99 and 0.999") {
  const Scale decay{.min = 0.5, .max = 0.9999, .near_one = true};
  float last = -1;
  for (const double value : {0.5, 0.8, 0.9, 0.99, 0.999, 0.9999}) {
    const float t = sliderPosition(decay, value);
    CHECK(t > last + 0.05f);
    CHECK(sliderValue(decay, t) == value);
    last = t;
  }
  CHECK(sliderPosition(decay, 0) == 0);
  CHECK(sliderValue(decay, 1) == 0.9999);
}

TEST_CASE("fields: a number that is too long for its field is written with an exponent, and never cut short") {
  Harness page(2080, 1800);
  CHECK(shortest(1e-8) == "1e−8");
  CHECK(shortest(5e-7) == "5e−7");
  CHECK(shortest(1.5e12) == "1.5e12");
  CHECK(shortestPower(1e6) == "1e6");
  CHECK(shortestPower(-0.00025) == "−2.5e−4");
  post(page, "set lr=1000000");
  page.frames(400);  // the notice of it has faded
  CHECK(says("1e6"));
  CHECK_FALSE(says("100000"));
  post(page, "set lr=1000");
  CHECK(says("1000"));
}

}  // namespace lab::ui
