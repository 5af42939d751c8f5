// The worked examples: every term and figure, the lecture's questions by trying, and room for all of it.
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lab/study/worked_examples.h"
#include "ui/kit/format.h"
#include "ui/study/example_terms.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
TEST_CASE("examples: every term, both losses, and the errata with the right numbers") {
  Harness page(1920, 1080);
  press(page, ImGuiKey_E);
  CHECK(says("max(0, 5.1 − 3.2 + 1) = 2.9"));
  CHECK(says("12.90000"));
  CHECK(says("2.040355"));
  CHECK(says("Mean: SVM 5.266667"));
  CHECK(says("prints 10.9; the correct value is 12.9"));
  CHECK(says("prints 4.6; the correct value is 5.27"));
  CHECK(says("prints 0.89; the correct value is 2.04"));
  clickOn(page, "3: frog");
  CHECK(says("L = 6.3 + 6.6 = 12.9"));
}

TEST_CASE("examples: the lecture's questions are answered by trying") {
  Harness page(1920, 1080);
  press(page, ImGuiKey_E);
  clickOn(page, "1 Sum over all classes");
  CHECK(says("Mean: SVM 6.266667"));  // Δ more
  CHECK_FALSE(says("prints 10.9"));   // the erratum is about the standard form
  clickOn(page, "1 Sum over all classes");
  clickOn(page, "2 A mean over the classes");
  CHECK(says("Mean: SVM 1.755556"));
  clickOn(page, "2 A mean over the classes");
  clickOn(page, "3 The square of each term");
  CHECK(says("max(0, 5.1 − 3.2 + 1)² = 8.41"));
  clickOn(page, "3 The square of each term");
  CHECK(says("The least SVM loss is 0, when every true score leads by the margin, 1; now it is 5.2667."));
  CHECK(says("There is no greatest"));
  CHECK(says("Twice the weights would take the SVM's loss from 5.2667 to 9.5333"));
  clickOn(page, "Meet every margin");
  CHECK(says("Mean: SVM 0.000000"));
  CHECK(says("by the margin, 1, as now."));
  CHECK(says("4.9"));       // the car led by more
  CHECK(says("0.079132"));  // its softmax loss is what it was
  CHECK(says("Twice the weights would leave the SVM's loss at 0 with these scores."));
  clickOn(page, "W twice as large");
  CHECK(says("Mean: SVM 0.000000"));
  clickOn(page, "Worse by 10");
  CHECK_FALSE(says("Mean: SVM 0.000000"));
  clickOn(page, "All scores 0");
  CHECK(says("Mean: SVM 2.000000, softmax 1.098612"));
  CHECK(says("With all scores alike the SVM's loss is C − 1 = 3 − 1 = 2 and softmax's ln C = ln 3 ≈ 1.0986"));
  CHECK_FALSE(says("from 2 to 2"));
  CHECK(says("Twice the weights would leave the SVM's loss at 2 with these scores."));
  CHECK(says("a start far from it points to a bug"));
  clickOn(page, "The printed numbers");
  CHECK(says("Mean: SVM 5.266667"));
}

TEST_CASE("examples: each names whose figures it works out") {
  Harness page(1920, 1080);
  press(page, ImGuiKey_E);
  CHECK(says("Xinggang Wang's lecture"));
  CHECK_FALSE(says("the text prints"));
  std::string shown = "Three images";
  for (const WorkedExample& example : workedExamples()) {
    if (example.title != shown) {
      clickOn(page, shown);
      chooseEntry(page, example.title);
      shown = example.title;
    }
    CAPTURE(shown);
    CHECK(says(example.source));
    const bool named = example.source.find("Wang") != std::string_view::npos ||
                       example.source.find("CS231n") != std::string_view::npos;
    CHECK(named);
  }
}

TEST_CASE("examples: a score is dragged, and its losses follow") {
  Harness page(1920, 1080);
  press(page, ImGuiKey_E);
  const auto score = placeOf("5.1");
  REQUIRE(score.has_value());
  const float x = score->x + score->w / 2, y = score->y + score->h / 2;
  page.drag(x, y, x + page.layout().scale * 50, y);
  page.frames(2);
  CHECK(says("max(0, 5.6 − 3.2 + 1) = 3.4"));
  CHECK_FALSE(says("prints 10.9"));
}

namespace {

// The figures that stand on the row of this label, from left to right, as they are written with the most decimals that
// are on the screen.
std::vector<Rect> figuresBeside(std::string_view label, const std::vector<double>& values, int most,
                                std::string (*write)(double, int)) {
  for (const Rect& row : findText(label)) {
    for (int decimals = most; decimals >= 0; --decimals) {
      std::vector<Rect> found;
      for (const double value : values) {
        for (const Rect& place : findText(write(value, decimals))) {
          const bool beside = std::abs(place.y - row.y) < 8 && place.x > (found.empty() ? row.x : found.back().x + 6);
          if (!beside) continue;
          found.push_back(place);
          break;
        }
      }
      if (found.size() == values.size()) return found;
    }
  }
  return {};
}

void checkApart(const std::vector<Rect>& figures, std::size_t count) {
  REQUIRE(figures.size() == count);
  for (std::size_t i = 1; i < count; ++i) CHECK(figures[i].x - figures[i - 1].right() >= 6);
}

}  // namespace

TEST_CASE("examples: on the smallest telephone no figure touches the next") {
  for (const auto& [w, h] : {ImVec2(320, 1900), ImVec2(390, 1900), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = w < 1000;
    press(page, ImGuiKey_E);
    std::vector<double> svm, softmax;
    for (int i = 0; i < 3; ++i) {
      const WorkedExample& example = workedExamples()[0];
      const auto k = static_cast<std::size_t>(i);
      svm.push_back(lossTerms(DataLoss(LossKind::svm), example.scores[k], example.labels[k]).loss);
      softmax.push_back(lossTerms(LossKind::softmax, example.scores[k], example.labels[k]).loss);
    }
    checkApart(figuresBeside("SVM", svm, 6, fixed), 3);
    checkApart(figuresBeside("softmax", softmax, 6, fixed), 3);
    clickOn(page, "Three images");
    chooseEntry(page, "Two weight vectors");
    const auto weight = placeOf("0.25");
    REQUIRE(weight);
    page.drag(weight->x + 4, weight->y + 6, weight->x + 4 + page.layout().scale * 9000, weight->y + 6);
    page.move(2, 2);
    REQUIRE(says("90.3"));
    const double one = 90.3 * 90.3, others = 3 * 0.0625;
    CAPTURE(one);
    checkApart(figuresBeside("ΣW²", {1, one + others}, 4, handText), 2);
  }
}

TEST_CASE("examples: numbers as one writes them by hand") {
  CHECK(handText(2.8999999999999995) == "2.9");
  CHECK(handText(-1.7) == "−1.7");
  CHECK(handText(0) == "0");
  CHECK(handText(-0.0001) == "0");
  DataLoss form(LossKind::svm);
  CHECK(hingeTermText(form, 2.2, -3.1) == "max(0, 2.2 + 3.1 + 1) = 6.3");
  form.power = 2;
  CHECK(hingeTermText(form, -1, 0.5) == "max(0, −1 − 0.5 + 1)² = 0");
}

}  // namespace lab::ui
