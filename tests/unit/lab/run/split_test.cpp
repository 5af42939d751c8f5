// Which images are learned from and which are kept for validation.
#include "lab/run/split.h"

#include <doctest/doctest.h>

#include <limits>
#include <memory>

#include "data/stand_in.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "support.h"

namespace lab {
namespace {

constexpr Index no_limit = std::numeric_limits<Index>::max();

Settings settingsOf(const char* text) { return withAssignments({}, text).value(); }

TEST_CASE("split: validation first, training after it") {
  const ImageSplit split = splitImages(settingsOf("train=300 val=60"), 1000, no_limit);
  CHECK(split.place({ImagePart::validation, 0}) == 0);
  CHECK(split.place({ImagePart::train, 0}) == 60);
  CHECK(split.train == 300);
  CHECK(split.validation == 60);
}

TEST_CASE("split: training first and validation last, as in the assignment") {
  const ImageSplit split = splitImages(presetSettings("assignment_svm"), 50000, no_limit);
  CHECK(split.place({ImagePart::train, 0}) == 0);
  CHECK(split.place({ImagePart::validation, 0}) == 49000);
  CHECK(split.train == 49000);
  CHECK(split.validation == 1000);
}

TEST_CASE("split: parts never overlap and never leave the images, whatever is wished for") {
  for (const char* from : {"first", "last"}) {
    for (const char* wish : {"train=1 val=1", "train=50000 val=10000", "train=100 val=7", "train=7 val=100"}) {
      for (const Index images : {2, 3, 100, 107, 5000}) {
        CAPTURE(wish);
        CAPTURE(images);
        const ImageSplit split = splitImages(settingsOf((std::string(wish) + " val_from=" + from).c_str()), images, 50);
        CHECK(split.train >= 1);
        CHECK(split.validation >= 1);
        CHECK(split.validation <= 50);
        const bool train_first = split.first_train < split.first_validation;
        CHECK((train_first ? split.first_train : split.first_validation) == 0);
        CHECK((train_first ? split.first_validation == split.train : split.first_train == split.validation));
        CHECK(split.train + split.validation <= images);
      }
    }
  }
}

TEST_CASE("split: with validation last, more images restart the run") {
  NumpyRandom random(5);
  auto some = std::make_shared<ImageLibrary>();
  some->train = drawStandIn(200, random);
  auto all = std::make_shared<ImageLibrary>(*some);
  all->train.append(drawStandIn(200, random));
  Session session(withAssignments(presetSettings("cifar_softmax"), "train=5000 val=60 val_from=last").value(), some);
  CHECK(session.observe({}).runs[0].split.train == 140);
  session.setImages(all);
  CHECK(session.observe({}).runs[0].split.train == 340);  // nothing was learned yet
  session.setImages(some);
  REQUIRE(session.post("step 3").ok());
  session.advance({3});
  session.setImages(all);
  CHECK(session.observe({}).runs[0].iteration == 0);
  CHECK(session.snapshot().runs[0].split.first_validation == 340);
  CHECK(session.snapshot().notice.find("Training restarted") != std::string::npos);
}

Settings asked(int train, int val) {
  Settings settings = presetSettings("cifar_softmax");
  settings.train = train;
  settings.val = val;
  return settings;
}

TEST_CASE("split: what was asked for, as far as there are so many") {
  const auto check = [](int train, int val, Index images, Index expected_train, Index expected_val) {
    CAPTURE(train);
    CAPTURE(val);
    const ImageSplit split = splitImages(asked(train, val), images);
    CHECK(split.train == expected_train);
    CHECK(split.validation == expected_val);
    CHECK(split.test == 0);
  };
  check(49000, 1000, 50000, 49000, 1000);
  check(50000, 1000, 50000, 49000, 1000);
  check(50000, 1000, 5000, 4000, 1000);
  check(49000, 10000, 5000, 2500, 2500);  // at most half for validation
  check(100, 10, 5000, 100, 10);
  check(50000, 10000, 2, 1, 1);
  CHECK(splitImages(asked(50000, 1000), 5000, 40).train == 4960);
}

TEST_CASE("split: in words, with the reason where it is less") {
  CHECK(describeSplit(asked(3000, 500), 5000) == "3,000 images to train on and 500 for validation");
  CHECK(describeSplit(asked(50000, 1000), 5000) == "4,000 images to train on and 1,000 for validation");
  CHECK(describeSplit(asked(49000, 1000), 5000) ==
        "4,000 images to train on and 1,000 for validation (fewer than asked for: 5,000 are loaded)");
  CHECK(describeSplit(asked(49000, 10000), 5000) ==
        "2,500 images to train on and 2,500 for validation (fewer than asked for: 5,000 are loaded)");
  CHECK(describeSplit(asked(1, 1), 2) == "1 image to train on and 1 for validation");
}

TEST_CASE("split: the notice names the split that came of a change") {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(300, random);
  Session session(presetSettings("cifar_softmax"), library);
  REQUIRE(session.post("set train=49000 val=100").ok());
  session.advance({0});
  const Snapshot& snapshot = session.observe({});
  CHECK(snapshot.notice ==
        "New data: 200 images to train on and 100 for validation (fewer than asked for: 300 are loaded).");
  CHECK_FALSE(snapshot.notice_is_error);
  CHECK(snapshot.runs[0].split.train == 200);
  CHECK(snapshot.runs[0].split.validation == 100);
  REQUIRE(session.post("set train=50").ok());
  session.advance({0});
  CHECK(session.observe({}).notice == "New data: 50 images to train on and 100 for validation.");
  REQUIRE(session.post("generate").ok());
  session.advance({0});
  CHECK(test::contains(session.observe({}).notice, "50 images to train on and 100 for validation"));
}

}  // namespace
}  // namespace lab
