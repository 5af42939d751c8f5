// One step: what it reports, what it changes, and what it leaves alone when it diverges.
#include "train/trainer.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "data/shapes.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "support.h"
#include "train/model_loss.h"

namespace lab {
namespace {

struct Setup {
  Dataset data;
  Vector<double> parameters;
  ModelShape shape;
};

Setup setup(ModelKind kind) {
  NumpyRandom random(5);
  Setup out;
  out.data = makeShape({.points = 15, .classes = 3}, random).value();
  out.shape = {kind, 2, 6, 3};
  out.parameters = initialParameters<double>(*makeModel<double>(out.shape), InitKind::scaled, 0.5, random);
  return out;
}

Trainer<double> trainerOf(const Setup& setup) {
  return {makeModel<double>(setup.shape), setup.parameters, matrixSource<double>(setup.data)};
}

const Objective objective{LossKind::softmax, {.l2 = 0.01, .l1 = 0.001}};

TEST_CASE("trainer: a full-batch step is parameters minus rate times gradient") {
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    const Setup start = setup(kind);
    Trainer<double> trainer = trainerOf(start);
    Activations<double> activations;
    Vector<double> gradient(start.parameters.size());
    const LossParts loss = lossAndGradient<double>(trainer.model(), objective, start.parameters, start.data.X,
                                                   start.data.y, activations, gradient);
    const Evaluation before = trainer.evaluate(objective);
    const StepReport report = trainer.step(objective, {.lr = 0.3}, {}, true);
    CHECK(report.applied);
    CHECK(report.batch.loss.data_loss == loss.data_loss);
    CHECK(report.batch.loss.reg_loss == loss.reg_loss);
    CHECK(before.loss.total() == loss.total());
    CHECK(before.accuracy == report.batch.accuracy);
    const Vector<double> expected = start.parameters - 0.3 * gradient;
    CHECK((trainer.parameters() - expected).cwiseAbs().maxCoeff() < 1e-16);
    CHECK(report.update_ratio == doctest::Approx(0.3 * gradient.norm() / start.parameters.norm()));
    CHECK(trainer.step(objective, {.lr = 0.3}, {}, false).update_ratio == 0);
  }
}

TEST_CASE("trainer: with max norm a step ends with every column of weights within it, and biases as they are") {
  const Setup start = setup(ModelKind::two_layer);
  Trainer<double> free = trainerOf(start);
  Trainer<double> bounded = trainerOf(start);
  Objective within = objective;
  within.max_norm = 0.05;
  free.step(objective, {.lr = 0.3}, {}, false);
  bounded.step(within, {.lr = 0.3}, {}, false);
  int shortened = 0;
  for (const ParameterBlock& block : free.model().blocks()) {
    const auto expected = view(free.parameters(), block);
    const auto ours = view(bounded.parameters(), block);
    for (Index j = 0; j < block.cols; ++j) {
      const double length = expected.col(j).norm();
      const bool too_long = block.is_weight && length > 0.05;
      shortened += too_long;
      const double factor = too_long ? 0.05 / length : 1;
      CHECK((ours.col(j) - factor * expected.col(j)).cwiseAbs().maxCoeff() < 1e-16);
    }
  }
  CHECK(shortened > 0);
}

TEST_CASE("trainer: all rows in order are the full batch, and a minibatch is its rows alone") {
  const Setup start = setup(ModelKind::two_layer);
  Trainer<double> full = trainerOf(start);
  Trainer<double> listed = trainerOf(start);
  std::vector<Index> rows(45);
  std::iota(rows.begin(), rows.end(), Index{0});
  full.step(objective, {.lr = 0.3}, {}, false);
  listed.step(objective, {.lr = 0.3}, rows, false);
  CHECK(full.parameters() == listed.parameters());

  // Three rows, one of them twice: the same as a data set of just those.
  const std::vector<Index> few{7, 30, 7};
  Setup small = start;
  small.data.X.resize(3, 2);
  small.data.y.clear();
  for (std::size_t i = 0; i < few.size(); ++i) {
    small.data.X.row(static_cast<Index>(i)) = start.data.X.row(few[i]);
    small.data.y.push_back(start.data.y[static_cast<std::size_t>(few[i])]);
  }
  Trainer<double> minibatch = trainerOf(start);
  Trainer<double> whole = trainerOf(small);
  const StepReport a = minibatch.step(objective, {.lr = 0.3}, few, true);
  const StepReport b = whole.step(objective, {.lr = 0.3}, {}, true);
  CHECK(a.batch.loss.total() == b.batch.loss.total());
  CHECK(a.batch.accuracy == b.batch.accuracy);
  CHECK(minibatch.parameters() == whole.parameters());
}

TEST_CASE("trainer: an evaluation in slices sees each example once, and comes to the same") {
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    Trainer<double> trainer = trainerOf(setup(kind));
    const Evaluation whole = trainer.evaluate(objective);
    EvaluationSums sums;
    std::optional<Evaluation> sliced;
    Index seen = 0;
    const auto see = [&seen](Index first, const auto& scores) {
      CHECK(first == seen);
      seen += scores.rows();
    };
    for (int call = 1; !sliced; ++call) {
      sliced = trainer.evaluateNext(trainer.examples(), objective, 20, sums, see);
      CHECK(sliced.has_value() == (call == 3));
      if (call < 3) trainer.scores(Matrix<double>::Ones(7, 2));  // somebody else uses the trainer's scratch
    }
    CHECK(seen == 45);
    CHECK(sliced->loss.data_loss == doctest::Approx(whole.loss.data_loss).epsilon(1e-14));
    CHECK(sliced->loss.reg_loss == whole.loss.reg_loss);
    CHECK(sliced->accuracy == whole.accuracy);
  }
}

