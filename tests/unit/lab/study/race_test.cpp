// Races: the same start for all, what may differ and what not, and a run that diverges while the others go on.
#include "lab/study/race.h"

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

const RaceSnapshot& raceOf(Session& session) {
  const StudiesSnapshot& studies = *session.observe({}).studies;
  REQUIRE(studies.race.has_value());
  return *studies.race;
}

std::string refusal(std::string_view text, const Settings& base = {}) {
  const Result<RacePlan> plan = planRace(text, base);
  return plan ? std::string() : plan.error();
}

TEST_CASE("race: each run is, number for number, the run that a visitor would make alone") {
  for (const char* base : {"batch=16 precision=float64", "model=two_layer batch=7 dropout=0.3 precision=float32"}) {
    Session session(settingsOf(base));
    command(session, "race start 60; lr=0.05; lr=0.5 optimizer=momentum; loss=svm");
    while (session.advance({17}) > 0) {
    }
    const RaceSnapshot& race = raceOf(session);
    REQUIRE(race.lanes.size() == 3);
    for (const RaceLane& lane : race.lanes) {
      Session alone(settingsOf(base));
      command(alone, "set " + lane.changes);
      command(alone, "step 60");
      alone.advance({60});
      const RunSnapshot& expected = test::first(alone);
      CHECK(lane.run.iteration == 60);
      CHECK(lane.finished);
      CHECK(lane.run.now.loss == expected.now.loss);
      CHECK(lane.run.now.train_accuracy == expected.now.train_accuracy);
      CHECK(lane.run.history->points().size() == expected.history->points().size());
    }
  }
}

TEST_CASE("race: all begin at the same loss, on the data and in the mode of the screen") {
  Session session(settingsOf("data=moons classes=2 seed=9"));
  command(session, "race start 10; lr=0.1; lr=1; lr=10");
  session.advance({0});
  const RaceSnapshot& race = raceOf(session);
  for (const RaceLane& lane : race.lanes) {
    CHECK(lane.run.iteration == 0);
    CHECK(lane.run.now.loss == race.lanes[0].run.now.loss);
  }
  CHECK(race.lanes[0].run.now.loss == test::first(session).now.loss);
}

TEST_CASE("race: the run on the screen rests, and training pauses the race") {
  Session session;
  command(session, "run");
  session.advance({5});
  command(session, "race start 50; lr=0.1; lr=1");
  CHECK(session.advance({20}) == 20);
  CHECK(test::first(session).iteration == 5);
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(session.observe({}).studies->running);
  command(session, "step 3");
  CHECK(session.advance({100}) == 3);
  CHECK_FALSE(session.observe({}).studies->running);
  CHECK(raceOf(session).lanes[1].run.iteration == 20);
  command(session, "race go");
  CHECK(session.advance({100}) == 30);
  CHECK_FALSE(session.observe({}).studies->running);
  CHECK(test::first(session).iteration == 8);
  command(session, "race stop");
  session.advance({0});
  CHECK_FALSE(session.observe({}).studies->race.has_value());
}

TEST_CASE("race: it is about what the commands before it have made, and starts once or not at all") {
  Session session;
  REQUIRE(session.post("set batch=7").ok());
  REQUIRE(session.post("race start 20; batch=7 lr=0.5; lr=1").ok());
  CHECK(raceOf(session).lanes[1].settings.batch == 7);
  session.advance({5});
  const Status refused = session.post("race start 20; batch=8");
  CHECK_FALSE(refused.ok());
  CHECK(session.snapshot().notice == refused.failure().shown());
  CHECK(session.observe({}).studies->running);
  CHECK(raceOf(session).lanes[0].run.iteration == 5);
  for (const char* text : {"race startled 20; lr=1", "race start20; lr=1", "search startled lr=1e-3..1"}) {
    CAPTURE(text);
    CHECK_FALSE(session.post(text).ok());
    CHECK(raceOf(session).lanes.size() == 2);
  }
}

