// The session with images: training, modes that keep their runs, what a snapshot shows, images that arrive later.
#include <memory>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "support.h"

namespace lab {
namespace {

using test::someLibrary;

Settings imageSettings(const char* more = "") {
  return withAssignments({}, std::string("preset=cifar_two_layer hidden=30 val=60 batch=40 l2=0.001 ") + more).value();
}

TEST_CASE("images: a two-layer net learns the stand-in, and its validation accuracy is not its training accuracy") {
  Session session(imageSettings(), someLibrary(400, 100));
  const RunSnapshot start = session.observe({}).runs[0];
  CHECK(start.split.train == 340);
  CHECK(start.split.validation == 60);
  REQUIRE(start.now.val_accuracy);
  REQUIRE(session.post("step 300").ok());
  session.advance({300});
  const RunSnapshot& end = session.observe({}).runs[0];
  CHECK(end.now.loss < 0.7 * start.now.loss);
  CHECK(end.now.train_accuracy > 0.6);
  CHECK(end.now.val_accuracy.value() > 0.2);
  CHECK(end.history->points().back().val_accuracy.has_value());
}

TEST_CASE("images: no images, no mode; then each mode keeps its run") {
  Session session;
  const Status refused = session.post("mode images");
  REQUIRE_FALSE(refused.ok());
  CHECK(test::contains(refused.error(), "images"));
  CHECK_FALSE(session.post("set data=cifar10").ok());

  REQUIRE(session.post("step 25").ok());
  session.advance({25});
  const double plane_loss = session.observe({}).runs[0].now.loss;
  session.setImages(someLibrary(200, 20));
  REQUIRE(session.post("mode images").ok());
  REQUIRE(session.post("set batch=20&lr=0.0005").ok());
  REQUIRE(session.post("step 7").ok());
  session.advance({7});
  const Snapshot& images = session.observe({});
  CHECK(images.mode == Mode::images);
  CHECK(images.data == nullptr);
  CHECK(images.settings.lr == 0.0005);
  CHECK(images.runs[0].iteration == 7);

  REQUIRE(session.post("mode plane").ok());
  session.advance({0});
  const Snapshot& plane = session.observe({});
  CHECK(plane.runs[0].iteration == 25);
  CHECK(plane.runs[0].now.loss == plane_loss);
  CHECK(plane.settings.lr == 1);
  REQUIRE(session.post("mode images").ok());
  session.advance({0});
  CHECK(session.observe({}).runs[0].iteration == 7);
}

TEST_CASE("images: templates, verdicts and inspections are there when asked for, and only then") {
  const auto library = someLibrary(300, 50);
  Session session(withAssignments({}, "preset=cifar_softmax&val=50").value(), library);
  CHECK(session.observe({}).runs[0].templates.count == 0);
  View view;
  view.templates = true;
  view.verdicts = ImagePart::validation;
  view.image = ImageRef{ImagePart::train, 3};
  const RunSnapshot& run = session.observe(view).runs[0];
  CHECK(run.templates.count == 10);
  CHECK(run.templates.weights.size() == 10 * 3072);
  CHECK(run.verdicts.predicted.size() == 50);
  REQUIRE(run.inspection);
  CHECK(run.inspection->label == library->train.y[50 + 3]);
  CHECK(run.split.place({ImagePart::train, 3}) == 53);

  // A score is the template's product with the image, plus the bias: 0 at the start.
  double score = 0;
  for (std::size_t d = 0; d < 3072; ++d)
    score += double(run.templates.weights[4 * 3072 + d]) * run.inspection->features[d];
  CHECK(score == doctest::Approx(run.inspection->scores[4]).epsilon(1e-3));

  view.verdicts = ImagePart::train;
  auto own = std::make_shared<ImageSet>();
  own->pixels.assign(3072, 128);
  own->y = {0};
  view.picture = own;
  const RunSnapshot& other = session.observe(view).runs[0];
  CHECK(other.verdicts.predicted.size() == 250);
  REQUIRE(other.inspection);
  CHECK_FALSE(other.inspection->image);
}

TEST_CASE("images: the test score is measured when asked for, with the parameters of that moment") {
  Session session(imageSettings(), someLibrary(300, 80));
  CHECK_FALSE(session.observe({}).runs[0].test);
  REQUIRE(session.post("step 30").ok());
  session.advance({30});
  REQUIRE(session.post("test").ok());
  session.advance({0});
  const auto& result = session.observe({}).runs[0].test;
  REQUIRE(result);
  CHECK(result->iteration == 30);
  CHECK(result->predicted.size() == 80);
}

TEST_CASE("images: a run goes on with images that arrive later; the validation images stay the same ones") {
  const auto all = someLibrary(400, 10);
  auto some = std::make_shared<ImageLibrary>(*all);
  some->train.y.resize(200);
  some->train.pixels.resize(200 * 3072);
  Session session(imageSettings(), some);
  REQUIRE(session.post("step 10").ok());
  session.advance({10});
  CHECK(session.observe({}).runs[0].split.train == 140);
  session.setImages(all);
  REQUIRE(session.post("step 1").ok());
  session.advance({1});
  const RunSnapshot& run = session.observe({}).runs[0];
  CHECK(run.iteration == 11);
  CHECK(run.split.train == 340);
  CHECK(run.split.validation == 60);
}

TEST_CASE("images: what a run has learned from never becomes a validation image") {
  const auto all = someLibrary(400, 10);
  auto some = std::make_shared<ImageLibrary>(*all);
  some->train.y.resize(80);
  some->train.pixels.resize(80 * 3072);
  Session session(imageSettings(), some);
  REQUIRE(session.post("step 3").ok());
  session.advance({3});
  CHECK(session.observe({}).runs[0].split.validation == 40);
  session.setImages(all);
  CHECK(session.observe({}).runs[0].split.validation == 40);
  REQUIRE(session.post("reset").ok());
  session.advance({0});
  CHECK(session.observe({}).runs[0].split.validation == 60);
}

TEST_CASE("images: a viewer that is content with older figures gets exact ones when it asks") {
  Session session(imageSettings(), someLibrary(400, 10));
  View lazy;
  lazy.exact = false;
  const double start = session.observe(lazy).runs[0].now.loss;
  REQUIRE(session.post("step 1").ok());
  session.advance({1});
  CHECK(session.observe(lazy).runs[0].iteration == 1);
  CHECK(session.observe(lazy).runs[0].now.loss == start);
  const double exact = session.observe({}).runs[0].now.loss;
  CHECK(exact != start);
  CHECK(session.observe(lazy).runs[0].now.loss == exact);
}

TEST_CASE("images: a viewer of a running net is content with what was measured for the history") {
  Session session(imageSettings(), someLibrary(400, 10));
  View lazy;
  lazy.exact = false;
  session.observe(lazy);
  REQUIRE(session.post("step 100").ok());
  for (int i = 0; i < 100; ++i) {
    session.advance({1});
    const RunSnapshot& run = session.observe(lazy).runs[0];
    const HistoryPoint& last = run.history->points().back();
    REQUIRE(run.now.loss == last.loss);
    REQUIRE(run.now.val_accuracy == last.val_accuracy);
  }
}

// So many hidden units that no slice holds all images.
Settings wideSettings(const char* more = "") {
  return withAssignments(withAssignments(imageSettings(), "hidden=300").value(), more).value();
}

// Advances in slices and looks after each; returns how many calls made no step.
int advanceInSlices(Session& session, const View& view, int steps) {
  int slices = 0;
  for (int made = 0; made < steps;) {
    const auto moved = session.advance({steps, true});
    REQUIRE((moved > 0 || session.preparing()));
    if (moved == 0) ++slices;
    made += static_cast<int>(moved);
    session.observe(view);
  }
  return slices;
}

TEST_CASE("images: figures taken in slices are those taken at once, and others may look in between") {
  const auto library = someLibrary(400, 10);
  Session whole(wideSettings(), library), sliced(wideSettings(), library);
  View view;
  view.exact = false;
  view.verdicts = ImagePart::validation;
  for (Session* one : {&whole, &sliced}) REQUIRE(one->post("step 80").ok());
  whole.advance({80});
  CHECK(advanceInSlices(sliced, view, 80) >= 8);
  const auto points = whole.observe(view).runs[0].history->points();
  const auto same = sliced.observe(view).runs[0].history->points();
  REQUIRE(points.size() == same.size());
  REQUIRE(points.size() >= 2);
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(points[i].iteration == same[i].iteration);
    CHECK(points[i].loss == same[i].loss);
    CHECK(points[i].val_accuracy == same[i].val_accuracy);
  }
  const auto parametersOf = [](const Session& session) {
    return std::get<Memento<float>>(session.checkpoint().state).parameters;
  };
  CHECK(parametersOf(whole) == parametersOf(sliced));
}

TEST_CASE("images: figures of a step that was under way when a setting changed are of the new setting") {
  const auto library = someLibrary(400, 10);
  Session session(wideSettings(), library), other(wideSettings("loss=svm"), library);
  REQUIRE(session.post("step 1").ok());
  CHECK(session.advance({1, true}) == 0);
  CHECK(session.preparing());
  REQUIRE(session.post("set loss=svm").ok());
  advanceInSlices(session, {}, 1);
  REQUIRE(other.post("step 1").ok());
  other.advance({1});
  CHECK(session.observe({}).runs[0].history->points()[0].loss == other.observe({}).runs[0].history->points()[0].loss);
}

TEST_CASE("images: verdicts and accuracy of a running net are of the same look") {
  const auto library = someLibrary(400, 10);
  Session session(imageSettings(), library);
  View lazy;
  lazy.exact = false;
  lazy.verdicts = ImagePart::validation;
  REQUIRE(session.post("step 60").ok());
  for (int i = 0; i < 60; ++i) {
    session.advance({1, true});
    const RunSnapshot& run = session.observe(lazy).runs[0];
    REQUIRE(run.verdicts.predicted.size() == 60);
    int right = 0;
    for (std::size_t image = 0; image < 60; ++image) right += run.verdicts.predicted[image] == library->train.y[image];
    REQUIRE(run.now.val_accuracy == right / 60.0);
  }
}

TEST_CASE("images: an untrained run takes the split it wished for when more images arrive") {
  const auto all = someLibrary(400, 10);
  auto some = std::make_shared<ImageLibrary>(*all);
  some->train.y.resize(80);
  some->train.pixels.resize(80 * 3072);
  Session session(imageSettings(), some);
  View lazy;
  lazy.exact = false;
  lazy.verdicts = ImagePart::validation;
  CHECK(session.observe(lazy).runs[0].verdicts.predicted.size() < 60);
  session.setImages(all);
  CHECK(session.observe(lazy).runs[0].verdicts.predicted.size() == 60);
  CHECK(session.observe({}).runs[0].split.validation == 60);
}

TEST_CASE("images: going over by settings text keeps the other mode's run, as the switch does") {
  Session session;
  session.setImages(someLibrary(200, 10));
  REQUIRE(session.post("step 9").ok());
  session.advance({9});
  REQUIRE(session.post("set data=cifar10").ok());
  session.advance({0});
  CHECK(session.observe({}).settings == presetSettings("cifar_softmax"));
  REQUIRE(session.post("set data=spiral").ok());
  session.advance({0});
  CHECK(session.observe({}).runs[0].iteration == 9);
  CHECK(session.snapshot().settings == Settings{});
}

TEST_CASE("images: flips leave the choice of examples alone, and runs repeat exactly") {
  const auto library = someLibrary(200, 10);
  const auto lossAfter = [&](const char* more) {
    Session session(imageSettings(more), library);
    (void)session.post("step 20");
    session.advance({20});
    return session.observe({}).runs[0].now.loss;
  };
  CHECK(lossAfter("flip=1") == lossAfter("flip=1"));
  CHECK(lossAfter("flip=1") != lossAfter("flip=0"));
}

}  // namespace
}  // namespace lab
