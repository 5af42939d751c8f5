// Each diagnosis is there when a real run has what it names, its remedy makes it go away, and no run that is as it
// should be is ever accused.
#include "lab/observe/diagnosis.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "data/stand_in.h"
#include "lab/settings/presets.h"
#include "session_support.h"

namespace lab {
namespace {

using Kind = Diagnosis::Kind;
using namespace test;

std::shared_ptr<const ImageLibrary> standIns() {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(40, random);
  return library;
}

void train(Session& session, std::int64_t steps) {
  command(session, "step " + std::to_string(steps));
  session.advance({steps});
}

const Diagnosis* find(const RunSnapshot& run, Kind kind) {
  const auto found = std::find_if(run.diagnoses.begin(), run.diagnoses.end(),
                                  [kind](const Diagnosis& diagnosis) { return diagnosis.kind == kind; });
  return found == run.diagnoses.end() ? nullptr : &*found;
}

// Everything that was said of the run in so many steps, looked at every `every`.
std::set<Kind> said(Session& session, std::int64_t steps, std::int64_t every) {
  std::set<Kind> kinds;
  for (std::int64_t i = 0; i < steps; i += every) {
    train(session, every);
    for (const RunSnapshot& run : session.observe({}).runs) {
      for (const Diagnosis& diagnosis : run.diagnoses) kinds.insert(diagnosis.kind);
    }
  }
  return kinds;
}

// The worst that is said of it is of this kind and has this in its sentence; the remedy, and as many steps again, end
// it.
void provoke(const std::string& settings, std::int64_t steps, Kind kind, const std::string& words,
             std::shared_ptr<const ImageLibrary> images = nullptr) {
  CAPTURE(settings);
  Session session(settingsOf(settings), std::move(images));
  train(session, steps);
  const RunSnapshot& run = session.observe({}).runs[0];
  REQUIRE_FALSE(run.diagnoses.empty());
  const Diagnosis worst = run.diagnoses[0];
  CAPTURE(worst.sentence);
  CHECK(worst.kind == kind);
  CHECK(worst.sentence.find(words) != std::string::npos);
  CHECK(worst.sentence.find_first_of("0123456789") != std::string::npos);
  CHECK_FALSE(worst.remedy.empty());
  REQUIRE_FALSE(worst.commands.empty());
  const Settings before = session.snapshot().settings;
  const std::int64_t iteration = run.iteration;
  for (const std::string& remedy : worst.commands) command(session, remedy);
  // Whatever the remedy changed, one undo brings back with the run.
  if (session.observe({}).settings.model == before.model) {
    REQUIRE(session.post("undo").ok());
    CHECK(session.observe({}).settings == before);
    CHECK(session.snapshot().runs[0].iteration == iteration);
    CHECK(find(session.snapshot().runs[0], kind) != nullptr);
    REQUIRE(session.post("redo").ok());
    session.observe({});
  }
  if (worst.remedy.find("Start again") != std::string::npos) CHECK(worst.commands.back() == "run");
  train(session, steps);
  CHECK(find(session.observe({}).runs[0], kind) == nullptr);
}

}  // namespace

TEST_CASE("diagnosis: a run that diverges, by its steps or by its penalty") {
  provoke("loss=svm&svm_power=2&lr=10&l2=0", 400, Kind::diverged, "overshoots the valley");
  provoke("lr=3&l2=1&precision=float64", 3000, Kind::diverged, "multiplies every weight by −2");
}

TEST_CASE("diagnosis: dead hidden units, all of them and most") {
  provoke("model=two_layer&lr=1000", 100, Kind::all_dead, "All 100 hidden units");
  provoke("model=two_layer&lr=5&hidden=50", 50, Kind::most_dead, "of 50 hidden units");
}

TEST_CASE("diagnosis: of a net that a rate has killed the penalty is never accused, however long it decays" *
          doctest::test_suite("long")) {
  Session session(settingsOf("model=two_layer"));
  train(session, 1000);
  command(session, "set lr=30");
  train(session, 200);
  REQUIRE(find(session.observe({}).runs[0], Kind::all_dead) != nullptr);
  command(session, "set lr=3");
  CHECK_FALSE(said(session, 12000, 400).contains(Kind::penalty));
  CHECK(find(session.snapshot().runs[0], Kind::all_dead) != nullptr);
}

TEST_CASE("diagnosis: weights that all begin at 0") {
  provoke("model=two_layer&init=zero", 100, Kind::symmetric, "100 hidden units are all alike");
}

TEST_CASE("diagnosis: steps that overshoot, far above the start and around it") {
  provoke("lr=1000", 100, Kind::swings, "The loss only swings");
  provoke("lr=14", 100, Kind::overshoots, "The loss jumps between");
  provoke("lr=8", 700, Kind::overshoots, "from one side of the valley to the other");
}

TEST_CASE("diagnosis: a penalty that swallows the data") {
  provoke("l2=1", 200, Kind::penalty, "where guessing has ln 3 ≈ 1.0986");
  provoke("model=two_layer&l2=0.5", 300, Kind::penalty, "where guessing has ln 3 ≈ 1.0986");
  provoke("l1=0.5&lr=0.01", 200, Kind::penalty, "where guessing has ln 3 ≈ 1.0986");
}

TEST_CASE("diagnosis: a softmax that is sure of wrong answers") {
  provoke("init_scale=100&lr=0.1", 60, Kind::saturated, "probability 1 to a wrong class for");
}

TEST_CASE("diagnosis: steps that are too small") {
  provoke("lr=1e-6", 700, Kind::rate_too_low, "the loss fell by");
  provoke("lr=1e-4&precision=float64", 700, Kind::rate_too_low, "the loss fell by");
  provoke("lr=1e-8&optimizer=adam", 700, Kind::rate_too_low, "the loss fell by");
  for (const char* settings : {"lr=1e-300", "lr=1e-30&precision=float32", "lr=1e-300&precision=float64&model=two_layer",
                               "lr=1e-200&optimizer=adam&precision=float64", "lr=1e-300&optimizer=momentum"}) {
    provoke(settings, 200, Kind::rate_too_low, "too small to change anything: in the last 100 no parameter moved");
  }
}

TEST_CASE("diagnosis: too few hidden units" * doctest::test_suite("long")) {
  provoke("model=two_layer&hidden=2", 3000, Kind::few_hidden, "the border of 2 bends too little for more than 60%");
}

TEST_CASE("diagnosis: one and the same input for all points") {
  // One point a class: every arm of the spiral begins in the middle.
  provoke("points=1", 1, Kind::constant_input,
          "All 3 points are the same to the model: their inputs differ by 0 at most");
  provoke("points=1&classes=10&model=two_layer&noise=0.9", 200, Kind::constant_input, "All 10 points");
  // A single point a class elsewhere, or two: few inputs, but not one.
  for (const char* settings : {"points=2", "points=1&data=moons&noise=0", "points=1&data=circles&noise=0",
                               "points=1&data=blobs&noise=0&classes=2", "points=1&data=xor&noise=0"}) {
    CAPTURE(settings);
    Session session(settingsOf(settings));
    CHECK(find(session.observe({}).runs[0], Kind::constant_input) == nullptr);
  }
}

TEST_CASE("diagnosis: one and the same image for all classes") {
  auto library = std::make_shared<ImageLibrary>(*standIns());
  const auto first = library->train.image(0);
  const std::vector<std::uint8_t> pixels(first.begin(), first.end());
  for (Index i = 0; i < library->train.size(); ++i) {
    std::copy(pixels.begin(), pixels.end(), library->train.pixels.begin() + i * ImageSet::pixels_per_image);
  }
  for (const char* form : {"raw", "unit", "mean_image", "channel", "pixel"}) {
    const std::string settings = std::string("preset=cifar_softmax&val=10&normalize=") + form;
    CAPTURE(settings);
    Session session(settingsOf(settings), library);
    const RunSnapshot& run = session.observe({}).runs[0];
    const Diagnosis* found = find(run, Kind::constant_input);
    REQUIRE(found != nullptr);
    CHECK(found->sentence.find("All 30 images are the same to the model") != std::string::npos);
    CHECK(found->commands == std::vector<std::string>{"page choose_images"});
  }
  // A single image is one class, which can be learned.
  Session one(settingsOf("preset=cifar_softmax&val=10&train=1"), library);
  CHECK(find(one.observe({}).runs[0], Kind::constant_input) == nullptr);
  Session others(settingsOf("preset=cifar_softmax&val=10"), standIns());
  CHECK(find(others.observe({}).runs[0], Kind::constant_input) == nullptr);
}

TEST_CASE("diagnosis: a net that learns a hundred images by heart, which more of its penalty keeps it from" *
          doctest::test_suite("long")) {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(250, random);
  // On its way there it is not accused.
  Session session(settingsOf("preset=cifar_two_layer&hidden=20&train=100&val=150&batch=100&flip=0"), library);
  train(session, 20);
  CHECK(find(session.observe({}).runs[0], Kind::overfits) == nullptr);
  provoke("preset=cifar_two_layer&hidden=20&train=100&val=150&batch=100&flip=0", 300, Kind::overfits,
          "100% of them are right, but only 2", library);
}

TEST_CASE("diagnosis: validation that falls while the training images go on improving") {
  std::vector<HistoryPoint> points;
  RunSnapshot run;
  run.settings = presetSettings("cifar_two_layer");
  run.model = ModelKind::two_layer;
  run.split.validation = 1000;
  auto history = std::make_shared<History>();
  for (int i = 0; i < 100; ++i) {
    const double val = i < 40 ? 0.01 * i : 0.40 - 0.0015 * (i - 40);
    history->add({.iteration = i, .loss = 2, .data_loss = 2, .train_accuracy = 0.009 * i, .val_accuracy = val});
    run.now = {2, 2, 0, 0.009 * i, val};
    run.iteration = i + 1;
    run.history = history;
    run.diagnoses = diagnose(run);
    if (i < 45) CHECK(find(run, Kind::overfits) == nullptr);
  }
  const Diagnosis* found = find(run, Kind::overfits);
  REQUIRE(found != nullptr);
  CHECK(found->sentence.find("89% of them are right, but only 31% of the validation images") != std::string::npos);
  CHECK(found->commands[0] == "start l2=6e-01");
}

TEST_CASE("diagnosis: the course's linear run only ever has nothing left to learn, and that after it is flat") {
  for (const char* settings : {"preset=notes_linear", "preset=course"}) {
    Session session(settingsOf(settings));
    CHECK(said(session, 600, 10).empty());
    CHECK(said(session, 1500, 10) == std::set{Kind::nothing_left});
    const Diagnosis found = session.observe({}).runs[0].diagnoses[0];
    // No claim of what others could reach, which a rate of 10 would refute, and a number that grows.
    CHECK(found.sentence ==
          "The loss has not moved by more than 0.0001 in 1,916 steps: with straight borders the model comes to rest at "
          "49%.");
    CHECK(found.remedy == "Add a hidden layer");
    CHECK(found.commands == std::vector<std::string>{"set model=two_layer"});
  }
}

TEST_CASE("diagnosis: the course's two-layer run is never accused of anything" * doctest::test_suite("long")) {
  for (const char* settings : {"preset=notes_two_layer", "preset=course&model=two_layer"}) {
    Session session(settingsOf(settings));
    CHECK(said(session, 1500, 5).empty());
    CHECK(said(session, 2500, 50).empty());
    const std::set<Kind> late = said(session, 4000, 200);
    CHECK((late.empty() || late == std::set{Kind::nothing_left}));
  }
}

TEST_CASE("diagnosis: the presets for images are never accused, but for learning so few images by heart" *
          doctest::test_suite("long")) {
  for (const char* name : {"cifar_softmax", "cifar_svm", "cifar_two_layer", "assignment_softmax", "assignment_svm"}) {
    const std::string settings = std::string("preset=") + name + "&val=80";
    CAPTURE(settings);
    Session session(settingsOf(settings), standIns());
    std::set<Kind> kinds = said(session, 200, 2);
    kinds.erase(Kind::overfits);  // of 30 images
    CHECK(kinds.empty());
  }
}

TEST_CASE("diagnosis: other healthy settings of the plane" * doctest::test_suite("long")) {
  for (const char* settings :
       {"data=moons&classes=2", "data=circles&classes=2&model=two_layer", "batch=32", "model=two_layer&batch=32&lr=0.3",
        "optimizer=adam&lr=0.05&model=two_layer", "loss=svm", "data=blobs", "optimizer=momentum&lr=0.1"}) {
    CAPTURE(settings);
    Session session(settingsOf(settings));
    std::set<Kind> kinds = said(session, 1200, 10);
    kinds.erase(Kind::nothing_left);
    CHECK(kinds.empty());
  }
}

TEST_CASE("diagnosis: training stops when the loss stands still only if asked to") {
  Session session(settingsOf("preset=notes_linear"));
  train(session, 2000);
  CHECK(test::first(session).iteration == 2000);
  command(session, "reset");
  command(session, "stop flat on");
  CHECK(session.observe({}).stop_when_flat);
  command(session, "run");
  while (session.advance({1000}) > 0) {
  }
  const std::int64_t stopped = test::first(session).iteration;
  CHECK(stopped >= 600);
  CHECK(stopped <= 800);
  CHECK(stopped % 50 == 0);
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(session.snapshot().notice == "Stopped: The loss has not moved by more than 0.0001 in 518 steps.");
  command(session, "stop flat off");
  train(session, 200);
  CHECK(test::first(session).iteration == stopped + 200);
  CHECK_FALSE(session.post("stop flat maybe").ok());
}

}  // namespace lab
