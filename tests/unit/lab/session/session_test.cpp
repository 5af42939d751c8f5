// The session: the same settings and commands give the same run, however it is driven; nothing happens behind the
// visitor's back, and a refusal changes nothing.
#include "lab/session/session.h"

#include <algorithm>
#include <variant>

#include <doctest/doctest.h>

#include "session_support.h"

namespace lab {
namespace {

using namespace test;

TEST_CASE("session: odd chunks, observed at every turn, give the run of one go") {
  for (const std::string_view text : many_kinds) {
    CAPTURE(std::string(text));
    Session in_one_go(settingsOf(text));
    Session in_chunks(settingsOf(text));
    command(in_one_go, "run");
    REQUIRE(in_one_go.advance({500}) == 500);
    command(in_chunks, "run");
    std::int64_t made = 0;
    for (std::int64_t chunk = 1; made < 500; chunk = chunk * 5 % 23) {
      made += in_chunks.advance({std::min(chunk, 500 - made)});
      View view;
      view.regions = chunk % 2 == 0;
      view.region_size = 16;
      view.hidden_units = chunk % 3 == 0;
      view.example = chunk;
      in_chunks.observe(view);
    }
    const Snapshot& a = in_one_go.observe({});
    const Snapshot& b = in_chunks.observe({});
    REQUIRE(a.runs.size() == b.runs.size());
    for (std::size_t i = 0; i < a.runs.size(); ++i) checkSameRun(a.runs[i], b.runs[i]);
  }
}

TEST_CASE("session: steps are owed, counted and then done") {
  Session session;
  CHECK(session.advance({100}) == 0);  // nobody asked for steps
  REQUIRE(session.post("step 10").ok());
  CHECK(first(session).iteration == 0);  // not before the next advance
  CHECK(session.advance({4}) == 4);
  CHECK(session.observe({}).steps_owed == 6);
  CHECK(session.observe({}).state == RunState::running);
  CHECK(session.advance({100}) == 6);
  CHECK(session.observe({}).steps_owed == 0);
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(first(session).iteration == 10);
  REQUIRE(session.post("step").ok());
  REQUIRE(session.post("step 2").ok());
  CHECK(session.advance({100}) == 3);
}

TEST_CASE("session: run and pause") {
  Session session;
  command(session, "run");
  CHECK(session.observe({}).state == RunState::running);
  CHECK(session.advance({7}) == 7);
  CHECK(session.advance({0}) == 0);
  command(session, "pause");
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(session.advance({7}) == 0);
  CHECK(first(session).iteration == 7);
  command(session, "step 5");
  command(session, "pause");  // also drops what is owed
  CHECK(session.advance({7}) == 0);
}

TEST_CASE("session: a refused command changes nothing but the notice") {
  Session session(settingsOf("lr=0.5"));
  command(session, "step 3");
  session.advance({3});
  const Snapshot before = session.observe({});
  for (const char* text :
       {"set lr=-1", "set points=5&lr=fast", "set colour=red", "jump", "step 0", "speed -1", "set"}) {
    CAPTURE(text);
    const Status status = session.post(text);
    REQUIRE_FALSE(status.ok());
    session.advance({10});
    const Snapshot& after = session.observe({});
    CHECK(after.settings == before.settings);
    CHECK(after.runs[0].iteration == 3);
    CHECK(after.run_revision == before.run_revision);
    CHECK(after.data_revision == before.data_revision);
    CHECK(after.notice == status.failure().shown());
    CHECK(after.notice_is_error);
    CHECK(after.notice_revision > before.notice_revision);
  }
  // Commands around a refused one are carried out.
  REQUIRE(session.post("set lr=0.25").ok());
  REQUIRE_FALSE(session.post("set lr=nan").ok());
  REQUIRE(session.post("step 2").ok());
  CHECK(session.advance({10}) == 2);
  CHECK(session.observe({}).settings.lr == 0.25);
}

TEST_CASE("session: commands apply in order, later ones to what earlier ones made") {
  Session session;
  REQUIRE(session.post("set preset=notes_two_layer").ok());
  REQUIRE(session.post("set lr=0.5").ok());
  REQUIRE(session.post("step 4").ok());
  REQUIRE(session.post("set l2=0").ok());
  CHECK(session.advance({10}) == 4);
  const Snapshot& snapshot = session.observe({});
  CHECK(snapshot.settings == settingsOf("preset=notes_two_layer&lr=0.5&l2=0"));
  CHECK(snapshot.runs[0].model == ModelKind::two_layer);
}

TEST_CASE("session: a command is carried out when it is posted; only steps wait") {
  Session session;
  REQUIRE(session.post(commands::Step{4}).ok());
  REQUIRE(session.post("set lr=0.25&classes=4").ok());  // a new run: what was owed is not owed any more
  CHECK(session.settings().lr == 0.25);
  REQUIRE(session.post(commands::Step{4}).ok());
  CHECK(first(session).iteration == 0);
  CHECK(session.advance({10}) == 4);
  REQUIRE(session.post(commands::Back{3}).ok());
  CHECK(first(session).iteration == 1);
}

TEST_CASE("session: a live setting acts from the next step on, in the run itself") {
  const auto trained = [](const char* before, const char* after) {
    Session session(settingsOf(before));
    step(session, 3);
    command(session, after);
    step(session, 3);
    return session.checkpoint();
  };
  const Checkpoint changed = trained("lr=0.5&precision=float64", "set lr=0.25");
  CHECK(changed.settings.lr == 0.25);
  const auto parameters = [](const Checkpoint& checkpoint) {
    return std::get<Memento<double>>(checkpoint.state).parameters;
  };
  CHECK(parameters(changed) != parameters(trained("lr=0.5&precision=float64", "set lr=0.5")));
  CHECK(parameters(changed) != parameters(trained("lr=0.25&precision=float64", "set lr=0.25")));
}

TEST_CASE("session: epochs count the examples that were used") {
  Session full;
  command(full, "step 3");
  full.advance({3});
  CHECK(first(full).epoch == 3);
  Session batches(settingsOf("points=33&batch=20&sampling=epoch"));
  command(batches, "step 5");
  batches.advance({5});
  CHECK(first(batches).epoch == 1);  // 20 + 20 + 20 + 20 + 19
  command(batches, "step 1");
  batches.advance({1});
  CHECK(first(batches).epoch == doctest::Approx(1 + 20.0 / 99));
}

TEST_CASE("session: history shows the losses over the whole set, beside the minibatch's") {
  Session session(settingsOf("batch=16&precision=float64&l2=0.01"));
  std::vector<Metrics> expected;
  for (int i = 0; i < 30; ++i) {
    expected.push_back(first(session).now);
    command(session, "step");
    session.advance({1});
    REQUIRE(first(session).last_batch.has_value());
    const HistoryPoint& point = first(session).history->points().back();
    CHECK(point.iteration == i);
    CHECK(point.loss == expected.back().loss);
    CHECK(point.data_loss == expected.back().data_loss);
    CHECK(point.reg_loss == expected.back().reg_loss);
    CHECK(point.train_accuracy == expected.back().train_accuracy);
    CHECK(point.batch_loss == first(session).last_batch->loss);
    CHECK(point.loss == point.data_loss + point.reg_loss);
    CHECK(point.update_ratio > 0);
  }
}

TEST_CASE("session: history stays bounded in a long run") {
  Session session(settingsOf("points=2&classes=2&lr=0.01"));
  command(session, "run");
  session.advance({20000});
  const auto points = first(session).history->points();
  CHECK(points.size() <= History::capacity);
  CHECK(points.size() > History::capacity / 4);
  CHECK(points.front().iteration == 0);
}

TEST_CASE("session: speed is a wish that the snapshot passes on") {
  Session session;
  command(session, "speed 2.5");
  CHECK(session.observe({}).speed == 2.5);
  command(session, "speed max");
  CHECK(session.observe({}).speed == 0);
}

TEST_CASE("session: revisions move exactly when something does") {
  Session session;
  const std::uint64_t run = session.observe({}).run_revision;
  session.advance({10});
  CHECK(session.observe({}).run_revision == run);
  command(session, "step");
  session.advance({1});
  CHECK(session.observe({}).run_revision != run);
  const std::uint64_t stepped = session.observe({}).run_revision;
  command(session, "set lr=1");  // as it was
  CHECK(session.observe({}).run_revision == stepped);
  command(session, "set l2=0.5");
  CHECK(session.observe({}).run_revision != stepped);
}

TEST_CASE("session: moves keep the run") {
  Session session;
  command(session, "step 5");
  session.advance({5});
  Session moved = std::move(session);
  CHECK(first(moved).iteration == 5);
  command(moved, "step 5");
  CHECK(moved.advance({5}) == 5);
}

TEST_CASE("session: what is accepted next answers an older refusal") {
  Session session;
  CHECK_FALSE(session.post("set lr=x").ok());
  CHECK(session.observe({}).notice_is_error);
  REQUIRE(session.post("set lr=0.5").ok());
  session.advance({0});
  CHECK_FALSE(session.observe({}).notice_is_error);
  CHECK(session.snapshot().notice.empty());
}

}  // namespace
}  // namespace lab
