// The linear and the two-layer run of one data set: both exist, and a look at one costs the other nothing.
#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/presets.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

RunSnapshot seen(Session& session, const char* model) {
  command(session, std::string("set side_by_side=0 model=") + model);
  return first(session);
}

TEST_CASE("models: a look costs no run, whichever way it goes and however often") {
  for (const char* text : {"", "preset=notes_linear", "batch=20&sampling=epoch&hidden=9&optimizer=adam&lr=0.01"}) {
    CAPTURE(text);
    Session session(settingsOf(text));
    step(session, 70);
    const RunSnapshot linear = first(session);
    const RunSnapshot fresh = seen(session, "two_layer");
    CHECK(fresh.iteration == 0);
    step(session, 30);
    const RunSnapshot two_layer = first(session);
    const std::string notice = session.observe({}).notice;
    for (int i = 0; i < 3; ++i) {
      checkSameRun(seen(session, "linear"), linear);
      checkSameRun(seen(session, "two_layer"), two_layer);
      command(session, "set side_by_side=1");
      REQUIRE(session.observe({}).runs.size() == 2);
      checkSameRun(session.snapshot().runs[0], linear);
      checkSameRun(session.snapshot().runs[1], two_layer);
    }
    CHECK(session.snapshot().undo.empty());
    CHECK(session.snapshot().notice == notice);
  }
}

TEST_CASE("models: the run that is looked at later is the one that begins with its settings") {
  Session session(settingsOf("hidden=7&lr=0.5"));
  step(session, 10);
  Session alone(settingsOf("hidden=7&lr=0.5&model=two_layer"));
  step(alone, 25);
  seen(session, "two_layer");
  step(session, 25);
  checkSameRun(first(session), first(alone));
}

TEST_CASE("models: training, steps back and reset act on what is shown") {
  Session session(settingsOf("hidden=6"));
  step(session, 40);
  seen(session, "two_layer");
  step(session, 20);
  command(session, "back 5");
  CHECK(seen(session, "linear").iteration == 40);
  CHECK(seen(session, "two_layer").iteration == 15);
  command(session, "reset");
  CHECK(first(session).iteration == 0);
  CHECK(seen(session, "linear").iteration == 40);
  seen(session, "two_layer");
  step(session, 3);
  command(session, "set side_by_side=1");
  step(session, 10);  // each from where it is
  CHECK(session.observe({}).runs[0].iteration == 50);
  CHECK(session.snapshot().runs[1].iteration == 13);
}

TEST_CASE("models: together starts both again, and undo brings both back as they were") {
  Session session(settingsOf("hidden=6"));
  step(session, 40);
  seen(session, "two_layer");
  step(session, 20);
  const RunSnapshot two_layer = first(session);
  command(session, "together");
  REQUIRE(session.observe({}).runs.size() == 2);
  CHECK(session.snapshot().settings.side_by_side);
  CHECK(session.snapshot().runs[0].iteration == 0);
  CHECK(session.snapshot().runs[1].iteration == 0);
  CHECK(session.snapshot().notice_offers_undo);
  step(session, 5);
  CHECK(session.observe({}).runs[1].iteration == 5);
  command(session, "undo");
  CHECK(session.observe({}).runs.size() == 1);
  checkSameRun(first(session), two_layer);
  CHECK(seen(session, "linear").iteration == 40);
}

TEST_CASE("models: started together after runs of their own, both published tables come out") {
  Session session(settingsOf("preset=notes_linear"));
  step(session, 33);
  seen(session, "two_layer");
  step(session, 7);
  command(session, "together");
  step(session, 1001);
  const Snapshot& snapshot = session.observe({});
  REQUIRE(snapshot.runs[0].published.size() == 20);
  for (const PublishedCheck& check : snapshot.runs[0].published) CHECK(check.matches);
  REQUIRE(snapshot.runs[1].published.size() == 10);
  CHECK(snapshot.runs[1].published[0].matches);
  CHECK(snapshot.runs[1].published[1].matches);
}

TEST_CASE("models: a setting changes both where they agreed, and only what is shown where they differed") {
  Session session(settingsOf("hidden=6"));
  step(session, 10);
  command(session, "set lr=0.25");  // they agreed
  CHECK(seen(session, "two_layer").settings.lr == 0.25);
  step(session, 5);
  command(session, "start l2=0.5");  // of the model that is shown alone
  CHECK(first(session).iteration == 0);
  CHECK(seen(session, "linear").settings.l2 == 1e-3);
  CHECK(first(session).iteration == 10);
  command(session, "set l2=0.125");  // they differed
  CHECK(seen(session, "two_layer").settings.l2 == 0.5);
  command(session, "set side_by_side=1");
  command(session, "set l2=0.5");
  CHECK(session.observe({}).runs[0].settings.l2 == 0.5);
  CHECK(session.snapshot().runs[1].settings.l2 == 0.5);
}

TEST_CASE("models: with both on the screen a value is given to both, also where one had it already") {
  Session session(settingsOf("model=two_layer"));
  command(session, "start lr=0.5");
  command(session, "set side_by_side=1 model=linear");
  REQUIRE(session.observe({}).runs[1].settings.lr == 0.5);
  command(session, "set lr=1");
  CHECK(session.observe({}).runs[1].settings.lr == 1);
}

