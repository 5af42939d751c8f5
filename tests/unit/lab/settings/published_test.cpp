// The course's published loss tables: to the printed digit in float64, within 1e-3 in float32.
#include "lab/settings/published.h"

#include <cstdio>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "support.h"

namespace lab {
namespace {

Settings preset(const std::string& name) { return withAssignments({}, "preset=" + name).value(); }

// As the course prints it.
std::string printed(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

RunSnapshot trained(const Settings& settings, std::int64_t steps) {
  Session session(settings);
  REQUIRE(session.post("run").ok());
  REQUIRE(session.advance({steps}) == steps);
  RunSnapshot snapshot = session.observe({}).runs[0];
  snapshot.history = nullptr;
  return snapshot;
}

TEST_CASE("published: every digit of the linear table, and its accuracy") {
  const PublishedRun* published = publishedRun(preset("notes_linear"));
  REQUIRE(published != nullptr);
  REQUIRE(published->losses.size() == 20);
  const RunSnapshot run = trained(preset("notes_linear"), published->iterations);
  REQUIRE(run.published.size() == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    const PublishedCheck& check = run.published[i];
    CHECK(check.iteration == static_cast<std::int64_t>(10 * i));
    REQUIRE(check.ours.has_value());
    CHECK(check.matches);
    CHECK(printed(*check.ours, 6) == printed(check.published, 6));
  }
  CHECK(run.iteration == 200);
  CHECK(printed(run.now.train_accuracy, 2) == "0.49");
}

TEST_CASE("published: the two-layer table within 2e-6, and its accuracy") {
  const PublishedRun* published = publishedRun(preset("notes_two_layer"));
  REQUIRE(published != nullptr);
  REQUIRE(published->losses.size() == 10);
  const RunSnapshot run = trained(preset("notes_two_layer"), published->iterations);
  REQUIRE(run.published.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    const PublishedCheck& check = run.published[i];
    CAPTURE(check.iteration);
    CHECK(check.iteration == static_cast<std::int64_t>(1000 * i));
    REQUIRE(check.ours.has_value());
    CHECK(check.matches);
    CHECK(test::near(*check.ours, check.published, 2e-6));
  }
  CHECK(run.iteration == 10000);
  CHECK(printed(run.now.train_accuracy, 2) == "0.98");
}

TEST_CASE("published: float32 comes within 1e-3 of the linear table") {
  const RunSnapshot run = trained(withAssignments(preset("notes_linear"), "precision=float32").value(), 200);
  REQUIRE(run.published.size() == 20);
  for (const PublishedCheck& check : run.published) {
    CAPTURE(check.iteration);
    REQUIRE(check.ours.has_value());
    CHECK(test::near(*check.ours, check.published, 1e-3));
  }
}

// At this step size the first thousand steps of the two-layer run multiply any rounding error: in float32 other orders
// of the same operations give 0.29 to 0.7 at iteration 1000. Ours is fixed, the same natively and in the browser, and
// was chosen among the natural ones to lie near the table; a change of a kernel's order of summation shows here first.
TEST_CASE("published: float32 comes within 1e-3 of the two-layer table") {
  const RunSnapshot run = trained(withAssignments(preset("notes_two_layer"), "precision=float32").value(), 10000);
  REQUIRE(run.published.size() == 10);
  for (const PublishedCheck& check : run.published) {
    CAPTURE(check.iteration);
    REQUIRE(check.ours.has_value());
    CHECK(test::near(*check.ours, check.published, 1e-3));
  }
  CHECK(printed(run.now.train_accuracy, 2) == "0.98");
}

TEST_CASE("published: the tables are the course's") {
  const auto losses = [](const char* name) { return publishedRun(preset(name))->losses; };
  CHECK(losses("notes_linear").front().loss == 1.096956);
  CHECK(losses("notes_linear")[8].loss == 0.789920);
  CHECK(losses("notes_linear").back().iteration == 190);
  CHECK(losses("notes_linear").back().loss == 0.786302);
  CHECK(losses("notes_two_layer").front().loss == 1.098744);
  CHECK(losses("notes_two_layer")[7].loss == 0.245400);
  CHECK(losses("notes_two_layer").back().iteration == 9000);
  CHECK(losses("notes_two_layer").back().loss == 0.245292);
}

TEST_CASE("published: other settings have no table") {
  CHECK(publishedRun({}) == nullptr);
  Settings settings = preset("notes_linear");
  settings.lr = 0.5;
  CHECK(publishedRun(settings) == nullptr);
  settings = preset("notes_two_layer");
  settings.init_skip = 18;
  CHECK(publishedRun(settings) == nullptr);
  CHECK(trained({}, 5).published.empty());
}

TEST_CASE("published: a value is filled in when its iteration is reached, and taken back with a step back") {
  Session session(preset("notes_linear"));
  session.advance({0});
  const auto ours = [&session](std::size_t i) { return session.observe({}).runs[0].published.at(i).ours; };
  CHECK(ours(0).has_value());
  CHECK_FALSE(ours(1).has_value());
  REQUIRE(session.post("step 10").ok());
  session.advance({100});
  CHECK(ours(1).has_value());
  CHECK_FALSE(ours(2).has_value());
  REQUIRE(session.post("back 3").ok());
  session.advance({0});
  CHECK(ours(0).has_value());
  CHECK_FALSE(ours(1).has_value());
}

TEST_CASE("published: side by side both tables come out") {
  Settings settings = preset("notes_linear");
  settings.side_by_side = true;
  Session session(settings);
  REQUIRE(session.post("step 1001").ok());
  REQUIRE(session.advance({2000}) == 1001);
  const Snapshot& snapshot = session.observe({});
  REQUIRE(snapshot.runs.size() == 2);
  for (const PublishedCheck& check : snapshot.runs[0].published) CHECK(check.matches);
  REQUIRE(snapshot.runs[1].published.size() == 10);
  CHECK(snapshot.runs[1].published[0].matches);
  CHECK(snapshot.runs[1].published[1].matches);
  CHECK_FALSE(snapshot.runs[1].published[2].ours.has_value());
}

}  // namespace
}  // namespace lab
