// The test images: out of reach until they were asked for, then open to the eye, and void when they are others.
#include <memory>

#include <doctest/doctest.h>

#include "data/stand_in.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"

namespace lab {
namespace {

std::shared_ptr<ImageLibrary> someLibrary(Index test_images, std::uint32_t seed = 5) {
  NumpyRandom random(seed);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(200, random);
  library->test = drawStandIn(test_images, random);
  return library;
}

// A run of 20 steps on images.
Session trained(std::shared_ptr<const ImageLibrary> library, const char* more = "") {
  const std::string settings = std::string("preset=cifar_softmax val=60 batch=40 ") + more;
  Session session(withAssignments({}, settings).value(), std::move(library));
  REQUIRE(session.post("step 20").ok());
  session.advance({20});
  return session;
}

void command(Session& session, const char* text) {
  REQUIRE(session.post(text).ok());
  session.advance({1000});
}

View testImage(Index index) {
  View view;
  view.image = ImageRef{ImagePart::test, index};
  return view;
}

TEST_CASE("test images: nothing of them is seen before the test is asked for") {
  Session session = trained(someLibrary(80));
  View view = testImage(3);
  view.verdicts = ImagePart::test;
  const RunSnapshot& run = session.observe(view).runs[0];
  CHECK_FALSE(run.test);
  CHECK(run.split.test == 0);
  CHECK_FALSE(run.inspection);
  CHECK(run.verdicts.predicted.empty());
}

TEST_CASE("test images: what the model says of them, each and together") {
  const auto library = someLibrary(80);
  Session session = trained(library);
  command(session, "test");
  const RunSnapshot& run = session.observe(testImage(0)).runs[0];
  REQUIRE(run.test);
  CHECK(run.test->part == ImagePart::test);
  CHECK(run.test->iteration == 20);
  CHECK(run.split.test == 80);
  REQUIRE(run.test->predicted.size() == 80);
  REQUIRE(run.test->probability.size() == 80);
  int right = 0;
  for (Index i = 0; i < 80; ++i) {
    CAPTURE(i);
    const auto& seen = session.observe(testImage(i)).runs[0].inspection;
    REQUIRE(seen);
    const auto row = static_cast<std::size_t>(i);
    CHECK(seen->image == ImageRef{ImagePart::test, i});
    CHECK(seen->label == library->test.y[row]);
    CHECK(seen->predicted == run.test->predicted[row]);
    const double probability = seen->probabilities[static_cast<std::size_t>(seen->predicted)];
    CHECK(double(run.test->probability[row]) == doctest::Approx(probability).epsilon(1e-3));
    right += seen->predicted == seen->label;
  }
  CHECK(run.test->accuracy == doctest::Approx(right / 80.0));
  CHECK_FALSE(session.observe(testImage(80)).runs[0].inspection);
}

TEST_CASE("test images: the verdicts are those of their iteration, an inspection follows the training") {
  Session session = trained(someLibrary(80));
  command(session, "test");
  const TestResult then = *session.observe({}).runs[0].test;
  const double loss = session.observe(testImage(7)).runs[0].inspection->loss;
  command(session, "step 30");
  const RunSnapshot& run = session.observe(testImage(7)).runs[0];
  CHECK(run.iteration == 50);
  CHECK(run.test->iteration == 20);
  CHECK(run.test->predicted == then.predicted);
  CHECK(run.test->probability == then.probability);
  CHECK(run.inspection->loss != loss);
  command(session, "test");
  CHECK(session.observe({}).runs[0].test->iteration == 50);
}

TEST_CASE("test images: a new run has made no test") {
  Session session = trained(someLibrary(80), "side_by_side=1 hidden=10");
  command(session, "test");
  for (const RunSnapshot& run : session.observe({}).runs) CHECK(run.test);
  command(session, "reset");
  for (const RunSnapshot& run : session.observe(testImage(0)).runs) {
    CHECK_FALSE(run.test);
    CHECK(run.split.test == 0);
    CHECK_FALSE(run.inspection);
  }
}

TEST_CASE("test images: more of them leave the test as it was, others make it void") {
  const auto library = someLibrary(80);
  Session session = trained(library);
  command(session, "test");

  auto more = std::make_shared<ImageLibrary>(*library);
  more->test.append(library->test);
  session.setImages(more);
  CHECK(session.observe({}).runs[0].split.test == 80);
  CHECK(session.observe(testImage(79)).runs[0].inspection);
  CHECK_FALSE(session.observe(testImage(80)).runs[0].inspection);

  // The labels are the same, one picture is another.
  auto other = std::make_shared<ImageLibrary>(*more);
  other->test.pixels[79 * 3072 + 5] ^= 1;
  session.setImages(other);
  CHECK_FALSE(session.observe({}).runs[0].test);
  CHECK_FALSE(session.observe(testImage(0)).runs[0].inspection);
  session.setImages(someLibrary(20, 6));
  command(session, "test");
  CHECK(session.observe({}).runs[0].split.test == 20);
}

}  // namespace
}  // namespace lab
