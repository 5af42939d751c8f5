// Nothing is lost: whatever ends a run keeps it whole, undo brings it back to the bit, and redo goes forward again.
#include <doctest/doctest.h>

#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

constexpr const char* ending_acts[] = {
    "reset",
    "set seed=5",
    "set data=circles",
    "set points=20&classes=4",
    "generate",
    "set init=zero",
    "set precision=float64&init_seed=3",
    "set preset=notes_two_layer",
    "start lr=0.125",
    "start",
    "together",
};

TEST_CASE("undo: every act that ends a run gives it back whole, and it goes on as if nothing had been") {
  for (const std::string_view kind : many_kinds) {
    for (const char* act : ending_acts) {
      if (std::string_view(act) == "set preset=notes_two_layer" && settingsOf(kind).model == ModelKind::linear)
        continue;
      CAPTURE(std::string(kind));
      CAPTURE(act);
      Session session(settingsOf(kind));
      Session straight(settingsOf(kind));
      step(session, 70);
      step(straight, 100);
      const Snapshot before = session.observe({});
      if (before.settings.precision == Precision::float64 && contains(act, "precision")) continue;
      command(session, act);
      const Snapshot after = session.observe({});
      CHECK(after.runs[0].iteration == 0);
      CHECK(after.notice_offers_undo);
      CHECK(contains(after.undo, "at iteration 70 on the "));
      for (const char* strange : {"=", "_"}) CHECK_FALSE(contains(after.notice, strange));
      command(session, "step 3");
      session.advance({3});
      command(session, "undo");
      const Snapshot back = session.observe({});
      CHECK(back.settings == before.settings);
      CHECK(back.data_revision == before.data_revision);
      CHECK(back.data == before.data);
      CHECK_FALSE(back.notice_offers_undo);
      CHECK(back.undo.empty());
      CHECK_FALSE(back.redo.empty());
      REQUIRE(back.runs.size() == before.runs.size());
      for (std::size_t i = 0; i < back.runs.size(); ++i) checkSameRun(back.runs[i], before.runs[i]);
      command(session, "back 10");  // also the way back is still there
      CHECK(first(session).iteration == 60);
      step(session, 40);
      for (std::size_t i = 0; i < back.runs.size(); ++i) {
        checkSameRun(session.observe({}).runs[i], straight.observe({}).runs[i]);
      }
      command(session, "redo");
      CHECK(session.observe({}).runs[0].iteration == 3);
      CHECK(session.snapshot().settings == after.settings);
      CHECK(session.snapshot().data_revision == after.data_revision);
      CHECK(session.snapshot().redo.empty());
      command(session, "undo");
      CHECK(first(session).iteration == 100);
    }
  }
}

TEST_CASE("undo: a chain of acts goes back and forth one by one") {
  Session session(settingsOf("model=two_layer&hidden=4"));
  std::vector<Settings> settings;
  for (int i = 0; i < 8; ++i) {
    step(session, 10 + i);
    settings.push_back(session.observe({}).settings);
    command(session, "set hidden=" + std::to_string(5 + i));
    CHECK(contains(session.observe({}).notice, std::to_string(5 + i) + " hidden units"));
  }
  for (int i = 7; i >= 0; --i) {
    command(session, "undo");
    CHECK(first(session).iteration == 10 + i);
    CHECK(session.snapshot().settings == settings[static_cast<std::size_t>(i)]);
  }
  CHECK_FALSE(session.post("undo").ok());
  for (int i = 0; i < 8; ++i) command(session, "redo");
  CHECK(first(session).parameters == 2 * 12 + 12 + 12 * 3 + 3);
  CHECK_FALSE(session.post("redo").ok());
  command(session, "undo");
  command(session, "reset");
  CHECK(session.observe({}).redo.empty());  // another way was taken
}

TEST_CASE("undo: the run that was not ended goes on, and takes back what the act changed in its settings") {
  Session session(settingsOf("model=two_layer&hidden=8"));
  step(session, 20);
  command(session, "set hidden=3&lr=0.5");
  command(session, "set model=linear");
  step(session, 11);
  CHECK(first(session).settings.lr == 0.5);
  command(session, "undo");
  CHECK(session.observe({}).settings.model == ModelKind::two_layer);
  CHECK(first(session).iteration == 20);
  CHECK(first(session).settings.lr == 1);
  command(session, "set model=linear");
  CHECK(first(session).iteration == 11);
  CHECK(first(session).settings.lr == 1);
  CHECK(first(session).settings.hidden == 8);
}

TEST_CASE("undo: an act with nothing to lose keeps nothing, a change of settings comes back") {
  Session session;
  command(session, "reset");
  CHECK(session.observe({}).undo.empty());
  command(session, "generate");
  CHECK(session.observe({}).undo.empty());
  command(session, "set seed=4");
  CHECK_FALSE(session.observe({}).undo.empty());
  command(session, "undo");
  CHECK(session.observe({}).settings == Settings{});
}

