// The session's ways back: reset, steps undone, what is left after a divergence; and two runs on one clock.
#include "lab/session/session.h"

#include <cmath>

#include <doctest/doctest.h>

#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

TEST_CASE("session: reset is the start again, to the bit") {
  for (const std::string_view text : many_kinds) {
    CAPTURE(std::string(text));
    Session session(settingsOf(text));
    Session fresh(settingsOf(text));
    command(session, "run");
    session.advance({30});
    command(session, "reset");
    CHECK(session.observe({}).state == RunState::paused);
    checkSameRun(first(session), first(fresh));
    for (Session* one : {&session, &fresh}) {
      command(*one, "step 30");
      one->advance({30});
    }
    checkSameRun(first(session), first(fresh));
  }
}

TEST_CASE("session: back undoes steps, and going on repeats them") {
  for (const std::string_view text : many_kinds) {
    CAPTURE(std::string(text));
    Session session(settingsOf(text));
    Session straight(settingsOf(text));
    Session shorter(settingsOf(text));
    CHECK_FALSE(session.observe({}).can_step_back);
    command(session, "run");
    session.advance({40});
    CHECK(session.observe({}).can_step_back);
    command(session, "back 7");
    command(shorter, "step 33");
    shorter.advance({33});
    CHECK(session.observe({}).state == RunState::paused);
    for (std::size_t i = 0; i < session.observe({}).runs.size(); ++i) {
      checkSameRun(session.observe({}).runs[i], shorter.observe({}).runs[i]);
    }
    command(session, "back");
    command(session, "run");
    session.advance({18});
    command(straight, "run");
    straight.advance({50});
    for (std::size_t i = 0; i < session.observe({}).runs.size(); ++i) {
      checkSameRun(session.observe({}).runs[i], straight.observe({}).runs[i]);
    }
  }
}

TEST_CASE("session: back as far as it remembers, and no further than the start") {
  Session session;
  command(session, "step 3");
  session.advance({3});
  command(session, "back 100");
  CHECK(first(session).iteration == 0);
  CHECK_FALSE(session.observe({}).can_step_back);
  command(session, "back");
  CHECK(first(session).iteration == 0);
  command(session, "run");
  session.advance({1000});
  command(session, "back 1000000");
  const std::int64_t reached = first(session).iteration;
  CHECK(reached < 1000);
  CHECK(reached > 0);
  CHECK(contains(session.observe({}).notice, std::to_string(1000 - reached)));
}

TEST_CASE("session: divergence is a state with a step number, and keeps the last finite parameters") {
  for (const char* text : {"lr=1e6&l2=1&precision=float64", "lr=1e6&l2=1", "lr=1e6&l2=1&model=two_layer&batch=32"}) {
    CAPTURE(text);
    Session session(settingsOf(text));
    command(session, "run");
    const std::int64_t made = session.advance({100000});
    REQUIRE(made < 100000);
    const Snapshot& snapshot = session.observe({});
    CHECK(snapshot.state == RunState::diverged);
    REQUIRE(snapshot.runs[0].diverged_at.has_value());
    CHECK(*snapshot.runs[0].diverged_at == made);
    CHECK(snapshot.runs[0].iteration == made);
    CHECK(std::isfinite(snapshot.runs[0].now.train_accuracy));
    for (const HistoryPoint& point : snapshot.runs[0].history->points()) CHECK(std::isfinite(point.loss));

    // It stays there, whatever is asked, until something is done about it.
    command(session, "run");
    CHECK(session.advance({10}) == 0);
    command(session, "step 5");
    CHECK(session.advance({10}) == 0);
    CHECK(session.observe({}).state == RunState::diverged);

    command(session, "back 2");
    CHECK(session.observe({}).state == RunState::paused);
    CHECK(first(session).iteration == made - 2);
    CHECK_FALSE(first(session).diverged_at.has_value());
    command(session, "set lr=0");
    command(session, "step 5");
    CHECK(session.advance({10}) == 5);

    command(session, "reset");
    CHECK(session.observe({}).state == RunState::paused);
    CHECK(first(session).iteration == 0);
  }
}

TEST_CASE("session: diverging in other chunks ends at the same step with the same parameters") {
  const char* text = "lr=1e6&l2=1&precision=float64";
  Session in_one_go(settingsOf(text));
  Session in_chunks(settingsOf(text));
  command(in_one_go, "run");
  in_one_go.advance({100000});
  command(in_chunks, "run");
  for (int i = 0; i < 30000; ++i) in_chunks.advance({3});
  checkSameRun(first(in_one_go), first(in_chunks));
}

