// The figures in the bar at the top: both models' accuracy is seen at every size.
#include <doctest/doctest.h>

#include "ui/format.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// The bar says it, with room around it.
bool barSays(const Rect& bar, const std::string& words) {
  for (const Rect& place : findText(words)) {
    if (bar.contains(place)) return true;
  }
  return false;
}

constexpr std::array<ImVec2, 8> sizes = {ImVec2(360, 640),  ImVec2(390, 844),  ImVec2(820, 1180), ImVec2(844, 390),
                                         ImVec2(1180, 700), ImVec2(1280, 800), ImVec2(1440, 900), ImVec2(1920, 1080)};

}  // namespace

TEST_CASE("readouts: side by side both losses and accuracies are seen at every size") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "set preset=notes_two_layer side_by_side=1");
    post(page, "step 300");
    page.frames(40);
    REQUIRE(page.snapshot().runs[0].iteration == 300);
    const Rect bar = page.layout().readouts;
    CHECK(barSays(bar, "iteration"));
    CHECK(barSays(bar, "300"));
    for (const RunSnapshot& run : page.snapshot().runs) {
      CHECK(barSays(bar, fixed(run.now.loss, 4)));
      CHECK(barSays(bar, percent(run.now.train_accuracy, 1)));
    }
  }
}

TEST_CASE("readouts: of images both models' validation accuracy") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    showImages(page, "set val=60 side_by_side=1 hidden=12", "step 5");
    const Rect bar = layoutOf(page).readouts;
    for (const RunSnapshot& run : page.snapshot().runs) {
      CHECK(barSays(bar, percent(*run.now.val_accuracy, 1)));
      CHECK(barSays(bar, fixed(run.now.loss, 4)));
    }
  }
}

TEST_CASE("readouts: of one model iteration, loss and accuracy") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "step 30");
    page.frames(10);
    const Rect bar = page.layout().readouts;
    const Metrics& now = page.snapshot().runs[0].now;
    CHECK(barSays(bar, "30"));
    CHECK(barSays(bar, fixed(now.loss, 6)));
    CHECK(barSays(bar, percent(now.train_accuracy, 1)));
  }
}

}  // namespace lab::ui