TEST_CASE("undo: a slider on its way is one act, and brings back what was trained before it") {
  Session session;
  step(session, 30);
  for (const char* noise : {"0.21", "0.25", "0.3", "0.4"}) command(session, std::string("set noise=") + noise);
  command(session, "undo");
  CHECK(first(session).iteration == 30);
  CHECK(session.snapshot().settings.noise == 0.2);
  CHECK(session.snapshot().undo.empty());
  command(session, "redo");
  CHECK(session.observe({}).settings.noise == 0.4);
  CHECK(session.snapshot().data->size() == 300);
}

TEST_CASE("undo: a refused command leaves settings, runs and both directions unharmed") {
  Session session(settingsOf("model=two_layer&hidden=4"));
  step(session, 20);
  command(session, "set hidden=5");
  step(session, 9);
  command(session, "set hidden=6");
  command(session, "undo");
  const Snapshot before = session.observe({});
  REQUIRE_FALSE(before.undo.empty());
  REQUIRE_FALSE(before.redo.empty());
  for (const char* text :
       {"set hidden=0", "set hidden=7&lr=x", "set preset=none", "start hidden=0", "jump", "undo 3"}) {
    CAPTURE(text);
    CHECK_FALSE(session.post(text).ok());
    session.advance({0});
    const Snapshot& after = session.observe({});
    CHECK(after.settings == before.settings);
    CHECK(after.undo == before.undo);
    CHECK(after.redo == before.redo);
    checkSameRun(after.runs[0], before.runs[0]);
  }
}

TEST_CASE("undo: the offer stays with its notice, also behind a refusal that was answered") {
  Session session;
  step(session, 20);
  command(session, "reset");
  const std::string notice = session.observe({}).notice;
  REQUIRE(session.snapshot().notice_offers_undo);
  command(session, "set lr=0.5");
  step(session, 2);
  CHECK(session.observe({}).notice_offers_undo);
  CHECK_FALSE(session.post("set lr=x").ok());
  CHECK_FALSE(session.observe({}).notice_offers_undo);
  command(session, "set lr=0.25");
  CHECK(session.observe({}).notice_offers_undo);
  CHECK(session.snapshot().notice == notice);
}

TEST_CASE("undo: commands before it in the queue come first, those after it act on what came back") {
  Session session;
  REQUIRE(session.post("step 5").ok());
  session.advance({5});
  REQUIRE(session.post("set seed=1").ok());
  REQUIRE(session.post("undo").ok());
  REQUIRE(session.post("set model=two_layer&hidden=7").ok());
  session.advance({0});
  CHECK(session.observe({}).settings == settingsOf("model=two_layer&hidden=7"));
  command(session, "set model=linear");
  CHECK(first(session).iteration == 5);
}

TEST_CASE("undo: each mode has its own, and never leaves it") {
  Session session;
  session.setImages(test::someLibrary(120, 10));
  step(session, 6);
  command(session, "set seed=1");
  REQUIRE_FALSE(session.observe({}).undo.empty());
  command(session, "mode images");
  CHECK(session.observe({}).undo.empty());
  CHECK_FALSE(session.snapshot().notice_offers_undo);
  CHECK_FALSE(session.post("undo").ok());
  CHECK(session.observe({}).mode == Mode::images);
  command(session, "set val=20&batch=20");
  step(session, 3);
  command(session, "set train=50");
  step(session, 2);
  command(session, "mode plane");
  command(session, "undo");
  CHECK(session.observe({}).mode == Mode::plane);
  CHECK(first(session).iteration == 6);
  CHECK(session.snapshot().settings.seed == 0);
  command(session, "mode images");
  CHECK(first(session).iteration == 2);
  command(session, "undo");
  CHECK(first(session).iteration == 3);
  CHECK(first(session).split.train == 100);
}

TEST_CASE("undo: a setting that acts on the run as it goes on is taken back alone") {
  Session session(settingsOf("model=two_layer&hidden=5"));
  step(session, 10);
  for (const char* rate : {"2", "4", "10"}) command(session, std::string("set lr=") + rate);  // a drag of the slider
  step(session, 3);
  command(session, "run");
  CHECK(session.observe({}).undo == "learning rate 1");
  CHECK_FALSE(session.snapshot().notice_offers_undo);
  command(session, "undo");
  CHECK(session.observe({}).settings.lr == 1);
  CHECK(session.snapshot().state == RunState::running);
  CHECK(first(session).iteration == 13);
  CHECK(session.snapshot().redo == "learning rate 10");
  command(session, "redo");
  CHECK(session.observe({}).settings.lr == 10);
  CHECK(session.snapshot().undo == "learning rate 1");
  command(session, "set l2=0.1");
  command(session, "set model=linear");
  CHECK(session.observe({}).undo == "L2 penalty 0.001");
  // Another setting, another entry; a look is none.
  command(session, "undo");
  command(session, "undo");
  CHECK(session.observe({}).settings.lr == 1);
  CHECK(session.snapshot().settings.model == ModelKind::linear);
  CHECK(session.snapshot().undo.empty());
}