TEST_CASE("session: side by side both models see one clock, each as it would alone") {
  const std::string shared = "classes=4&points=30&hidden=12&init=he&lr=0.2&batch=25&precision=float64";
  Session both(settingsOf(shared + "&side_by_side=1"));
  Session linear(settingsOf(shared + "&model=linear"));
  Session two_layer(settingsOf(shared + "&model=two_layer"));
  for (Session* session : {&both, &linear, &two_layer}) {
    command(*session, "step 60");
    CHECK(session->advance({100}) == 60);
  }
  const Snapshot& snapshot = both.observe({});
  REQUIRE(snapshot.runs.size() == 2);
  checkSameRun(snapshot.runs[0], first(linear));
  checkSameRun(snapshot.runs[1], first(two_layer));
}

TEST_CASE("session: side by side, one that diverges stops both at the same iteration") {
  Session session(settingsOf("side_by_side=1&lr=25&l2=0.1&precision=float64"));
  command(session, "run");
  const std::int64_t made = session.advance({100000});
  REQUIRE(made < 100000);
  const Snapshot& snapshot = session.observe({});
  CHECK(snapshot.state == RunState::diverged);
  CHECK(snapshot.runs[0].diverged_at.has_value() != snapshot.runs[1].diverged_at.has_value());
  CHECK(snapshot.runs[0].iteration == made);
  CHECK(snapshot.runs[1].iteration == made);
  command(session, "back 3");
  CHECK(session.observe({}).runs[0].iteration == made - 3);
  CHECK(session.observe({}).runs[1].iteration == made - 3);
}

TEST_CASE("session: back goes to where the press began, to the bit, though single steps reach less far") {
  for (const std::string_view text : many_kinds) {
    CAPTURE(std::string(text));
    Session session(settingsOf(text));
    Session fresh(settingsOf(text));
    Session straight(settingsOf(text));
    CHECK_FALSE(session.observe({}).can_go_back);
    for (const std::int64_t steps : {40, 150, 200}) {  // each further than the one before remembers single steps
      command(session, "step " + std::to_string(steps));
      session.advance({steps});
    }
    command(straight, "step 190");
    straight.advance({190});
    command(session, "back press");
    for (std::size_t i = 0; i < session.observe({}).runs.size(); ++i) {
      checkSameRun(session.observe({}).runs[i], straight.observe({}).runs[i]);
    }
    CHECK(session.observe({}).can_go_back);
    command(session, "back press");
    CHECK(first(session).iteration == 40);
    command(session, "back press");
    for (std::size_t i = 0; i < session.observe({}).runs.size(); ++i) {
      checkSameRun(session.observe({}).runs[i], fresh.observe({}).runs[i]);
    }
    CHECK_FALSE(session.observe({}).can_go_back);
    command(session, "back press");
    CHECK(first(session).iteration == 0);
    command(session, "step 190");
    session.advance({190});
    checkSameRun(first(session), first(straight));
  }
}

TEST_CASE("session: a press is what was asked for until it ended") {
  Session session;
  command(session, "run");
  session.advance({100});
  command(session, "step 5");  // while it runs: the same press
  session.advance({50});
  command(session, "pause");
  command(session, "run");
  command(session, "pause");  // made no step: no press to go back to
  command(session, "run");
  session.advance({30});
  command(session, "back press");  // also while it runs
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(first(session).iteration == 150);
  command(session, "back 7");  // single steps leave the presses before them
  CHECK(first(session).iteration == 143);
  command(session, "back press");
  CHECK(first(session).iteration == 0);
}

TEST_CASE("session: sixteen presses and more are remembered, of a net of millions of parameters one") {
  Session session;
  for (int i = 0; i < 40; ++i) {
    command(session, "step 3");
    session.advance({3});
  }
  int presses = 0;
  for (; session.observe({}).can_go_back; ++presses) command(session, "back press");
  CHECK(presses >= 16);
  CHECK(presses < 40);
  Session huge(settingsOf("preset=cifar_two_layer&hidden=1000&val=10&batch=10"), test::someLibrary(40, 0));
  for (int i = 0; i < 3; ++i) {
    command(huge, "step 2");
    huge.advance({2});
  }
  CHECK(huge.observe({}).can_go_back);
  command(huge, "back press");
  CHECK(first(huge).iteration == 4);
  CHECK_FALSE(huge.observe({}).can_go_back);
}

TEST_CASE("session: a press that diverged is gone back from") {
  Session session(settingsOf("lr=1e6&l2=1"));
  command(session, "run");
  session.advance({100000});
  REQUIRE(session.observe({}).state == RunState::diverged);
  CHECK(session.observe({}).can_go_back);
  command(session, "back press");
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(first(session).iteration == 0);
}

}  // namespace
}  // namespace lab
