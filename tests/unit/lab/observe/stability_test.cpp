// The warning of steps that are far too large: there when a run swings, and never for a run that is as it should be.
#include "lab/observe/stability.h"

#include <memory>

#include <doctest/doctest.h>

#include "data/stand_in.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"

namespace lab {
namespace {

// At how many of its recorded points the run of these settings would have been warned of.
int warnings(const std::string& settings, std::int64_t steps, std::shared_ptr<const ImageLibrary> images = nullptr) {
  Session session(withAssignments({}, settings).value(), std::move(images));
  REQUIRE(session.post("run").ok());
  session.advance({steps});
  const RunSnapshot& run = session.observe({}).runs[0];
  const auto points = run.history->points();
  REQUIRE(points.size() > 36);  // many more than a warning looks at
  int count = 0;
  for (std::size_t i = 0; i <= points.size(); ++i) count += oscillates(points.first(i), run.expected_start) ? 1 : 0;
  return count;
}

TEST_CASE("stability: a learning rate that only makes the loss swing is warned of") {
  for (const char* settings : {"lr=1000", "lr=1000 precision=float64", "lr=300", "lr=100", "lr=1000 l2=0",
                               "lr=1000 batch=32", "lr=1000 loss=svm", "lr=100 batch=32 optimizer=adam"}) {
    CAPTURE(settings);
    const int warned = warnings(settings, 400);
    CHECK(warned > 200);
    CHECK(warned < 400 - 24 + 1);
  }
}

TEST_CASE("stability: published runs and presets are never warned of") {
  for (const char* settings : {"preset=course", "preset=course model=two_layer", "preset=notes_linear",
                               "preset=notes_linear precision=float32", "preset=course loss=svm",
                               "lr=1 optimizer=adam model=two_layer", "lr=10 optimizer=momentum", "lr=3", "lr=5"}) {
    CAPTURE(settings);
    CHECK(warnings(settings, 400) == 0);
  }
  CHECK(warnings("preset=notes_two_layer", 2000) == 0);
  CHECK(warnings("preset=notes_two_layer precision=float32", 2000) == 0);
}

TEST_CASE("stability: the presets for images are never warned of") {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(100, random);
  for (const char* name : {"cifar_softmax", "cifar_svm", "cifar_two_layer", "assignment_softmax", "assignment_svm"}) {
    const std::string preset = std::string("preset=") + name;
    CAPTURE(preset);
    CHECK(warnings(preset, 200, library) == 0);
  }
  CHECK(warnings("preset=cifar_softmax lr=1 batch=8 val=20", 400, library) > 50);
}

TEST_CASE("stability: a smaller learning rate ends the warning with the next step") {
  Session session(withAssignments({}, "lr=1000").value());
  REQUIRE(session.post("step 100").ok());
  session.advance({100});
  const auto warned = [&session] {
    const RunSnapshot& run = session.observe({}).runs[0];
    return oscillates(run.history->points(), run.expected_start);
  };
  CHECK(warned());
  REQUIRE(session.post("set lr=1").ok());
  REQUIRE(session.post("step 1").ok());
  session.advance({1});
  CHECK(session.snapshot().runs[0].now.data_loss > 10);
  CHECK_FALSE(warned());
}

TEST_CASE("stability: what falls does not swing, however high it is") {
  std::vector<HistoryPoint> points;
  for (int i = 0; i < 40; ++i) {
    const double loss = i == 0 ? 1 : 1000.0 / (i + 1);
    points.push_back({.iteration = i, .loss = loss, .data_loss = loss, .update_ratio = 1});
    CHECK_FALSE(oscillates(points, 1));
  }
  for (HistoryPoint& point : points) point.data_loss = point.iteration == 0 ? 1.0 : 50.0 + double(point.iteration % 7);
  CHECK(oscillates(points, 1));
  CHECK_FALSE(oscillates(points, 40));
  for (HistoryPoint& point : points) point.update_ratio = 1e-3;
  CHECK_FALSE(oscillates(points, 1));
}

}  // namespace
}  // namespace lab
