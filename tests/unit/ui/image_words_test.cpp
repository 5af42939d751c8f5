// Words of the image mode are whole: nothing is painted over them, nothing is left out for want of room.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "ui/images/image_desk.h"
#include "ui/kit/format.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// The figure stands below the picture that bears this name, and not on the name.
bool saysBeside(const Rect& stage, const std::string& name, const std::string& figure) {
  for (const Rect& label : findText(name)) {
    if (!stage.contains(label)) continue;
    for (const Rect& place : findText(figure)) {
      const bool near = place.x > label.x - 4 && place.right() < label.x + 220 && std::abs(place.y - label.y) < 40;
      if (near && !place.overlaps(label)) return true;
    }
  }
  return false;
}

// The figure is the last thing in a row that begins with this name.
bool standsInRow(const Rect& panel, const std::string& name, const std::string& figure) {
  for (const Rect& label : findText(name)) {
    if (!panel.contains(label)) continue;
    for (const Rect& place : findText(figure)) {
      const bool last = place.x > panel.x + panel.w / 2 && place.right() > panel.right() - 24;
      if (last && std::abs(place.y + place.h / 2 - label.y - label.h / 2) < 8) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("inspector: the row of the true class cuts no letter of the one above") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1280, 640), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    showImages(page, small_images, "step 2");
    const auto next = placeOf("›");
    REQUIRE(next.has_value());
    std::set<int> labels;
    for (int i = 0; i < 10; ++i) {
      page.click(next->x + next->w / 2, next->y + next->h / 2);
      page.move(2, 2);
      page.frames(2);
      labels.insert(page.snapshot().runs[0].inspection->label);
      CAPTURE(*labels.rbegin());
      for (int c = 0; c < static_cast<int>(image_classes); ++c) CHECK_FALSE(paintedOver(className(page.snapshot(), c)));
    }
    CHECK(labels.size() == 10);
    checkDrawn();
  }
}

TEST_CASE("confusion: all ten rows are in sight, with the test's line below them") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1440, 900), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    showImages(page);
    openStage(page, 2);
    const Rect stage = layoutOf(page).stage;
    for (const char* command : {"step 1", "test"}) {
      post(page, command);
      for (int c = 0; c < static_cast<int>(image_classes); ++c) {
        const std::string name = className(page.snapshot(), c);
        CAPTURE(name);
        int lying = 0;
        for (const Rect& place : findText(name)) lying += stage.contains(place) && place.w > place.h ? 1 : 0;
        CHECK(lying == 1);
      }
      CHECK(says("Measure on the test images"));
    }
    CHECK(says("test images right, at iteration 21"));
    CHECK(says("on new ones."));  // the end of the prose
    checkDrawn();
  }
}

TEST_CASE("templates: every class has its score below its picture") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1440, 900), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    showImages(page);
    openStage(page, 1);
    const Rect stage = layoutOf(page).stage;
    const RunSnapshot& run = page.snapshot().runs[0];
    REQUIRE(run.inspection.has_value());
    for (int c = 0; c < static_cast<int>(image_classes); ++c) {
      const std::string name = className(page.snapshot(), c);
      CAPTURE(name);
      CHECK(saysBeside(stage, name, fixed(run.inspection->scores[static_cast<std::size_t>(c)], 1)));
    }
    checkDrawn();
  }
}

TEST_CASE("inspector: of every form of the SVM the dscores are told as exactly as they need") {
  for (const auto& [form, decimals] : {std::pair("svm_power=1 svm_reduce=sum", 0),
                                       {"svm_power=2", 2},
                                       {"svm_reduce=mean", 2},
                                       {"svm_power=2 svm_reduce=mean", 2}}) {
    CAPTURE(form);
    Harness page(1280, 800);
    showImages(page, "set preset=cifar_svm val=60 train=100 batch=20");
    post(page, std::string("set ") + form);
    post(page, "step 3");
    const RunSnapshot& run = page.snapshot().runs[0];
    REQUIRE(run.inspection.has_value());
    const Rect panel = layoutOf(page).inspector;
    for (int c = 0; c < static_cast<int>(image_classes); ++c) {
      CAPTURE(c);
      const std::string dscore = fixedSigned(run.inspection->dscores[static_cast<std::size_t>(c)], decimals);
      CAPTURE(dscore);
      CHECK(standsInRow(panel, className(page.snapshot(), c), dscore));
    }
  }
}

}  // namespace lab::ui
