// Random and local search against arithmetic by hand. tests/golden/runs/ has whole runs of each.
#include "optim/search.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "model/classifiers.h"
#include "session_support.h"
#include "support.h"
#include "train/trainer.h"

namespace lab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const UpdateRule random_rule{.kind = OptimizerKind::random_search, .lr = 0.5};
const UpdateRule local_rule{.kind = OptimizerKind::local_search, .lr = 0.5};

TEST_CASE("search: a candidate is lr times normals, in order, or that on top of the best") {
  Vector<double> best(3), afresh, near_best;
  best << 10, -20, 30;
  NumpyRandom random(7), same(7), normals(7);
  drawCandidate(random_rule, best, random, afresh);
  drawCandidate(local_rule, best, same, near_best);
  for (Index i = 0; i < 3; ++i) {
    const double normal = normals.normal();
    CHECK(afresh[i] == 0.5 * normal);
    CHECK(near_best[i] == best[i] + 0.5 * normal);
  }
  // The fourth normal is next: nothing is thrown away at the end of a candidate.
  drawCandidate(random_rule, best, random, afresh);
  CHECK(afresh[0] == 0.5 * normals.normal());
}

TEST_CASE("search: what is kept, and how it is counted") {
  SearchProgress progress;
  const auto tried = [&](double candidate, double best) {
    return countTry(OptimizerKind::random_search, candidate, best, progress);
  };
  CHECK(tried(0.5, 1.0));
  CHECK(progress.best_loss == 0.5);
  CHECK_FALSE(tried(0.7, 0.5));
  CHECK(progress.best_loss == 0.5);
  CHECK(progress.last_loss == 0.7);
  CHECK_FALSE(tried(0.5, 0.5));  // no better
  CHECK_FALSE(tried(nan, 0.5));
  CHECK(progress.last_loss == infinity);
  CHECK_FALSE(tried(-infinity, 0.5));
  CHECK_FALSE(tried(nan, nan));
  CHECK(progress.best_loss == infinity);
  CHECK(tried(3.0, nan));  // anything is better than no number
  CHECK(tried(3.0, infinity));
  CHECK(progress.tries == 8);
  CHECK(progress.kept == 3);
  CHECK(countTry(OptimizerKind::local_search, 1, 2, progress));
  CHECK(progress.tries == 1);
  CHECK(progress.kind == OptimizerKind::local_search);
}

// One example at x = 0 of class 0 with two classes: the scores are the biases alone, and the SVM's loss is
// max(0, b_1 - b_0 + 1).
Trainer<double> biasTrainer(double b0, double b1) {
  Dataset data;
  data.X = Matrix<double>::Zero(1, 1);
  data.y = {0};
  data.classes = 2;
  Vector<double> parameters(4);  // W (1,2), b (2)
  parameters << 0, 0, b0, b1;
  return {makeModel<double>({ModelKind::linear, 1, 0, 2}), parameters, matrixSource<double>(data)};
}

TEST_CASE("search: a step compares two losses and keeps the lower") {
  const Objective objective{LossKind::svm, {}};
  for (const UpdateRule& rule : {random_rule, local_rule}) {
    Trainer<double> trainer = biasTrainer(-1, 1);  // loss 1 - -1 + 1 = 3
    SearchState search{NumpyRandom(3), {}};
    NumpyRandom normals(3);
    double best = 3;
    std::int64_t kept = 0;
    for (int step = 1; step <= 40; ++step) {
      const Vector<double> before = trainer.parameters();
      Vector<double> candidate = rule.kind == OptimizerKind::local_search ? before : Vector<double>::Zero(4).eval();
      for (Index i = 0; i < 4; ++i) candidate[i] += 0.5 * normals.normal();
      const double loss = std::max(0.0, candidate[3] - candidate[2] + 1);
      const StepReport report = trainer.searchStep(objective, rule, {}, true, search);
      CHECK(report.applied);
      CHECK(report.batch.loss.total() == doctest::Approx(best));  // before the step, as any step reports
      const bool better = loss < best;
      kept += better;
      CHECK(trainer.parameters() == (better ? candidate : before));
      CHECK((report.update_ratio > 0) == better);
      if (better) best = loss;
      CHECK(search.progress.best_loss == doctest::Approx(best));
      CHECK(search.progress.last_loss == doctest::Approx(loss));
      CHECK(search.progress.tries == step);
      CHECK(search.progress.kept == kept);
    }
    CHECK(kept >= 2);
  }
}

