// What one looks at while a model learns: norms by hand, dead units, histograms that count everything.
#include "lab/observe/health.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "data/example_source.h"
#include "lab/session/session.h"
#include "model/classifiers.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

const Health& healthOf(Session& session) {
  View view;
  view.health = true;
  const auto& health = session.observe(view).runs[0].health;
  REQUIRE(health.has_value());
  return *health;
}

// One example of either class: (a, b) and (c, d).
Dataset twoExamples(double a, double b, double c, double d) {
  Dataset data;
  data.X.resize(2, 2);
  data.X << a, b, c, d;
  data.y = {0, 1};
  data.classes = 2;
  return data;
}

TEST_CASE("health: norms of a linear model by hand") {
  const Dataset data = twoExamples(1, 0, 0, 2);
  Vector<double> parameters(6);
  parameters << 3, 0, 0, 4, 0, 0;  // W rows (3, 0), (0, 4): scores (3, 0) and (0, 8)
  Trainer<double> trainer(makeModel<double>({ModelKind::linear, 2, 0, 2}), parameters, matrixSource<double>(data));
  Objective objective{LossKind::svm, {}};
  CHECK(examine(trainer, objective).blocks[0].gradient == 0);  // both margins are met
  objective.loss.margin = 4;
  const Health health = examine(trainer, objective);
  CHECK(health.examples == 2);
  CHECK(health.blocks[0].norm == 5);
  // Only the first example is inside its margin: dW = x^T (-1, 1) / 2 has two entries of 1/2.
  CHECK(health.blocks[0].gradient == doctest::Approx(std::sqrt(0.5)));
  CHECK(health.blocks[1].gradient == doctest::Approx(std::sqrt(0.5)));
  CHECK_FALSE(health.blocks[0].update.has_value());
  CHECK_FALSE(health.dead_units.has_value());
  trainer.step(objective, {.lr = 0.1}, {}, false);
  CHECK(*examine(trainer, objective).blocks[0].update == doctest::Approx(0.1 * std::sqrt(0.5)));
  trainer.restore(parameters, {});
  CHECK_FALSE(examine(trainer, objective).blocks[0].update.has_value());
}

TEST_CASE("health: histograms count every weight, and the activations above 0") {
  Session session(settingsOf("model=two_layer hidden=20 init=he"));
  const Health& health = healthOf(session);
  REQUIRE(health.histograms.size() == 3);
  const auto total = [](const Histogram& one) {
    return std::accumulate(one.counts.begin(), one.counts.end(), std::int64_t{0});
  };
  CHECK(total(health.histograms[0]) == 40);
  CHECK(total(health.histograms[1]) == 60);
  const double active = (1 - *health.silent_share) * double(health.examples * 20);
  CHECK(double(total(health.histograms[2])) == doctest::Approx(active));
  CHECK(health.histograms[2].low > 0);
}

TEST_CASE("health: activations beyond every number, and weights at both ends of them") {
  const Dataset data = twoExamples(1e308, 1, 0, 2);
  Trainer<double> trainer(makeModel<double>({ModelKind::two_layer, 2, 1, 2}), Vector<double>::Zero(2 + 1 + 2 + 2),
                          matrixSource<double>(data));
  Vector<double> parameters(7);
  parameters << 1e308, -1e308, 0, 1e308, -1.7e308, 0, 0;
  Trainer<double> wild(makeModel<double>({ModelKind::two_layer, 2, 1, 2}), parameters, matrixSource<double>(data));
  for (const Trainer<double>* one : {&trainer, &wild}) {
    const Health health = examine(*one, Objective{});
    for (const Histogram& histogram : health.histograms) {
      for (const std::int64_t count : histogram.counts) CHECK(count >= 0);
      CHECK(std::isfinite(histogram.low));
      CHECK(std::isfinite(histogram.high));
    }
  }
  // Each weight in its bin, the least in the first and the greatest in the last.
  const Histogram output = examine(wild, Objective{}).histograms[1];
  CHECK(output.counts.front() == 1);
  CHECK(output.counts.back() == 1);
}

TEST_CASE("health: units that never fire are dead") {
  // A huge step kills many; none is dead at the start.
  Session session(settingsOf("model=two_layer init=he"));
  const Index before = *healthOf(session).dead_units;
  CHECK(before < 10);
  command(session, "set lr=20");
  command(session, "step 20");
  session.advance({20});
  CHECK(*healthOf(session).dead_units > before + 30);
}

TEST_CASE("health: the whole update's ratio is the history's") {
  Session session(settingsOf("precision=float64"));
  command(session, "step 1");
  session.advance({1});
  const Health& health = healthOf(session);
  double update = 0;
  for (const BlockHealth& block : health.blocks) update += *block.update * *block.update;
  Session start(settingsOf("precision=float64"));
  double norm = 0;
  for (const BlockHealth& block : healthOf(start).blocks) norm += block.norm * block.norm;
  const double ratio = session.observe({}).runs[0].history->points()[0].update_ratio;
  CHECK(std::sqrt(update / norm) == doctest::Approx(ratio).epsilon(1e-12));
}

TEST_CASE("health: nobody looks, nothing is computed") {
  Session session;
  CHECK_FALSE(session.observe({}).runs[0].health.has_value());
}

}  // namespace
}  // namespace lab
