// The panel of the chosen point.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "lab/settings/assignments.h"
#include "ui/kit/format.h"
#include "ui_harness.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Settings with(const std::string& assignments) {
  const Result<Settings> settings = withAssignments(Settings{}, assignments);
  REQUIRE(settings.ok());
  return settings.value();
}

void press(Harness& page, const char* label) {
  const auto place = placeOf(label);
  REQUIRE(place.has_value());
  page.click(place->x + place->w / 2, place->y + place->h / 2);
}

// The loss of one point, by asking for its inspection.
double lossOf(Session& session, Index i) {
  View view;
  view.example = i;
  return session.observe(view).runs[0].inspection->loss;
}

}  // namespace

TEST_CASE("inspector: without a point it says how to choose one, and picks the costliest mistake") {
  for (const char* settings : {"model=linear", "model=two_layer&loss=svm&data=circles"}) {
    CAPTURE(settings);
    Harness page(1280, 800, with(settings));
    CHECK(says("Click a point to read its forward and backward pass."));
    REQUIRE(page.session.post("step 30").ok());
    page.frames(8);
    REQUIRE_FALSE(page.view().hardest);
    press(page, "Pick a point for me");
    page.frames(3);
    REQUIRE(page.view().example.has_value());
    CHECK_FALSE(page.view().hardest);  // asked for once, not with every frame
    const Index picked = *page.view().example;
    Session copy(page.snapshot().settings);
    REQUIRE(copy.post("step 30").ok());
    copy.advance({30});
    const double costs = lossOf(copy, picked);
    const std::vector<std::int32_t> predictions = copy.snapshot().runs[0].predictions;
    const Labels& labels = copy.snapshot().data->y;
    const auto wrong = [&](Index i) {
      return predictions[static_cast<std::size_t>(i)] != labels[static_cast<std::size_t>(i)];
    };
    CHECK(wrong(picked));
    for (Index i = 0; i < copy.snapshot().data->size(); ++i) {
      if (wrong(i)) CHECK(lossOf(copy, i) <= costs);
    }
  }
}

TEST_CASE("inspector: where nothing is wrong it picks the point that costs most") {
  Harness page(1280, 800, with("data=blobs&noise=0.02"));
  REQUIRE(page.session.post("step 300").ok());
  page.frames(40);
  REQUIRE(page.snapshot().runs[0].now.train_accuracy == 1);
  press(page, "Pick a point for me");
  page.frames(3);
  CHECK(page.view().example.has_value());
}

TEST_CASE("inspector: before the first step nothing is called right or wrong") {
  Harness page(1280, 800);
  press(page, "Pick a point for me");
  page.frames(3);
  REQUIRE(page.view().example.has_value());
  CHECK(says("not trained yet"));
  CHECK_FALSE(says("predicted"));
  page.takeCommands();
  const auto before = page.view().example;
  press(page, "Mistake ›");
  CHECK(page.view().example == before);
  REQUIRE(page.session.post("step 10").ok());
  page.frames(4);
  CHECK_FALSE(says("not trained yet"));
  CHECK(says("predicted"));
  press(page, "Mistake ›");
  CHECK(page.view().example != before);
}

TEST_CASE("inspector: the point's place is whole and clear of the scroll bar") {
  for (const ImVec2& size : {ImVec2(1280, 800), ImVec2(1440, 900), ImVec2(1920, 1080)}) {
    for (const char* settings : {"model=linear", "model=two_layer&loss=svm&svm_power=2&svm_reduce=mean&lr=0.1",
                                 "model=linear&lr=300", "side_by_side=1"}) {
      CAPTURE(size.x);
      CAPTURE(settings);
      Harness page(size.x, size.y, with(settings));
      REQUIRE(page.session.post("step 40").ok());
      page.frames(8);
      press(page, "Pick a point for me");
      page.frames(3);
      REQUIRE(page.view().example.has_value());
      const Rect panel = page.layout().inspector;
      const Inspection& point = page.snapshot().runs.back().inspection.value();
      // The scroll bar, where there is one, stands in the panel's padding.
      const auto features = placeOf("x = (" + fixed(point.features[0], 3) + ", " + fixed(point.features[1], 3) + ")");
      REQUIRE(features.has_value());
      CHECK(features->right() <= panel.right() - 14);
    }
  }
}

}  // namespace lab::ui