TEST_CASE("race: a run that diverges says at which step, and the others go on to the end") {
  Session session(settingsOf("model=two_layer"));
  command(session, "race start 120; lr=1; lr=1e6; lr=0.1");
  session.advance({1000});
  const RaceSnapshot& race = raceOf(session);
  CHECK(race.lanes[1].run.diverged_at.has_value());
  CHECK(race.lanes[1].finished);
  CHECK(race.lanes[1].run.iteration < 120);
  for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
    CHECK_FALSE(race.lanes[i].run.diverged_at.has_value());
    CHECK(race.lanes[i].run.iteration == 120);
  }
}

TEST_CASE("race: times come from the lent clock, and only they do") {
  Session session, other;
  double now = 0;
  session.lendClock([&] { return now += 0.25; });
  for (Session* one : {&session, &other}) {
    command(*one, "race start 8; lr=0.1; lr=1");
    one->advance({100});
  }
  CHECK(raceOf(session).lanes[0].seconds == doctest::Approx(8 * 2 * 0.25));  // to make ready, and to step
  CHECK(raceOf(other).lanes[0].seconds == 0);
  CHECK(raceOf(session).lanes[1].run.now.loss == raceOf(other).lanes[1].run.now.loss);
}

TEST_CASE("race: what would not be fair or not be possible is refused in words") {
  CHECK(refusal("400; lr=0.1; lr=1").empty());
  CHECK(refusal("400; lr=0.1; ").empty());  // the settings as they are
  CHECK(contains(refusal("; lr=1"), "number of steps"));
  CHECK(contains(refusal("0; lr=1"), "from 1 to 1000000"));
  CHECK(contains(refusal("2.5; lr=1"), "whole number"));
  CHECK(contains(refusal("400"), "1 to 6 runs, and 0"));
  CHECK(contains(refusal("400; lr=1; lr=2; lr=3; lr=4; lr=5; lr=6; lr=7"), "and 7 were given"));
  CHECK(contains(refusal("400; lr=1; lr=fast"), "Run 2: lr=fast is not allowed"));
  for (const char* unfair : {"model=two_layer", "hidden=7", "seed=3", "batch=32", "batch_seed=1", "flip=1",
                             "sampling=epoch", "precision=float64", "init_scale=1", "preset=notes_two_layer"}) {
    CAPTURE(unfair);
    CHECK(contains(refusal(std::string("400; lr=1; ") + unfair), "Run 2 ("));
  }
  CHECK(
      contains(refusal("100; optimizer=numerical", settingsOf("preset=cifar_softmax")), "Run 1: optimizer=numerical"));
  Session session;
  CHECK_FALSE(session.post("race").ok());
  CHECK_FALSE(session.post("race go").ok());
  CHECK(contains(session.post("race jump").error(), "is not a command"));
  CHECK(contains(session.post("race start400; lr=1").error(), "is not a command"));
  CHECK(session.observe({}).notice == "There is no such command for a race.");
}

TEST_CASE("race: the ready-made ones can be started, and the step sizes do what they say") {
  for (const char* base : {"model=linear", "model=two_layer", "preset=cifar_softmax", "preset=cifar_two_layer"}) {
    const Settings settings = settingsOf(base);
    for (const ReadyRace& ready : readyRaces(settings)) {
      CAPTURE(ready.command);
      CHECK(refusal(ready.command.substr(std::string("race start").size()), settings).empty());
    }
  }
  for (const char* base : {"model=linear", "model=two_layer"}) {
    CAPTURE(base);
    Session session(settingsOf(base));
    command(session, readyRaces(settingsOf(base))[0].command);
    session.advance({1'000'000});
    const RaceSnapshot& race = raceOf(session);
    REQUIRE(race.lanes.size() == 4);
    const double good = race.lanes[1].run.now.loss;
    CHECK(race.lanes[0].run.now.loss > good + 0.02);                                   // too low: not there yet
    CHECK(race.lanes[2].run.now.loss > good + 0.02);                                   // high: does not settle
    CHECK((race.lanes[3].run.diverged_at || race.lanes[3].run.now.loss > 10 * good));  // too high
  }
}

}  // namespace
}  // namespace lab