TEST_CASE("search: the penalty counts, and what is not finite is never kept") {
  // Loss of the data is 3 and falls with the biases alone; a penalty on huge weights outweighs it.
  Trainer<double> trainer = biasTrainer(-1, 1);
  SearchState search{NumpyRandom(3), {}};
  for (int step = 0; step < 20; ++step)
    trainer.searchStep({LossKind::svm, {.l2 = 1e6}}, random_rule, {}, false, search);
  CHECK(search.progress.kept == 0);
  Trainer<float> wild(makeModel<float>({ModelKind::linear, 1, 0, 2}), Vector<float>::Zero(4), [] {
    Dataset data{Matrix<double>::Ones(1, 1), {0}, 2};
    return matrixSource<float>(data);
  }());
  for (int step = 0; step < 20; ++step) {
    const StepReport report = wild.searchStep({LossKind::svm, {.l2 = 1}},
                                              {.kind = OptimizerKind::local_search, .lr = 1e30}, {}, true, search);
    CHECK(report.applied);
    CHECK(wild.parameters() == Vector<float>::Zero(4));
  }
  CHECK(search.progress.kept == 0);
  CHECK(search.progress.last_loss == infinity);
  CHECK(search.progress.best_loss == 1);
}

TEST_CASE("search: a try is brought within max norm before it is compared") {
  const Dataset data{Matrix<double>::Ones(1, 1), {0}, 2};
  Trainer<double> trainer(makeModel<double>({ModelKind::linear, 1, 0, 2}), Vector<double>::Zero(4),
                          matrixSource<double>(data));
  Objective within{LossKind::svm, {}};
  within.max_norm = 0.125;
  SearchState search{NumpyRandom(3), {}};
  double best = 1;
  for (int step = 0; step < 60; ++step) {
    trainer.searchStep(within, random_rule, {}, false, search);
    const Vector<double>& p = trainer.parameters();
    CHECK(std::abs(p[0]) <= 0.125 + 1e-15);
    CHECK(std::abs(p[1]) <= 0.125 + 1e-15);
    best = std::max(0.0, p[1] + p[3] - p[0] - p[2] + 1);
    CHECK(search.progress.best_loss == doctest::Approx(best));  // of what is kept
  }
  CHECK(search.progress.kept >= 2);
}

TEST_CASE("search: a run's best loss never rises on all examples, and the page is told") {
  for (const std::string rule : {"random_search", "local_search"}) {
    Session session(test::settingsOf("lr=0.3&model=two_layer&hidden=5&optimizer=" + rule));
    CHECK(test::first(session).search->tries == 0);
    double last = test::first(session).now.loss;
    for (int step = 1; step <= 60; ++step) {
      test::command(session, "step");
      session.advance({1});
      const RunSnapshot& run = test::first(session);
      CHECK(run.now.loss <= last);
      CHECK(run.search->tries == step);
      CHECK(run.search->best_loss == doctest::Approx(run.now.loss).epsilon(1e-6));
      last = run.now.loss;
    }
    CHECK(test::first(session).search->kept > 0);
    test::command(session, "set optimizer=sgd");
    CHECK_FALSE(test::first(session).search.has_value());
    test::command(session, "reset");
    test::command(session, "set optimizer=" + rule);
    CHECK(test::first(session).search->tries == 0);
  }
}

TEST_CASE("search: dropout is off, and its stream and the minibatches' are left alone") {
  const std::string text = "model=two_layer&hidden=8&optimizer=local_search&lr=0.1&batch=30";
  Session with(test::settingsOf(text + "&dropout=0.5"));
  Session without(test::settingsOf(text));
  for (Session* session : {&with, &without}) {
    test::command(*session, "step 25");
    session->advance({25});
  }
  test::checkSameRun(test::first(with), test::first(without));
}

}  // namespace
}  // namespace lab
