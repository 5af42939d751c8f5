// What a change of settings does to a session: some act at once, others begin anew, and every allowed value trains.
#include "lab/session/session.h"

#include <cmath>

#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

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

TEST_CASE("session: another loss keeps the weights, and is evaluated at once") {
  Session session(settingsOf("precision=float64 l2=0"));
  command(session, "step 20");
  session.advance({20});
  const double accuracy = first(session).now.train_accuracy;
  command(session, "set loss=svm");
  const double hinge = first(session).now.data_loss;
  CHECK(first(session).iteration == 20);
  CHECK(first(session).now.train_accuracy == accuracy);
  CHECK(first(session).expected_start == 2);
  command(session, "set svm_sum=all");
  CHECK(first(session).now.data_loss == doctest::Approx(hinge + 1).epsilon(1e-12));
  CHECK(first(session).expected_start == 3);
  command(session, "set svm_reduce=mean");
  CHECK(first(session).now.data_loss == doctest::Approx((hinge + 1) / 3).epsilon(1e-12));
  command(session, "set svm_sum=others svm_reduce=sum svm_margin=2");
  CHECK(first(session).now.data_loss > hinge);
  command(session, "set svm_margin=1 svm_power=2");
  CHECK(first(session).now.data_loss != hinge);
  command(session, "set svm_power=1 l1=0.5 elastic_beta=2");
  CHECK(first(session).now.data_loss == doctest::Approx(hinge).epsilon(1e-12));
  CHECK(first(session).now.reg_loss > 0);
  CHECK(session.advance({0}) == 0);
  CHECK(first(session).iteration == 20);
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
  Session session(settingsOf("model=two_layer"));
  command(session, "step 5");
  session.advance({5});
  const std::uint64_t data_revision = session.observe({}).data_revision;
  const std::uint64_t notice_revision = session.observe({}).notice_revision;
  command(session, "set hidden=50");
  const Snapshot& snapshot = session.observe({});
  CHECK(snapshot.runs[0].iteration == 0);
  CHECK(snapshot.runs[0].model == ModelKind::two_layer);
  CHECK(snapshot.runs[0].parameters == 303);
  CHECK(snapshot.runs[0].history->points().empty());
  CHECK(snapshot.data_revision == data_revision);
  CHECK(snapshot.notice_revision > notice_revision);
  CHECK_FALSE(snapshot.notice_is_error);
  CHECK(snapshot.notice == "Training restarted with 50 hidden units.");
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

}  // namespace
}  // namespace lab
