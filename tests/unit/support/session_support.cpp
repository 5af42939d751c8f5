#include "session_support.h"
#include "lab/settings/assignments.h"

#include <string>

#include <doctest/doctest.h>

namespace lab::test {

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

void step(Session& session, std::int64_t steps) {
  if (steps == 0) return;
  command(session, "step " + std::to_string(steps));
  REQUIRE(session.advance({steps}) == steps);
}

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
  REQUIRE(a.search.has_value() == b.search.has_value());
  if (a.search) {
    CHECK(a.search->kind == b.search->kind);
    CHECK(a.search->tries == b.search->tries);
    CHECK(a.search->kept == b.search->kept);
    CHECK(a.search->best_loss == b.search->best_loss);
    CHECK(a.search->last_loss == b.search->last_loss);
  }
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

}  // namespace lab::test