TEST_CASE("trainer: predictions are the first class with the highest score") {
  Setup start = setup(ModelKind::linear);
  start.parameters.setZero();
  Trainer<double> trainer = trainerOf(start);
  std::vector<std::int32_t> predictions;
  const Evaluation tie = trainer.evaluate(objective, &predictions);
  CHECK(predictions == std::vector<std::int32_t>(45, 0));
  CHECK(tie.accuracy == doctest::Approx(1.0 / 3));

  trainer.step(objective, {.lr = 1}, {}, false);
  const Evaluation after = trainer.evaluate(objective, &predictions);
  const Matrix<double> scores = trainer.scores(start.data.X);
  int right = 0;
  for (Index i = 0; i < 45; ++i) {
    Index best = 0;
    scores.row(i).maxCoeff(&best);
    CHECK(predictions[static_cast<std::size_t>(i)] == best);
    right += best == start.data.y[static_cast<std::size_t>(i)];
  }
  CHECK(after.accuracy == right / 45.0);
}

TEST_CASE("trainer: a step that would not stay finite changes nothing") {
  const Setup start = setup(ModelKind::two_layer);
  Trainer<double> trainer = trainerOf(start);
  const UpdateRule momentum{.kind = OptimizerKind::momentum, .lr = 0.1};
  REQUIRE(trainer.step(objective, momentum, {}, false).applied);
  const Vector<double> parameters = trainer.parameters();
  const OptimizerState<double> state = trainer.optimizerState();

  // Too large an update: the loss is finite, the parameters would not be.
  const StepReport update = trainer.step(objective, {.kind = OptimizerKind::momentum, .lr = 1e308 * 10}, {}, true);
  CHECK_FALSE(update.applied);
  CHECK(std::isfinite(update.batch.loss.total()));
  CHECK(trainer.parameters() == parameters);
  CHECK(trainer.optimizerState().velocity == state.velocity);

  // A loss that is not finite.
  Vector<double> huge = Vector<double>::Constant(parameters.size(), 1e200);
  trainer.restore(huge, trainer.optimizerState());
  const StepReport loss = trainer.step(objective, momentum, {}, true);
  CHECK_FALSE(loss.applied);
  CHECK_FALSE(std::isfinite(loss.batch.loss.total()));
  CHECK(trainer.parameters() == huge);

  trainer.restore(parameters, state);
  CHECK(trainer.step(objective, momentum, {}, false).applied);
}

}  // namespace
}  // namespace lab
