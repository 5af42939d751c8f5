// Which images are learned from and which are kept for validation.
#include "lab/split.h"

#include <doctest/doctest.h>

#include <limits>

#include "data/stand_in.h"
#include "lab/session.h"

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
  CHECK(session.snapshot().notice.find("Restarted") != std::string::npos);
}

}  // namespace
}  // namespace lab
