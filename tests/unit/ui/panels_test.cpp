#include <doctest/doctest.h>

#include <cmath>

#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "ui/kit/entry.h"
#include "ui/kit/formulas.h"
#include "ui/plane/hidden_lines.h"
#include "ui/plane/inspector.h"
#include "ui/plane/markers.h"
#include "ui/plane/plane.h"
#include "ui/training/objective_panel.h"
#include "ui/training/training_panel.h"
#include "ui/transport.h"
#include "ui_harness.h"

namespace lab::ui {
namespace {

// Applies a "set …" command's assignments.
Settings applied(const Settings& settings, const std::string& command) {
  REQUIRE(command.rfind("set ", 0) == 0);
  const Result<Settings> result = withAssignments(settings, command.substr(4));
  REQUIRE(result.ok());
  return result.value();
}

Settings preset(std::string_view name) {
  for (const Preset& one : presets()) {
    if (one.name == name) return one.settings;
  }
  FAIL("no such preset");
  return {};
}

}  // namespace

TEST_CASE("models: the toggle changes what is looked at, and nothing else") {
  const Settings linear = preset("notes_linear");
  CHECK(modelCommand(linear, ModelChoice::two_layer) == "set model=two_layer");
  CHECK(modelCommand(linear, ModelChoice::linear).empty());
  const Settings both = applied(linear, modelCommand(linear, ModelChoice::both));
  CHECK(both.side_by_side);
  CHECK(modelChoice(both) == ModelChoice::both);
  CHECK(applied(both, modelCommand(both, ModelChoice::linear)) == linear);
}

TEST_CASE("models: three choices go round") {
  ModelChoice choice = ModelChoice::linear;
  choice = nextChoice(choice);
  CHECK(choice == ModelChoice::two_layer);
  choice = nextChoice(choice);
  CHECK(choice == ModelChoice::both);
  CHECK(nextChoice(choice) == ModelChoice::linear);
}

TEST_CASE("training: the formula in force has its numbers") {
  Settings settings;
  CHECK(lossFormula(settings) == "L = 1/N Σ −ln p(y) + ½·0.001·ΣW²");
  settings.l2_half = false;
  settings.l2 = 0.5;
  settings.l1 = 0.25;
  settings.loss = LossKind::svm;
  CHECK(lossFormula(settings) == "L = 1/N Σ Σ(j≠y) max(0, s(j) − s(y) + 1) + 0.5·ΣW² + 0.25·Σ|W|");
  settings.elastic_beta = 0.75;
  settings.max_norm = 3;
  CHECK(lossFormula(settings) ==
        "L = 1/N Σ Σ(j≠y) max(0, s(j) − s(y) + 1) + 0.5·ΣW² + 0.25·Σ(0.75·W² + |W|), columns of W up to 3");
  settings.max_norm = 0;
  settings.l2 = settings.l1 = 0;
  CHECK(lossFormula(settings) == "L = 1/N Σ Σ(j≠y) max(0, s(j) − s(y) + 1)");
  settings.svm_margin = 0.5;
  settings.svm_power = 2;
  settings.svm_sum = SvmSum::all;
  settings.svm_reduce = SvmReduce::mean;
  CHECK(lossFormula(settings) == "L = 1/N Σ 1/C Σ(all j) max(0, s(j) − s(y) + 0.5)²");
  CHECK(lossSum({.loss = 1.5, .data_loss = 1.25, .reg_loss = 0.25, .val_accuracy = {}}) ==
        "1.5000 = 1.2500 data + 0.2500 penalty");
  CHECK(lossSum({.loss = 1.09861, .data_loss = 1.09854, .reg_loss = 0.00007, .val_accuracy = {}}) ==
        "1.0986 = 1.0985 data + 0.0001 penalty");
  CHECK(lossSum({.loss = 1.09858, .data_loss = 1.09854, .reg_loss = 0.00004, .val_accuracy = {}}) ==
        "1.0986 ≈ 1.0985 data + 0.0000 penalty");
}

TEST_CASE("training: the loss of guessing is named in the form in force") {
  Settings settings;
  CHECK(expectedStartText(settings, 3, std::log(3.0)) == "ln 3 ≈ 1.0986");
  settings.loss = LossKind::svm;
  CHECK(expectedStartText(settings, 10, 9) == "C − 1 = 9");
  settings.svm_margin = 0.5;
  settings.svm_power = 2;
  CHECK(expectedStartText(settings, 3, 0.5) == "(C − 1)·Δ² = 0.5");
  settings.svm_sum = SvmSum::all;
  settings.svm_reduce = SvmReduce::mean;
  CHECK(expectedStartText(settings, 3, 0.25) == "C·Δ²/C = 0.25");
}

TEST_CASE("inspector: the loss of an example in numbers") {
  Inspection point;
  point.label = 1;
  point.probabilities = {0.3, 0.42, 0.28};
  point.loss = -std::log(0.42);
  CHECK(lossInNumbers(point) == "−ln 0.420 = 0.868");
  point.probabilities = {};
  point.margins = {2.9, 0, 0.25};
  point.loss = 3.15;
  point.form = DataLoss(LossKind::svm);
  CHECK(lossInNumbers(point) == "2.900 + 0.250 = 3.150");
  point.form.power = 2;
  point.form.reduce = SvmReduce::mean;
  point.loss = 8.4725 / 3;
  CHECK(lossInNumbers(point) == "(2.900² + 0.250²)/3 ≈ 2.824");
}

TEST_CASE("inspector: mistakes are found going round") {
  RunSnapshot run;
  run.predictions = {0, 1, 1, 0};
  const Labels labels = {0, 1, 0, 1};
  CHECK(nextMistake(run, labels, 0) == 2);
  CHECK(nextMistake(run, labels, 2) == 3);
  CHECK(nextMistake(run, labels, 3) == 2);
  CHECK_FALSE(nextMistake(run, {0, 1, 1, 0}, 1).has_value());
}

TEST_CASE("notes: a refused value is told at its own field until something else is said") {
  FieldNotes notes;
  Snapshot snapshot;
  notes.asked_key = "lr";
  snapshot.notice = "lr=x is not allowed.";
  snapshot.notice_is_error = true;
  snapshot.notice_revision = 7;
  CHECK(noteAnswer(notes, snapshot));
  CHECK(notes.error_key == "lr");
  CHECK(noteAnswer(notes, snapshot));
  snapshot.notice_revision = 8;
  snapshot.notice_is_error = false;
  CHECK_FALSE(noteAnswer(notes, snapshot));
  CHECK(notes.error_key.empty());
  snapshot.notice_revision = 9;
  snapshot.notice_is_error = true;  // nobody typed: the toast's business
  CHECK_FALSE(noteAnswer(notes, snapshot));
}

TEST_CASE("plane: to the screen and back") {
  const PlaneMap map{{-1, 1, -1, 1}, {100, 50, 200, 200}};
  CHECK(map.toScreen(-1, 1).x == doctest::Approx(100));
  CHECK(map.toScreen(-1, 1).y == doctest::Approx(50));
  CHECK(map.toX(250) == doctest::Approx(0.5));
  CHECK(map.toY(200) == doctest::Approx(-0.5));
}

TEST_CASE("hidden units: their lines end at the square's edge, the nearest is found") {
  const PlaneMap map{{-1, 1, -1, 1}, {0, 0, 200, 200}};
  const HiddenUnit vertical{1, 0, -0.5, {1}};  // x = 0.5
  const HiddenUnit outside{1, 0, -3, {1}};
  const HiddenUnit dead{0, 0, 1, {1}};
  const auto ends = lineInside(vertical, map);
  REQUIRE(ends.has_value());
  CHECK((*ends)[0].x == doctest::Approx(150));
  CHECK((*ends)[1].x == doctest::Approx(150));
  CHECK(std::fabs((*ends)[0].y - (*ends)[1].y) == doctest::Approx(200));
  CHECK_FALSE(lineInside(outside, map).has_value());
  CHECK_FALSE(lineInside(dead, map).has_value());
  const std::vector<HiddenUnit> units = {dead, outside, vertical};
  CHECK(unitNear(units, map, ImVec2(146, 20), 5) == 2);
  CHECK_FALSE(unitNear(units, map, ImVec2(140, 20), 5).has_value());
}

TEST_CASE("markers: ten shapes that differ, and ten colours") {
  for (int a = 0; a < 10; ++a) {
    CHECK(markerDistance(a, 3, 3) > 0);
    for (int b = 0; b < a; ++b) {
      int different = 0;
      for (float y = -1; y <= 1; y += 0.1f) {
        for (float x = -1; x <= 1; x += 0.1f) {
          different += (markerDistance(a, x, y) < 0) != (markerDistance(b, x, y) < 0) ? 1 : 0;
        }
      }
      CAPTURE(a);
      CAPTURE(b);
      CHECK(different > 25);
      CHECK(classColor(a) != classColor(b));
    }
  }
}

}  // namespace lab::ui
