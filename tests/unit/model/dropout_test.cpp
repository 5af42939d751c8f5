// Dropout of the hidden layer. tests/golden/runs/ has whole runs with it.
#include <doctest/doctest.h>

#include "data/shapes.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "train/model_loss.h"
#include "train/trainer.h"

namespace lab {
namespace {

struct Setup {
  Matrix<double> X;
  Labels labels;
  std::unique_ptr<Model<double>> model;
  Vector<double> parameters;
};

Setup setup(Index hidden) {
  NumpyRandom random(3);
  Dataset data = makeShape({Shape::spiral, 20, 3, 0.2}, random).value();
  auto model = makeModel<double>({ModelKind::two_layer, 2, hidden, 3});
  Vector<double> parameters = initialParameters(*model, InitKind::he, 0, random);
  for (Index i = 0; i < parameters.size(); ++i) parameters[i] += 0.01 * random.normal();  // biases too
  return {std::move(data.X), std::move(data.y), std::move(model), std::move(parameters)};
}

TEST_CASE("dropout: a unit is out of an example or raised, by the stream's own bits") {
  const Setup start = setup(50);
  Activations<double> whole, thinned;
  start.model->forward(start.parameters, start.X, whole);
  NumpyRandom random(9), same(9);
  thinned.dropout = {0.3, &random};
  start.model->forward(start.parameters, start.X, thinned);
  for (Index i = 0; i < start.X.rows(); ++i) {
    for (Index j = 0; j < 50; ++j) {
      const bool out = same.bits() < static_cast<std::uint32_t>(0.3 * 4294967296.0);
      REQUIRE(thinned.hidden(i, j) == (out ? 0 : whole.hidden(i, j) * (1 / (1 - 0.3))));
    }
  }
  CHECK(random == same);
}

TEST_CASE("dropout: the gradient is that of the thinned model") {
  const Setup start = setup(12);
  const Objective objective{LossKind::softmax, {.l2 = 0.01}};
  const auto lossAt = [&](const Vector<double>& parameters, Vector<double>& gradient) {
    NumpyRandom random(5);  // the same units each time
    Activations<double> activations;
    activations.dropout = {0.4, &random};
    return lossAndGradient<double>(*start.model, objective, parameters, start.X, start.labels, activations, gradient)
        .total();
  };
  Vector<double> gradient(start.parameters.size()), unused(start.parameters.size());
  lossAt(start.parameters, gradient);
  constexpr double h = 1e-6;
  for (Index i = 0; i < gradient.size(); ++i) {
    Vector<double> moved = start.parameters;
    moved[i] += h;
    const double after = lossAt(moved, unused);
    moved[i] -= 2 * h;
    const double slope = (after - lossAt(moved, unused)) / (2 * h);
    CAPTURE(i);
    REQUIRE(std::abs(slope - gradient[i]) < 1e-7);
  }
}

TEST_CASE("dropout: only steps are thinned, figures are those of the whole model") {
  const Setup start = setup(30);
  const Objective objective;
  const Dataset data{start.X, start.labels, 3};
  Trainer<double> trainer(makeModel<double>(start.model->shape()), start.parameters, matrixSource<double>(data));
  const double before = trainer.evaluate(objective).loss.total();
  NumpyRandom random(1);
  const StepReport report = trainer.step(objective, {.lr = 0}, {}, true, {0.5, &random});
  CHECK(report.batch.loss.total() != before);
  CHECK(trainer.evaluate(objective).loss.total() == before);
}

TEST_CASE("dropout: a step back draws the same units again, and a linear model none") {
  Session session(withAssignments({}, "model=two_layer hidden=20 dropout=0.5 batch=40").value());
  const auto lossAfter = [&session](std::int64_t steps) {
    REQUIRE(session.post("step " + std::to_string(steps)).ok());
    session.advance({steps});
    return session.observe({}).runs[0].last_batch.value().loss;
  };
  const double first = lossAfter(12);
  REQUIRE(session.post("back 5").ok());
  session.advance({0});
  CHECK(lossAfter(5) == first);

  Session linear(withAssignments({}, "dropout=0.5").value());
  Session plain(withAssignments({}, "").value());
  for (Session* each : {&linear, &plain}) {
    REQUIRE(each->post("step 5").ok());
    each->advance({5});
  }
  CHECK(linear.observe({}).runs[0].now.loss == plain.observe({}).runs[0].now.loss);
}

TEST_CASE("dropout: strengths that make no sense are refused in words") {
  for (const char* text : {"dropout=1", "dropout=-0.1", "dropout=2", "dropout=nan"}) {
    const auto settings = withAssignments({}, text);
    REQUIRE_FALSE(settings.ok());
    CHECK(settings.error().find("0 to 0.99") != std::string::npos);
  }
}

}  // namespace
}  // namespace lab
