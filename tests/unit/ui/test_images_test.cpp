// The test images on the page: there once they were measured on, from the confusion matrix to the inspector.
#include <doctest/doctest.h>

#include "ui/images/image_desk.h"
#include "ui/images/image_grid.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

bool ofTest(const Harness& page) { return page.view().image && page.view().image->part == ImagePart::test; }

// Presses the button beside the score, which needs no scrolling at any size.
void measure(Harness& page) {
  clickOn(page, "Measure on the test images");
  REQUIRE(page.posted("test"));
  REQUIRE(page.snapshot().runs[0].test.has_value());
}

// Clicks cells until one gives way to the grid, then the grid's first image.
bool openFromMatrix(Harness& page) {
  const Rect stage = layoutOf(page).stage;
  for (float y = stage.y + 190; y < stage.y + 480; y += 15) {
    for (float x = stage.x + 115; x < stage.x + 490; x += 20) {
      page.click(x, y);
      page.frames(2);
      page.click(stage.x + 60, stage.y + 150);
      page.frames(2);
      if (ofTest(page)) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("test images: a cell of the test's confusion matrix leads to them, the surest first") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  openStage(page, 2);
  CHECK_FALSE(openFromMatrix(page));  // the validation matrix
  openStage(page, 2);
  measure(page);
  REQUIRE(openFromMatrix(page));
  checkDrawn();
  const RunSnapshot& run = page.snapshot().runs[0];
  REQUIRE(run.inspection.has_value());
  CHECK(run.inspection->image == page.view().image);
  CHECK_FALSE(page.view().verdicts.has_value());  // the test is made once, not with every frame
  const auto first = static_cast<std::size_t>(page.view().image->index);
  const ImageChoice cell{ImagePart::test, run.inspection->label, run.inspection->predicted, false};
  const auto labels = labelsOf(page.snapshot(), run.split, ImagePart::test);
  const std::vector<Index> chosen = chosenImages(cell, labels, *run.test);
  REQUIRE_FALSE(chosen.empty());
  CHECK(chosen[0] == page.view().image->index);
  for (const Index other : chosen) {
    CHECK(run.test->probability[static_cast<std::size_t>(other)] <= run.test->probability[first]);
  }
}

TEST_CASE("test images: the inspector walks among them, the templates take them apart") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  openStage(page, 2);
  measure(page);
  REQUIRE(openFromMatrix(page));
  const Rect inspector = layoutOf(page).inspector;
  const Rect steps{inspector.x + 100, inspector.y + 20, inspector.w - 110, 20};
  // Along the four buttons: previous, next, random, next mistake.
  bool before = false;
  bool after = false;
  for (float x = steps.x; x < steps.right(); x += 13) {
    const Index from = page.view().image->index;
    page.click(x, steps.y + 6);
    before |= page.view().image->index == (from + 39) % 40;
    after |= page.view().image->index == (from + 1) % 40;
  }
  CHECK(before);
  CHECK(after);
  CHECK(ofTest(page));
  const RunSnapshot& run = page.snapshot().runs[0];
  CHECK(run.inspection->predicted != run.inspection->label);
  openStage(page, 1);
  checkDrawn();
  CHECK(ofTest(page));
  CHECK(page.snapshot().runs[0].inspection->image == page.view().image);
}

TEST_CASE("test images: a run without a test shows the validation images again") {
  for (const char* command : {"reset", "set val=50"}) {
    CAPTURE(command);
    Harness page(1280, 800);
    showImages(page, small_images, "step 2");
    openStage(page, 2);
    measure(page);
    REQUIRE(openFromMatrix(page));
    post(page, command);
    CHECK_FALSE(ofTest(page));
    post(page, "step 1");
    CHECK(page.view().verdicts == ImagePart::validation);
    checkDrawn();
  }
}

TEST_CASE("test images: every size and both models show them") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1024, 768), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = w < 400;
    showImages(page, "set val=60 side_by_side=1 hidden=12", "step 2");
    openStage(page, 2);
    measure(page);
    checkDrawn();
    for (int tab = 0; tab < 3; ++tab) {
      openStage(page, tab);
      checkDrawn();
    }
    CHECK(page.snapshot().runs[1].test.has_value());
  }
}

TEST_CASE("test images: the wall of images leads to where they are measured, and then shows them") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  clickOn(page, "Test…");
  CHECK_FALSE(page.snapshot().runs[0].test.has_value());  // nobody asked for the score yet
  measure(page);
  CHECK_FALSE(says("Test…"));
  openStage(page, 0);
  CHECK(says("40 test images"));
}

TEST_CASE("test images: they have labels and pixels only once they were measured on") {
  Snapshot snapshot;
  snapshot.images = library();
  ImageSplit split{100, 60, 0};
  CHECK(labelsOf(snapshot, split, ImagePart::test).empty());
  CHECK(pixelsOf(snapshot, split, {ImagePart::test, 0}).empty());
  split.test = 30;
  CHECK(labelsOf(snapshot, split, ImagePart::test).size() == 30);
  CHECK(pixelsOf(snapshot, split, {ImagePart::test, 29}).size() == 3072);
  CHECK(pixelsOf(snapshot, split, {ImagePart::test, 30}).empty());
  CHECK(choiceText(snapshot, {ImagePart::test, {}, {}, false}, 30, 30) == "30 test images");
}

}  // namespace lab::ui
