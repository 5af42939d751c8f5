// The numerical gradient against arithmetic by hand and against backpropagation, and where it is refused.
// tests/golden/runs/ has whole runs of it.
#include "optim/numerical_gradient.h"

#include <cmath>

#include <doctest/doctest.h>

#include "data/shapes.h"
#include "lab/settings/numerical_cost.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "session_support.h"
#include "support.h"
#include "train/trainer.h"

namespace lab {
namespace {

using namespace test;

TEST_CASE("numerical gradient: forward differences of a loss by hand") {
  Vector<double> w(2), gradient;
  w << 3, -1;
  int calls = 0;
  const auto loss = [&calls](const Vector<double>& p) {
    ++calls;
    return p[0] * p[0] + 5 * p[1];
  };
  CHECK(forwardDifferences(loss, w, gradient) == 4);  // 9 - 5
  CHECK(calls == 3);
  CHECK(w[0] == 3);
  CHECK(w[1] == -1);
  // ((3 + h)^2 - 3^2) / h = 6 + h, one-sided: not 6.
  CHECK(gradient[0] == doctest::Approx(6 + 1e-5).epsilon(1e-9));
  CHECK(std::abs(gradient[0] - 6) > 9e-6);
  CHECK(gradient[1] == doctest::Approx(5).epsilon(1e-9));
}

TEST_CASE("numerical gradient: a step is the analytic SGD step within 1e-4, in both precisions") {
  const auto compare = []<class S>(S, ModelKind kind, const Objective& objective, int points) {
    NumpyRandom random(5);
    const Dataset data = makeShape({.points = points, .classes = 3}, random).value();
    const ModelShape shape{kind, 2, 4, 3};
    const Vector<S> start = initialParameters<S>(*makeModel<S>(shape), InitKind::he, 0, random);
    Trainer<S> numerical(makeModel<S>(shape), start, matrixSource<S>(data));
    Trainer<S> analytic(makeModel<S>(shape), start, matrixSource<S>(data));
    const std::vector<Index> rows{4, 1, 7, 7};
    for (const std::span<const Index> batch : {std::span<const Index>(), std::span<const Index>(rows)}) {
      const StepReport a = numerical.step(objective, {.kind = OptimizerKind::numerical, .lr = 1}, batch, true);
      const StepReport b = analytic.step(objective, {.kind = OptimizerKind::sgd, .lr = 1}, batch, true);
      CHECK(a.batch.loss.data_loss == doctest::Approx(b.batch.loss.data_loss).epsilon(1e-4));
      CHECK(a.batch.loss.reg_loss == doctest::Approx(b.batch.loss.reg_loss).epsilon(1e-4));
      CHECK(a.batch.accuracy == doctest::Approx(b.batch.accuracy).epsilon(1e-3));
      CHECK(a.update_ratio == doctest::Approx(b.update_ratio).epsilon(1e-3));
      CHECK((numerical.parameters() - analytic.parameters()).cwiseAbs().maxCoeff() < S(1e-4));
      CHECK((numerical.parameters() - start).cwiseAbs().maxCoeff() > S(1e-2));
    }
  };
  Objective plain{LossKind::softmax, {.l2 = 0.1, .l1 = 0.01}};
  Objective bounded{LossKind::svm, {.l2 = 0.1, .l1 = 0.01, .elastic_beta = 2}, 0.8};
  bounded.loss.power = 2;
  bounded.loss.margin = 0.1;
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    for (const Objective& objective : {plain, bounded}) {
      compare(0.0, kind, objective, 15);
      compare(0.0f, kind, objective, 15);
    }
  }
  compare(0.0f, ModelKind::linear, plain, 1500);  // 4,500 examples: two pieces, of 4,096 and 404
}

TEST_CASE(
    "numerical gradient: what is not finite changes nothing; what is huge stands still, as h is lost in rounding") {
  const Dataset data{Matrix<double>::Ones(1, 1), {0}, 2};
  const auto stepFrom = [&](double w, const Objective& objective, double lr = 1) {
    const Vector<double> start = Vector<double>::Constant(4, w);
    Trainer<double> trainer(makeModel<double>({ModelKind::linear, 1, 0, 2}), start, matrixSource<double>(data));
    const bool applied = trainer.step(objective, {.kind = OptimizerKind::numerical, .lr = lr}, {}, false).applied;
    return std::pair{applied, trainer.parameters() != start};
  };
  const Objective objective{LossKind::svm, {.l2 = 1}};
  CHECK(stepFrom(1e200, objective) == std::pair{false, false});          // the penalty is infinite
  CHECK(stepFrom(1, objective, 1e308 * 10) == std::pair{false, false});  // the update is
  CHECK(stepFrom(1e13, objective) == std::pair{true, false});
  CHECK(stepFrom(1e3, objective) == std::pair{true, true});
}

TEST_CASE("numerical gradient: the snapshot counts evaluations, dropout is off") {
  Session with(test::settingsOf("optimizer=numerical&model=two_layer&hidden=5&dropout=0.5&lr=0.3"));
  Session without(test::settingsOf("optimizer=numerical&model=two_layer&hidden=5&lr=0.3"));
  CHECK(test::first(with).loss_evaluations == 2 * 5 + 5 + 5 * 3 + 3 + 1);
  for (Session* session : {&with, &without}) {
    test::command(*session, "step 5");
    session->advance({5});
  }
  test::checkSameRun(test::first(with), test::first(without));
  test::command(with, "set optimizer=sgd");
  CHECK_FALSE(test::first(with).loss_evaluations.has_value());
}

// Posts what must be refused for its cost, and checks that nothing changed.
std::string refusal(Session& session, const std::string& text) {
  CAPTURE(text);
  const Settings before = session.observe({}).settings;
  const Status status = session.post(text);
  session.advance({0});
  REQUIRE_FALSE(status.ok());
  CHECK(session.observe({}).settings == before);
  CHECK(session.observe({}).notice == status.failure().shown());
  CHECK(session.observe({}).notice_is_error);
  return status.error();
}

TEST_CASE("numerical gradient: steps that would take too long are refused, whichever way they are asked for") {
  Session session({}, test::someLibrary(60, 0));
  test::command(session, "set optimizer=numerical");
  test::command(session, "set model=two_layer");  // 603 parameters: 110 million
  const std::string words = refusal(session, "set hidden=1000");
  CHECK(contains(words, "the loss 6,004 times a step"));  // 2 * 1000 + 1000 + 1000 * 3 + 3 parameters, and 1
  CHECK(contains(words, "the two-layer model has parameters, each time on 300 examples"));
  CHECK(contains(words, "some 11 billion multiplications"));  // 6,004 * 300 * 6,003, rounded up
  CHECK(contains(words, "at most 5 billion"));
  CHECK(contains(words, "Choose optimizer=sgd"));
  refusal(session, "set points=2000 classes=10 hidden=150");
  test::command(session, "set hidden=1000 batch=100");
  refusal(session, "set batch=0");
  refusal(session, "set batch=200");
  // The other model keeps a batch that it can afford, and a look at both costs nothing.
  test::command(session, "set model=linear batch=0");
  test::command(session, "set side_by_side=1");
  CHECK(session.observe({}).runs[1].settings.batch == 100);
  refusal(session, "set batch=0");
  refusal(session, "set batch=200");

  // Images: what they ask for counts, though 30 are there.
  test::command(session, "mode images");
  refusal(session, "set optimizer=numerical");
  CHECK(contains(refusal(session, "set optimizer=numerical batch=0 train=20"), "19 billion"));
  CHECK(contains(refusal(session, "set preset=cifar_two_layer optimizer=numerical"), "optimizer=numerical"));
  test::command(session, "set optimizer=numerical batch=4");
  refusal(session, "set batch=6");
  refusal(session, "set model=two_layer optimizer=numerical");
  test::command(session, "step");
  CHECK(session.advance({1}) == 1);
  // Each mode keeps its settings; the way over is open whatever the other asks for.
  test::command(session, "mode plane");
  CHECK(session.observe({}).settings.optimizer == OptimizerKind::numerical);
  test::command(session, "set data=cifar10");
  CHECK(session.observe({}).mode == Mode::images);
  test::command(session, "set preset=cifar_two_layer");
}

TEST_CASE("numerical gradient: an affordable cost is none of anybody's business") {
  CHECK(checkNumericalCost(test::settingsOf("preset=full_two_layer")).ok());
  CHECK(checkNumericalCost(test::settingsOf("optimizer=numerical model=two_layer")).ok());
  Settings settings = test::settingsOf("optimizer=numerical model=two_layer");
  settings.hidden = 1000;
  CHECK_FALSE(checkNumericalCost(settings).ok());
  settings.optimizer = OptimizerKind::sgd;
  CHECK(checkNumericalCost(settings).ok());
}

}  // namespace
}  // namespace lab
