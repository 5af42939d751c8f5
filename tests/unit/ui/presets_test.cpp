// The list of presets: what can be trained with the images that are there, under names for people.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "lab/settings/presets.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// Opens the list, by the name that it shows.
void openPresets(Harness& page, std::string_view shown) {
  page.takeCommands();
  clickOn(page, shown);
}

}  // namespace

TEST_CASE("presets: every one has a title of its own, with none of its key in it") {
  std::set<std::string_view> titles;
  for (const Preset& preset : presets()) {
    CAPTURE(preset.name);
    CHECK_FALSE(preset.title.empty());
    CHECK(preset.title.find('_') == std::string_view::npos);
    titles.insert(preset.title);
  }
  CHECK(titles.size() == presets().size());
}

TEST_CASE("presets: those for all of CIFAR-10 are offered once it is there, before that the way to it") {
  Harness page(1280, 800);
  showImages(page, "set preset=cifar_softmax", "step 1");
  openPresets(page, "Softmax, linear");
  for (const char* words : {"SVM, linear", "Two-layer"}) CHECK(says(words));
  for (const char* words : {"All images: linear", "Assignment: SVM"}) CHECK_FALSE(says(words));
  clickOn(page, "More, with all 50,000…");
  CHECK(page.posted("page choose_images"));
  CHECK(page.snapshot().settings == presetSettings("cifar_softmax"));

  openPresets(page, "Softmax, linear");
  clickOn(page, "SVM, linear");
  CHECK(page.posted("set preset=cifar_svm"));
  // One that was asked for by its name is told as what it is.
  post(page, "set preset=full_softmax");
  CHECK(says("All images: linear"));
}

TEST_CASE("presets: the default settings have their name, for either model") {
  Harness page(1280, 800);
  page.frames(2);
  CHECK(says("Other weights, float32"));
  post(page, "set model=two_layer");
  CHECK(says("Other weights, float32"));
  openPresets(page, "Other weights, float32");
  clickOn(page, "Course: linear");
  CHECK(page.posted("set preset=notes_linear"));
  CHECK(says("Course: linear"));
}

TEST_CASE("presets: the list names the model that is looked at, in both modes") {
  struct Names {
    const char *linear, *two_layer, *both;
  };
  const auto check = [](Harness& page, const Names& names) {
    const auto onlySays = [&](std::string_view wanted) {
      CAPTURE(wanted);
      CHECK(says(wanted));
      for (const std::string_view other : {names.linear, names.two_layer, names.both}) {
        // "Two-layer" stands elsewhere too.
        if (other != wanted && other.find(':') != std::string_view::npos) CHECK_FALSE(says(other));
      }
    };
    onlySays(names.linear);
    post(page, "set model=two_layer");
    onlySays(names.two_layer);
    post(page, "set side_by_side=1");
    onlySays(names.both);
    post(page, "set side_by_side=0&model=linear");
    onlySays(names.linear);
    post(page, "set lr=0.25");
    CHECK_FALSE(says(names.linear));
    CHECK(says("Custom"));
  };
  Harness plane(1280, 800, presetSettings("notes_linear"));
  plane.frames(2);
  check(plane, {"Course: linear", "Course: two-layer", "Course: both models"});
  Harness images(1280, 800);
  showImages(images, "set preset=cifar_softmax", "step 1");
  check(images, {"Softmax, linear", "Two-layer", "Softmax: both models"});
  showImages(images, "set preset=cifar_svm", "step 1");
  CHECK(says("SVM, linear"));
  post(images, "set model=two_layer");
  CHECK_FALSE(says("SVM, linear"));  // no net has been called so
  CHECK(says("Custom"));
}

TEST_CASE("presets: a race that names one shows its title") {
  Harness page(1280, 800, presetSettings("notes_linear"));
  page.press(ImGuiKey_E);
  page.press(ImGuiKey_2);
  post(page, "race start 20; preset=notes_linear; preset=notes_linear lr=0.5");
  page.frames(4);
  for (const char* title : {"Course: linear", "Course: linear, learning rate 0.5"}) {
    CHECK(says(title));
  }
  CHECK_FALSE(says("notes_linear"));
}

}  // namespace lab::ui
