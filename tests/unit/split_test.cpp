// Images divided: as asked for where there are so many, and told where there are not.
#include "lab/split.h"

#include <memory>

#include <doctest/doctest.h>

#include "data/stand_in.h"
#include "lab/session.h"
#include "support.h"

namespace lab {
namespace {

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
        "New data, 200 images to train on and 100 for validation (fewer than asked for: 300 are loaded): train=49000, "
        "val=100.");
  CHECK_FALSE(snapshot.notice_is_error);
  CHECK(snapshot.runs[0].split.train == 200);
  CHECK(snapshot.runs[0].split.validation == 100);
  REQUIRE(session.post("set train=50").ok());
  session.advance({0});
  CHECK(session.observe({}).notice == "New data, 50 images to train on and 100 for validation: train=50.");
  REQUIRE(session.post("generate").ok());
  session.advance({0});
  CHECK(test::contains(session.observe({}).notice, "50 images to train on and 100 for validation"));
}

}  // namespace
}  // namespace lab
