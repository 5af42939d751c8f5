// The session: the same settings and commands give the same run, however it is driven; nothing happens behind the
// visitor's back, and a refusal changes nothing.
#include "lab/session.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

using test::contains;

Settings settingsOf(std::string_view text) {
  const Result<Settings> settings = withAssignments({}, text);
  REQUIRE(settings.ok());
  return settings.value();
}

const RunSnapshot& first(Session& session) { return session.observe({}).runs.at(0); }

void command(Session& session, std::string_view text) {
  const Status status = session.post(text);
  CAPTURE(std::string(text));
  REQUIRE(status.ok());
  session.advance({0});
}

// Equal to the last bit in everything that a run shows.
void checkSameRun(const RunSnapshot& a, const RunSnapshot& b) {
  CHECK(a.model == b.model);
  CHECK(a.parameters == b.parameters);
  CHECK(a.iteration == b.iteration);
  CHECK(a.epoch == b.epoch);
  CHECK(a.diverged_at == b.diverged_at);
  CHECK(a.now.loss == b.now.loss);
  CHECK(a.now.data_loss == b.now.data_loss);
  CHECK(a.now.reg_loss == b.now.reg_loss);
  CHECK(a.now.train_accuracy == b.now.train_accuracy);
  REQUIRE(a.last_batch.has_value() == b.last_batch.has_value());
  if (a.last_batch) CHECK(a.last_batch->loss == b.last_batch->loss);
  CHECK(a.predictions == b.predictions);
  REQUIRE(a.history->points().size() == b.history->points().size());
  for (std::size_t i = 0; i < a.history->points().size(); ++i) {
    const HistoryPoint& x = a.history->points()[i];
    const HistoryPoint& y = b.history->points()[i];
    REQUIRE(x.iteration == y.iteration);
    REQUIRE(x.loss == y.loss);
    REQUIRE(x.batch_loss == y.batch_loss);
    REQUIRE(x.train_accuracy == y.train_accuracy);
    REQUIRE(x.update_ratio == y.update_ratio);
  }
}

constexpr std::string_view many_kinds[] = {
    "",
    "model=two_layer&hidden=20&init=he&lr=0.3&batch=32",
    "model=two_layer&hidden=20&init=he&lr=0.1&batch=77&sampling=epoch&optimizer=momentum&precision=float64",
    "data=moons&classes=2&loss=svm&lr=0.1&batch=10&l1=1e-3&batch_seed=4",
    "side_by_side=1&hidden=10&init=he&lr=0.2&batch=50",
};

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
    CHECK(after.notice == status.error());
    CHECK(after.notice_is_error);
    CHECK(after.notice_revision > before.notice_revision);
  }
  // Commands queued around a refused one are carried out.
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

TEST_CASE("session: learning rate, regularization and batch change a run that is under way") {
  Session session(settingsOf("precision=float64"));
  command(session, "run");
  session.advance({20});
  const auto before = first(session).now;
  const std::uint64_t data_revision = session.observe({}).data_revision;
  command(session, "set lr=0.125&batch=32&optimizer=momentum");
  CHECK(first(session).iteration == 20);
  CHECK(first(session).now.data_loss == before.data_loss);
  CHECK(first(session).history->points().size() == 20);
  command(session, "set l2=0");
  CHECK(first(session).now.data_loss == before.data_loss);
  CHECK(first(session).now.reg_loss == 0);
  CHECK(session.observe({}).state == RunState::running);
  CHECK(session.observe({}).data_revision == data_revision);
  CHECK(session.advance({5}) == 5);
  CHECK(first(session).iteration == 25);
}

TEST_CASE("session: a new learning rate acts from the next step on") {
  Session changed(settingsOf("precision=float64"));
  Session still(settingsOf("precision=float64"));
  for (Session* session : {&changed, &still}) {
    command(*session, "step 10");
    session->advance({10});
  }
  command(changed, "set lr=0");
  command(changed, "step 10");
  changed.advance({10});
  CHECK(first(changed).iteration == 20);
  CHECK(first(changed).now.loss == first(still).now.loss);
}

TEST_CASE("session: another architecture starts afresh on the same data, and says so") {
  Session session;
  command(session, "step 5");
  session.advance({5});
  const std::uint64_t data_revision = session.observe({}).data_revision;
  const std::uint64_t notice_revision = session.observe({}).notice_revision;
  command(session, "set model=two_layer");
  const Snapshot& snapshot = session.observe({});
  CHECK(snapshot.runs[0].iteration == 0);
  CHECK(snapshot.runs[0].model == ModelKind::two_layer);
  CHECK(snapshot.runs[0].parameters == 603);
  CHECK(snapshot.runs[0].history->points().empty());
  CHECK(snapshot.data_revision == data_revision);
  CHECK(snapshot.notice_revision > notice_revision);
  CHECK_FALSE(snapshot.notice_is_error);
  CHECK(contains(snapshot.notice, "model=two_layer"));
}

TEST_CASE("session: new data is another set and a new run, and generate with the same seed the same set") {
  Session session;
  const Matrix<double> before = session.observe({}).data->X;
  const std::uint64_t revision = session.observe({}).data_revision;
  command(session, "step 5");
  session.advance({5});
  command(session, "set seed=1");
  CHECK(session.observe({}).data->X != before);
  CHECK(session.observe({}).data_revision > revision);
  CHECK(first(session).iteration == 0);
  command(session, "set seed=0");
  CHECK(session.observe({}).data->X == before);
  command(session, "generate");
  CHECK(session.observe({}).data->X == before);
  command(session, "set points=7&classes=4");
  CHECK(session.observe({}).data->size() == 28);
  CHECK(first(session).predictions.size() == 28);
}

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

TEST_CASE("session: every corner of the settings can be trained") {
  for (const char* text :
       {"points=1&classes=2", "points=1&classes=10&batch=1", "hidden=1&model=two_layer", "hidden=1000&model=two_layer",
        "points=2000&classes=10&batch=1", "points=5&batch=20000", "points=5&batch=20000&sampling=epoch", "init_scale=0",
        "init=zero&model=two_layer", "lr=0", "momentum=1&optimizer=momentum", "momentum=0&optimizer=momentum",
        "data=xor&classes=10", "data=circles&points=1", "data=blobs&noise=0", "data=moons&noise=1&classes=7",
        "noise=0&seed=4294967295", "init_skip=1000000", "init_seed=0&init_skip=3"}) {
    CAPTURE(text);
    Session session(settingsOf(text));
    command(session, "step 3");
    CHECK(session.advance({3}) == 3);
    View view;
    view.regions = true;
    view.region_size = 8;
    view.hidden_units = true;
    view.example = 0;
    const RunSnapshot& run = session.observe(view).runs[0];
    CHECK(std::isfinite(run.now.loss));
    CHECK(run.now.train_accuracy >= 0);
    CHECK(run.now.train_accuracy <= 1);
  }
}

TEST_CASE("session: a preset begins at iteration 0, whatever was trained before") {
  Session session(withAssignments({}, "preset=notes_linear&lr=0.1").value());
  REQUIRE(session.post("step 50").ok());
  session.advance({50});
  REQUIRE(session.post("set preset=notes_linear").ok());
  REQUIRE(session.post("step 191").ok());
  session.advance({191});
  const RunSnapshot run = session.observe({}).runs[0];
  CHECK(run.iteration == 191);
  for (const PublishedCheck& check : run.published) CHECK(check.matches);
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
