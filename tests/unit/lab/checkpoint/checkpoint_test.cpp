// A run that is saved and goes on is the run that never stopped, bit for bit.
#include "lab/run/checkpoint.h"

#include <doctest/doctest.h>

#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;
using Images = std::shared_ptr<const ImageLibrary>;

Checkpoint throughFile(const Checkpoint& checkpoint) {
  const auto read = decodeCheckpoint(encodeCheckpoint(checkpoint), "model.npy");
  CAPTURE(read.ok() ? std::string() : read.error());
  REQUIRE(read.ok());
  return read.value();
}

// Steps without a stop, against as many with one; whatever decides the run's future is in the file's bytes.
void checkGoesOn(const std::string& settings, const Images& images, std::int64_t before, std::int64_t after) {
  CAPTURE(settings);
  Session whole(withAssignments({}, settings).value(), images);
  Session first(withAssignments({}, settings).value(), images);
  step(whole, before + after);
  step(first, before);
  Session second({}, images);
  REQUIRE(second.restore(throughFile(first.checkpoint())).ok());
  CHECK(second.observe({}).notice.empty());
  CHECK(second.observe({}).settings == first.observe({}).settings);
  CHECK(second.snapshot().runs[0].now.loss == first.snapshot().runs[0].now.loss);
  step(second, after);
  CHECK(encodeCheckpoint(second.checkpoint()) == encodeCheckpoint(whole.checkpoint()));
  const RunSnapshot& expected = whole.observe({}).runs[0];
  const RunSnapshot& run = second.observe({}).runs[0];
  CHECK(run.iteration == before + after);
  CHECK(run.epoch == expected.epoch);
  CHECK(run.now.loss == expected.now.loss);
  CHECK(run.last_batch->loss == expected.last_batch->loss);
}

TEST_CASE("checkpoint: 100 steps, saved, and 100 more are 200 steps") {
  for (const std::string model : {"model=linear", "model=two_layer&hidden=20"}) {
    for (const std::string optimizer :
         {"&optimizer=sgd", "&optimizer=momentum&lr=0.1", "&optimizer=nesterov&lr=0.1", "&optimizer=adagrad&lr=0.1",
          "&optimizer=rmsprop&lr=0.01", "&optimizer=adam&lr=0.01", "&optimizer=random_search",
          "&optimizer=local_search&lr=0.1"}) {
      for (const std::string precision : {"&precision=float32", "&precision=float64"}) {
        for (const std::string batch : {"&batch=0", "&batch=32&sampling=replace", "&batch=32&sampling=epoch"}) {
          checkGoesOn(model + optimizer + precision + batch, nullptr, 100, 100);
        }
      }
    }
  }
}

TEST_CASE("checkpoint: a search in the middle of a pair of normals, and one that was left, go on where they were") {
  // 9 parameters: after an odd number of tries a normal is left over.
  for (const std::int64_t before : {1, 2, 7}) {
    checkGoesOn("optimizer=random_search", nullptr, before, 20);
    checkGoesOn("optimizer=local_search&lr=0.1&batch=20", nullptr, before, 20);
  }
  checkGoesOn("optimizer=numerical&lr=0.5&batch=20", nullptr, 5, 5);
  const auto tried = [] {
    Session session(withAssignments({}, "optimizer=local_search&lr=0.1").value());
    step(session, 9);
    REQUIRE(session.post("set optimizer=adam&lr=0.01").ok());
    step(session, 4);
    return session;
  };
  Session whole = tried();
  Session second;
  REQUIRE(second.restore(throughFile(tried().checkpoint())).ok());
  for (Session* session : {&whole, &second}) {
    REQUIRE(session->post("set optimizer=local_search").ok());
    step(*session, 6);
    CHECK(session->observe({}).runs[0].search->tries == 15);
  }
  CHECK(encodeCheckpoint(second.checkpoint()) == encodeCheckpoint(whole.checkpoint()));
}

TEST_CASE("checkpoint: dropout and schedules go on where they were") {
  for (const std::string batch : {"&batch=0", "&batch=32&sampling=epoch"}) {
    for (const std::string precision : {"&precision=float32", "&precision=float64"}) {
      checkGoesOn("model=two_layer&hidden=20&dropout=0.3" + batch + precision, nullptr, 50, 50);
      for (const std::string schedule : {"step", "exponential", "cosine", "inverse"}) {
        checkGoesOn("optimizer=adam&decay_epochs=300&warmup_epochs=8&schedule=" + schedule + batch + precision, nullptr,
                    50, 50);
      }
    }
  }
}

TEST_CASE("checkpoint: images, with and without flips, saved in the middle of an epoch") {
  const Images images = someLibrary(200, 10);
  for (const std::string preset : {"preset=cifar_softmax", "preset=cifar_two_layer&hidden=10"}) {
    for (const std::string precision : {"&precision=float32", "&precision=float64"}) {
      for (const std::string sampling : {"&sampling=replace", "&sampling=epoch"}) {
        for (const std::string flip : {"&flip=0", "&flip=1&dropout=0.2"}) {
          checkGoesOn(preset + precision + sampling + flip + "&val=60&batch=32", images, 12, 12);
        }
      }
    }
  }
}

TEST_CASE("checkpoint: validation images at the end stay there") {
  checkGoesOn("preset=cifar_softmax&val_from=last&val=60&batch=32", someLibrary(200, 10), 8, 8);
}

