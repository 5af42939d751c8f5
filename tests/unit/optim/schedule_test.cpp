// Learning-rate schedules against arithmetic by hand. tests/golden/runs/ has whole runs of each.
#include "optim/schedule.h"

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"

namespace lab {
namespace {

double rateAt(const Schedule& schedule, double epoch) { return scheduledRate(schedule, 2, epoch, 0.5); }

TEST_CASE("schedule: rates at places where they are known") {
  CHECK(rateAt({}, 0) == 2);
  CHECK(rateAt({}, 1e6) == 2);
  const Schedule step{.kind = ScheduleKind::step, .decay_epochs = 4, .decay_rate = 0.5};
  CHECK(rateAt(step, 3.99) == doctest::Approx(2));
  CHECK(rateAt(step, 4) == doctest::Approx(1));
  CHECK(rateAt(step, 12.5) == doctest::Approx(0.25));
  const Schedule exponential{.kind = ScheduleKind::exponential, .decay_epochs = 4, .decay_rate = 0.25};
  CHECK(rateAt(exponential, 0) == doctest::Approx(2));
  CHECK(rateAt(exponential, 2) == doctest::Approx(1));
  CHECK(rateAt(exponential, 8) == doctest::Approx(0.125));
  const Schedule cosine{.kind = ScheduleKind::cosine, .decay_epochs = 6};
  CHECK(rateAt(cosine, 0) == doctest::Approx(2));
  CHECK(rateAt(cosine, 2) == doctest::Approx(1.5));  // (1 + cos 60°) / 2 = 3/4
  CHECK(rateAt(cosine, 3) == doctest::Approx(1));
  CHECK(rateAt(cosine, 6) == 0);
  CHECK(rateAt(cosine, 60) == 0);
  const Schedule inverse{.kind = ScheduleKind::inverse, .decay_epochs = 5};
  CHECK(rateAt(inverse, 0) == 2);
  CHECK(rateAt(inverse, 5) == 1);
  CHECK(rateAt(inverse, 15) == 0.5);
}

TEST_CASE("schedule: a warm-up rises in a straight line, from the first step on") {
  const Schedule schedule{.warmup_epochs = 4};
  CHECK(rateAt(schedule, 0) == 0.25);  // half an epoch a step, of 4
  CHECK(rateAt(schedule, 1.5) == 1);
  CHECK(rateAt(schedule, 3.5) == 2);
  CHECK(rateAt(schedule, 40) == 2);
  const Schedule both{.kind = ScheduleKind::inverse, .decay_epochs = 1, .warmup_epochs = 4};
  CHECK(rateAt(both, 1.5) == doctest::Approx(2 / 2.5 * 0.5));
}

TEST_CASE("schedule: a run says its rate, and a cosine ends it with a word") {
  Session session(withAssignments({}, "schedule=cosine decay_epochs=8").value());
  CHECK(session.observe({}).runs[0].lr == doctest::Approx(1));
  REQUIRE(session.post("run").ok());
  CHECK(session.advance({4}) == 4);
  CHECK(session.observe({}).runs[0].lr == doctest::Approx(0.5));
  CHECK(session.advance({100}) == 4);
  CHECK(session.observe({}).state == RunState::paused);
  CHECK(session.snapshot().runs[0].iteration == 8);
  CHECK(session.snapshot().notice.find("schedule has ended") != std::string::npos);
  CHECK_FALSE(session.snapshot().notice_is_error);

  // A longer one goes on.
  REQUIRE(session.post("set decay_epochs=16").ok());
  REQUIRE(session.post("run").ok());
  CHECK(session.advance({100}) == 8);
}

TEST_CASE("schedule: side by side both models end together") {
  Session session(withAssignments({}, "side_by_side=1 schedule=cosine decay_epochs=5").value());
  REQUIRE(session.post("run").ok());
  CHECK(session.advance({100}) == 5);
  for (const RunSnapshot& run : session.observe({}).runs) CHECK(run.iteration == 5);
}

TEST_CASE("schedule: time counts in epochs, whatever the batch size") {
  Session session(withAssignments({}, "schedule=step decay_epochs=2 decay_rate=0.1 batch=30 sampling=epoch").value());
  REQUIRE(session.post("step 19").ok());
  session.advance({19});
  CHECK(session.observe({}).runs[0].lr == doctest::Approx(1));  // 19 of 20 steps of two epochs
  REQUIRE(session.post("step").ok());
  session.advance({1});
  CHECK(session.observe({}).runs[0].lr == doctest::Approx(0.1));
}

}  // namespace
}  // namespace lab
