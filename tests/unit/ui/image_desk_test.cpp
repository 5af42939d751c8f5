// What the image panels compute from a snapshot, without a page: choices, counts, colours, curves.
#include <doctest/doctest.h>

#include <limits>
#include <numeric>

#include "ui/images/image_curves.h"
#include "ui/images/image_desk.h"
#include "ui/images/image_grid.h"
#include "ui/images/template_panel.h"
#include "ui/kit/cell_atlas.h"

namespace lab::ui {
namespace {

Verdicts verdicts(std::vector<std::int32_t> predicted, std::vector<float> probability) {
  return {ImagePart::validation, std::move(predicted), std::move(probability), 1};
}

}  // namespace

TEST_CASE("images: what is chosen, and in which order") {
  const std::vector<std::int32_t> labels = {3, 3, 5, 3, 5};
  const Verdicts told = verdicts({5, 3, 5, 5, 3}, {0.4f, 0.9f, 0.8f, 0.7f, 0.6f});
  const auto chosen = [&](const ImageChoice& choice) { return chosenImages(choice, labels, told); };
  using Indices = std::vector<Index>;
  CHECK(chosen({}) == Indices{0, 1, 2, 3, 4});
  CHECK(chosen({ImagePart::validation, {}, {}, true}) == Indices{0, 3, 4});
  CHECK(chosen({ImagePart::validation, 5, {}, false}) == Indices{2, 4});
  CHECK(chosen({ImagePart::validation, 3, {}, true}) == Indices{0, 3});
  CHECK(chosen({ImagePart::validation, 3, 5, false}) == Indices{3, 0});  // the surest first
  CHECK(chosen({ImagePart::train, {}, {}, false}) == Indices{0, 1, 2, 3, 4});
  CHECK(chosen({ImagePart::train, {}, {}, true}).empty());  // verdicts on another part say nothing
}

TEST_CASE("images: the next mistake is one of those that are chosen, in their order") {
  const std::vector<std::int32_t> labels = {3, 3, 5, 3, 5};
  const Verdicts told = verdicts({5, 3, 5, 5, 3}, {0.4f, 0.9f, 0.8f, 0.7f, 0.6f});
  const auto next = [&](const ImageChoice& choice, Index from) { return nextMistakeIn(choice, labels, told, from); };
  CHECK(next({}, 0) == 3);
  CHECK(next({}, 2) == 3);  // is no mistake itself
  CHECK(next({}, 4) == 0);
  CHECK(next({}, -1) == 0);
  const ImageChoice fives{ImagePart::validation, 5, {}, false};
  CHECK(next(fives, 0) == 4);
  CHECK(next(fives, 4) == 4);
  const ImageChoice cell{ImagePart::validation, 3, 5, false};  // the surest first: 3, then 0
  CHECK(next(cell, -1) == 3);
  CHECK(next(cell, 3) == 0);
  CHECK(next(cell, 0) == 3);
  CHECK_FALSE(next({ImagePart::validation, 3, 3, false}, 0).has_value());  // a cell of what was recognized
  CHECK_FALSE(next({ImagePart::train, {}, {}, false}, 0).has_value());
  CHECK_FALSE(nextMistakeIn({}, labels, verdicts({3, 3, 5, 3, 5}, {}), 2).has_value());
}

TEST_CASE("images: the confusion matrix counts by true class") {
  const Confusion confusion = confusionOf(std::vector<std::int32_t>{3, 3, 5, 3}, std::vector<std::int32_t>{3, 5, 5, 5});
  CHECK(confusion.counts[3][5] == 2);
  CHECK(confusion.counts[5][3] == 0);
  CHECK(confusion.row(3) == 3);
  CHECK(confusion.accuracyOf(3) == doctest::Approx(1.0 / 3));
  CHECK(confusion.accuracyOf(0) == 0);
  CHECK(confusion.accuracy() == doctest::Approx(0.5));
  CHECK(confusionOf({}, {}).accuracy() == 0);
}

TEST_CASE("images: the choice in words") {
  Snapshot snapshot;
  CHECK(choiceText(snapshot, {}, 500, 500) == "500 validation images");
  CHECK(choiceText(snapshot, {ImagePart::train, 3, 5, false}, 7, 1000) ==
        "7 of 1,000: cat taken for dog, surest first");
  CHECK(choiceText(snapshot, {ImagePart::validation, {}, {}, true}, 7, 1000) ==
        "7 of 1,000 validation images, mistakes");
}

TEST_CASE("images: weights as colours move a picture") {
  std::vector<float> weights(3072, 0.0f);
  weights[0] = 2;      // red of the first pixel
  weights[1024] = -9;  // green, far beyond the reach
  std::vector<float> centre(3072, 128.0f);
  centre[2048] = 30;
  const CellAtlas::Cell cell = shiftedCell(centre, weights, 2);
  CHECK(cell[0] == IM_COL32(255, 0, 30, 255));
  CHECK(cell[1] == IM_COL32(128, 128, 128, 255));
  CHECK(shiftedCell(centre, weights, 0)[0] == IM_COL32(128, 128, 30, 255));
  weights[0] = std::numeric_limits<float>::quiet_NaN();
  CHECK(shiftedCell(centre, weights, 2)[0] == IM_COL32(128, 0, 30, 255));
  std::vector<std::uint8_t> pixels(3072, 7);
  pixels[1023] = 250;
  CHECK(imageCell(pixels)[1023] == IM_COL32(250, 7, 7, 255));
  CHECK(heatColor(0, IM_COL32(9, 9, 9, 255)) == IM_COL32(9, 9, 9, 255));
  CHECK(heatColor(1, 0) != heatColor(-1, 0));
}

TEST_CASE("images: weights × image adds up to the score without its bias") {
  std::vector<float> weights(3072);
  std::vector<double> input(3072);
  double expected = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = static_cast<float>(i % 7) - 3;
    input[i] = static_cast<double>(i % 5) - 2;
    expected += static_cast<double>(weights[i]) * input[i];
  }
  const auto map = scoreMap(weights, input);
  CHECK(std::accumulate(map.begin(), map.end(), 0.0) == doctest::Approx(expected));
  CHECK(map[10] == doctest::Approx(static_cast<double>(weights[10]) * input[10] +
                                   static_cast<double>(weights[1034]) * input[1034] +
                                   static_cast<double>(weights[2058]) * input[2058]));
}

TEST_CASE("images: the smoothed line starts at the first value and follows a step slowly") {
  const std::vector<PlotPoint> points = {{0, 4}, {1, 4}, {2, 1}};
  const auto line = smoothed(points, 0.9);
  CHECK(line[0].y == doctest::Approx(4));
  CHECK(line[1].y == doctest::Approx(4));
  CHECK(line[2].y > 2.5);
  CHECK(line[2].y < 4);
}

}  // namespace lab::ui