TEST_CASE("undo: a slider closes no way forward to a run, and no number of them pushes runs out") {
  Session session;
  step(session, 7);
  command(session, "reset");
  step(session, 30);
  command(session, "undo");
  command(session, "set lr=2");
  REQUIRE(session.observe({}).redo.find("iteration 30") != std::string::npos);
  command(session, "redo");
  CHECK(first(session).iteration == 30);

  for (int i = 0; i < 100; ++i)
    command(session, i % 2 == 0 ? "set lr=" + std::to_string(i + 1) : "set l2=0.0" + std::to_string(i));
  while (first(session).iteration == 30 && session.post("undo").ok()) session.observe({});
  CHECK(first(session).iteration == 7);
}

TEST_CASE("undo: images that came meanwhile are learned from by the run that comes back") {
  const auto all = test::someLibrary(200, 10);
  auto some = std::make_shared<ImageLibrary>(*all);
  some->train.y.resize(100);
  some->train.pixels.resize(100 * 3072);
  Session session(settingsOf("preset=cifar_softmax&val=20&batch=20"), some);
  step(session, 3);
  command(session, "reset");
  session.setImages(all);
  command(session, "undo");
  CHECK(first(session).iteration == 3);
  CHECK(first(session).split.train == 180);
  CHECK(first(session).split.validation == 20);
  step(session, 2);
  // Where validation comes last, its images have moved to where others were learned from.
  command(session, "set val_from=last");
  step(session, 2);
  command(session, "reset");
  session.setImages(some);
  CHECK(session.observe({}).undo.find("iteration 2") == std::string::npos);
}

TEST_CASE("undo: a model that was loaded gives way to the run before it") {
  Session session(settingsOf("model=two_layer&hidden=5"));
  step(session, 14);
  const RunSnapshot before = first(session);
  Session other(settingsOf("classes=4"));
  step(other, 3);
  REQUIRE(session.restore(other.checkpoint()).ok());
  CHECK(session.observe({}).notice_offers_undo);
  CHECK(session.snapshot().settings.classes == 4);
  command(session, "undo");
  checkSameRun(first(session), before);
  command(session, "redo");
  CHECK(encodeCheckpoint(session.checkpoint()) == encodeCheckpoint(other.checkpoint()));
}

TEST_CASE("undo: memory stays bounded, five small runs stay, and of huge ones the last") {
  Session small(settingsOf("model=two_layer"));
  for (int i = 0; i < 100; ++i) {
    step(small, 2);
    command(small, "reset");
  }
  int kept = 0;
  while (small.post("undo").ok()) ++kept;
  CHECK(kept >= 5);
  CHECK(kept <= static_cast<int>(RunStore::most_entries));

  // 3 million parameters: 12 MB, and as much for each way back.
  Session huge(settingsOf("preset=cifar_two_layer&hidden=1000&val=10&batch=10&optimizer=adam"),
               test::someLibrary(40, 0));
  for (int i = 0; i < 4; ++i) {
    step(huge, 1);
    command(huge, "reset");
  }
  kept = 0;
  while (huge.post("undo").ok()) ++kept;
  CHECK(kept >= 1);
  CHECK(kept < 4);
  CHECK(first(huge).iteration == 1);
}

TEST_CASE("undo: the store counts what it holds") {
  RunStore store;
  for (int i = 0; i < 3; ++i) {
    KeptRuns runs;
    runs.title = std::to_string(i);
    runs.ended = {true, false};
    store.keep(std::move(runs));
  }
  CHECK(store.past().size() == 3);
  CHECK(store.past()[0].id < store.past()[1].id);
  CHECK(store.undoable()->title == "2");
  store.putRedoable(store.takeUndoable());
  CHECK(store.redoable()->title == "2");
  CHECK(store.undoable()->title == "1");
  KeptRuns other;
  other.ended = {true, true};
  store.keep(std::move(other));
  CHECK(store.redoable() == nullptr);
  CHECK(store.undoable()->bytes() > 0);
}

TEST_CASE("forget: everything is as on a first visit") {
  Session session(settingsOf("preset=notes_linear"));
  Session fresh(settingsOf("preset=notes_linear"));
  step(session, 20);
  command(session, "set seed=3");
  step(session, 20);
  command(session, "set model=two_layer");
  command(session, "speed 5");
  command(session, "run");
  command(session, "forget");
  CHECK(session.observe({}).auto_speed);
  const Snapshot& after = session.observe({});
  CHECK(after.settings == fresh.observe({}).settings);
  CHECK(after.state == RunState::paused);
  CHECK(after.speed == fresh.snapshot().speed);
  CHECK(after.undo.empty());
  CHECK(after.redo.empty());
  CHECK(after.notice.empty());
  for (Session* one : {&session, &fresh}) step(*one, 10);
  checkSameRun(first(session), first(fresh));
}

}  // namespace
}  // namespace lab