TEST_CASE("checkpoint: before the first step, and at the end of an epoch") {
  checkGoesOn("batch=30&sampling=epoch", nullptr, 0, 15);
  checkGoesOn("batch=30&sampling=epoch", nullptr, 20, 15);
}

TEST_CASE("checkpoint: settings that changed on the way do not matter") {
  const auto changed = [] {
    Session session(withAssignments({}, "batch=20&optimizer=momentum&lr=0.1").value());
    step(session, 30);
    REQUIRE(session.post("set sampling=epoch&batch=7").ok());
    step(session, 30);
    REQUIRE(session.post("set optimizer=adam&batch=11").ok());
    step(session, 10);
    REQUIRE(session.post("set lr=0.05&optimizer=momentum").ok());  // from the next step on: the memory is still adam's
    session.advance({0});
    return session;
  };
  Session whole = changed();
  Session second;
  REQUIRE(second.restore(throughFile(changed().checkpoint())).ok());
  for (Session* session : {&whole, &second}) {
    step(*session, 40);
  }
  CHECK(encodeCheckpoint(second.checkpoint()) == encodeCheckpoint(whole.checkpoint()));
}

TEST_CASE("checkpoint: the preprocessing comes back to the bit, in every form") {
  const Images images = someLibrary(120, 0);
  for (const std::string form : {"raw", "unit", "mean_image", "channel", "pixel"}) {
    CAPTURE(form);
    Session session(withAssignments({}, "preset=cifar_softmax&val=20&normalize=" + form).value(), images);
    const Checkpoint before = session.checkpoint();
    const Checkpoint after = throughFile(before);
    CHECK(after.images->preprocessing.scale == before.images->preprocessing.scale);
    CHECK(after.images->preprocessing.shift == before.images->preprocessing.shift);
    CHECK(after.images->classes == images->classes);
  }
}

TEST_CASE("checkpoint: a model keeps its preprocessing and validation images, and is told of other images") {
  const Images few = someLibrary(80, 0);
  Session first(withAssignments({}, "preset=cifar_softmax&val=60&batch=16").value(), few);
  step(first, 3);
  const Checkpoint saved = throughFile(first.checkpoint());
  CHECK(saved.images->validation == 40);

  auto more = std::make_shared<ImageLibrary>(*someLibrary(200, 0));
  for (std::uint8_t& pixel : more->train.pixels) pixel = std::uint8_t(pixel / 2);
  Session second({}, more);
  REQUIRE(second.restore(saved).ok());
  CHECK(contains(second.observe({}).notice, "not the images"));
  CHECK(second.snapshot().runs[0].split.validation == 40);
  CHECK(second.snapshot().runs[0].split.train == 160);
  CHECK(second.checkpoint().images->preprocessing.shift == saved.images->preprocessing.shift);
}

TEST_CASE("checkpoint: one of images needs images, of the same classes; a refusal changes nothing") {
  Session first(presetSettings("cifar_softmax"), someLibrary(50, 0));
  const Checkpoint saved = first.checkpoint();
  Session none;
  step(none, 5);
  CHECK(contains(none.restore(saved).error(), "none are loaded"));
  auto others = std::make_shared<ImageLibrary>(*someLibrary(50, 0));
  others->classes[3] = "cat";
  none.setImages(others);
  CHECK(contains(none.restore(saved).error(), "disc, ring"));
  CHECK(none.observe({}).mode == Mode::plane);
  CHECK(none.snapshot().runs[0].iteration == 5);
}

TEST_CASE("checkpoint: of two models side by side each has its own") {
  Session both(withAssignments({}, "side_by_side=1&hidden=8").value());
  step(both, 9);
  for (std::size_t i = 0; i < 2; ++i) {
    Session one;
    REQUIRE(one.restore(throughFile(both.checkpoint(i))).ok());
    const RunSnapshot& run = one.observe({}).runs[0];
    CHECK(one.snapshot().runs.size() == 1);
    CHECK(run.model == (i == 0 ? ModelKind::linear : ModelKind::two_layer));
    CHECK(run.now.loss == both.observe({}).runs[i].now.loss);
  }
}

TEST_CASE("checkpoint: after a restore, commands act on the run that was restored") {
  Session first(withAssignments({}, "classes=4&lr=0.5").value());
  step(first, 20);
  Session second;
  REQUIRE(second.post("run").ok());
  REQUIRE(second.restore(first.checkpoint()).ok());
  CHECK(second.advance({10}) == 0);
  REQUIRE(second.post("set lr=0.25").ok());
  step(second, 1);
  CHECK(second.observe({}).settings.classes == 4);
  CHECK(second.snapshot().runs[0].iteration == 21);
  REQUIRE(second.post("back").ok());
  second.advance({0});
  CHECK(second.observe({}).runs[0].now.loss == first.observe({}).runs[0].now.loss);
  REQUIRE(second.post("reset").ok());
  second.advance({0});
  CHECK(second.observe({}).runs[0].iteration == 0);
}

TEST_CASE("checkpoint: of a run that diverged it is the last finite state") {
  Session session(withAssignments({}, "lr=1e6&l2=1").value());
  REQUIRE(session.post("run").ok());
  const std::int64_t made = session.advance({1000});
  REQUIRE(made < 1000);
  const Checkpoint saved = throughFile(session.checkpoint());
  CHECK(std::get<Memento<float>>(saved.state).iteration == made);
}

}  // namespace
}  // namespace lab