TEST_CASE("models: hidden units are nothing to the linear run") {
  Session session;
  step(session, 12);
  seen(session, "two_layer");
  step(session, 8);
  command(session, "set hidden=5");
  CHECK(first(session).iteration == 0);
  CHECK(first(session).parameters == 2 * 5 + 5 + 5 * 3 + 3);
  CHECK(seen(session, "linear").iteration == 12);
  command(session, "set hidden=9");  // from the linear view
  CHECK(first(session).iteration == 12);
  CHECK(seen(session, "two_layer").parameters == 2 * 9 + 9 + 9 * 3 + 3);
}

TEST_CASE("models: other data and other first weights begin both anew") {
  for (const char* change : {"set seed=3", "set data=moons", "set init_scale=0.5", "set precision=float64"}) {
    CAPTURE(change);
    Session session(settingsOf("hidden=6"));
    step(session, 12);
    seen(session, "two_layer");
    step(session, 8);
    command(session, change);
    CHECK(first(session).iteration == 0);
    CHECK(seen(session, "linear").iteration == 0);
  }
}

TEST_CASE("models: a preset begins its own model's run and leaves a trained one of the other alone") {
  Session session(settingsOf("lr=0.5&hidden=6"));
  step(session, 12);
  command(session, "set preset=notes_two_layer");
  CHECK(first(session).settings == settingsOf("preset=notes_two_layer"));
  const RunSnapshot linear = seen(session, "linear");
  CHECK(linear.iteration == 12);
  CHECK(linear.settings.lr == 0.5);
  // One that was never trained has nothing to lose, and follows.
  Session untrained(settingsOf("lr=0.5"));
  command(untrained, "set preset=notes_two_layer");
  CHECK(seen(untrained, "linear").settings == settingsOf("preset=notes_linear"));
}

TEST_CASE("models: a text that names a model is about that model's settings") {
  Session session(settingsOf("preset=notes_linear"));
  command(session, "set model=two_layer&hidden=50");
  CHECK(session.observe({}).settings == settingsOf("preset=notes_two_layer&hidden=50"));
  CHECK(seen(session, "linear").settings.init_skip == linear_init_skip);
}

TEST_CASE("models: on images each keeps its own learning rate, and the first look says what differs") {
  Session session(settingsOf("preset=cifar_softmax&val=60&batch=40"), test::someLibrary(300, 10));
  CHECK(session.observe({}).notice.empty());
  step(session, 4);
  const RunSnapshot linear = first(session);
  command(session, "set model=two_layer");
  // A batch size of one's own is no image preset any more: the other model follows it.
  CHECK(session.observe({}).settings.lr == linear.settings.lr);

  Session preset(presetSettings("cifar_softmax"), test::someLibrary(300, 10));
  step(preset, 4);
  command(preset, "set model=two_layer");
  const Snapshot& net = preset.observe({});
  CHECK(net.settings == presetSettings("cifar_two_layer"));
  CHECK(contains(net.notice, "learning rate 0.01 instead of 0.001"));
  CHECK(contains(net.notice, "L2 penalty 0.06 instead of 2"));
  CHECK_FALSE(contains(net.notice, "="));
  CHECK_FALSE(contains(net.notice, "hidden"));  // a linear model has none
  REQUIRE_FALSE(net.notice_offer_command.empty());
  CHECK(net.notice_offer_label == "Use the linear model's settings");

  command(preset, net.notice_offer_command);
  CHECK(first(preset).settings.lr == 1e-3);
  CHECK(first(preset).settings.l2 == 2);
  CHECK(first(preset).settings.hidden == 200);
  CHECK(preset.snapshot().notice_offer_command.empty());
  command(preset, "undo");
  CHECK(first(preset).settings.lr == 0.01);
  CHECK(seen(preset, "linear").iteration == 4);
  command(preset, "set model=two_layer");  // not the first look any more
  CHECK_FALSE(contains(preset.observe({}).notice, "of its own"));
}

TEST_CASE("models: a step that would take too long is not passed on to the model that is not shown") {
  Session session(settingsOf("hidden=1000"));
  command(session, "set optimizer=numerical");
  CHECK(seen(session, "two_layer").settings.optimizer == OptimizerKind::sgd);
  command(session, "set side_by_side=1");  // a look is never refused
  CHECK_FALSE(session.post("set optimizer=numerical").ok());
}

TEST_CASE("undo and redo: the screen goes to the run that comes back, and to no other") {
  Session session(settingsOf("model=linear"));
  step(session, 30);
  command(session, "reset");
  command(session, "set model=two_layer");
  command(session, "undo");
  CHECK(contains(session.observe({}).notice, "the linear run at iteration 30"));
  CHECK(session.snapshot().settings.model == ModelKind::linear);
  command(session, "redo");
  CHECK(contains(session.observe({}).notice, "Redone: the linear run"));
  CHECK(session.snapshot().settings.model == ModelKind::linear);
}

}  // namespace
}  // namespace lab
