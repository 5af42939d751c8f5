// The list of presets: what can be trained with the images that are there, under names for people.
#include <doctest/doctest.h>

#include <set>
#include <string>

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

}  // namespace lab::ui
