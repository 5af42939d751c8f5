// No step leaves subnormal numbers behind: counted after runs in which weights decay, units die and probabilities
// vanish, for every update rule, loss, penalty, model and precision. How long a step takes then is not asked here.
#include "kernels/subnormal.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "data/shapes.h"
#include "kernels/elementary.h"
#include "loss/loss.h"
#include "loss/regularizer.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "support.h"
#include "train/model_loss.h"
#include "train/trainer.h"

namespace lab {
namespace {

template <class S>
void checkFlush() {
  constexpr S least = smallest_factor<S>;
  constexpr S nan = std::numeric_limits<S>::quiet_NaN();
  constexpr S infinity = std::numeric_limits<S>::infinity();
  const S below = std::nextafter(least, S(0));
  const S subnormal = std::numeric_limits<S>::denorm_min();
  const std::vector<S> numbers{least, -least, below, -below, subnormal, -subnormal, 0, 1, -1, infinity, -infinity, nan};
  for (const S number : numbers) {
    CAPTURE(number);
    const bool kept = !(std::abs(number) < least);
    const S one = flushed(number, least);
    CHECK((std::isnan(number) ? std::isnan(one) : one == (kept ? number : S(0))));
    const S positive = rectified(number);
    CHECK((std::isnan(number) ? std::isnan(positive) : positive == (kept && number > 0 ? number : S(0))));
    const Lanes<S> lanes = rectified(broadcast<Lanes<S>>(number));
    for (Index i = 0; i < lane_count<S>; ++i) CHECK((lanes[i] == positive || std::isnan(number)));
  }
  // The differences of neighbours are not subnormal.
  CHECK(std::isnormal(std::nextafter(least, S(1)) - least));
  CHECK(std::isnormal(least * std::numeric_limits<S>::epsilon()));
}

TEST_CASE("subnormal: what is below a bound becomes 0, and NaN stays") {
  checkFlush<float>();
  checkFlush<double>();
}

template <class S, class Numbers>
Index subnormals(const Numbers& numbers) {
  Index count = 0;
  for (Index j = 0; j < numbers.cols(); ++j) {
    for (Index i = 0; i < numbers.rows(); ++i) count += std::fpclassify(S(numbers(i, j))) == FP_SUBNORMAL;
  }
  return count;
}

// Three clouds, well apart, which are learned by heart, so that their gradient vanishes; and a third input that is
// always 0, whose weights only the penalty moves.
Dataset easyPoints(double scale) {
  NumpyRandom random(8);
  Dataset data = makeShape({.shape = Shape::blobs, .points = 11, .classes = 3, .noise = 0.1}, random).value();
  data.X *= scale;
  data.X.conservativeResize(data.X.rows(), 3);
  data.X.col(2).setZero();
  return data;
}

struct Case {
  ModelKind model;
  Objective objective;
  UpdateRule rule;
};

// Everything that a step of the trainer leaves behind, and the activations and dscores that it went through.
template <class S>
Index subnormalsAfter(const Case& which, int steps) {
  // Far out scores are far apart, and probabilities small; but steps that grow with the inputs overshoot there.
  const bool bounded = which.model == ModelKind::linear && which.objective.loss.power == 1;
  const Dataset data = easyPoints(bounded ? 20 : 1);
  const ModelShape shape{which.model, 3, 9, 3};
  NumpyRandom random(4);
  auto model = makeModel<S>(shape);
  Vector<S> parameters = initialParameters<S>(*model, InitKind::scaled, 1, random);
  // Units that are dead from the start: the penalty alone moves their weights.
  if (which.model == ModelKind::two_layer) {
    for (const Index unit : {0, 3, 8}) view(parameters, model->blocks()[1])(0, unit) = S(-50);
  }
  // Weights of the third input that are subnormal, and memory that is about to be.
  const ParameterBlock& first = model->blocks()[0];
  view(parameters, first).row(2).setConstant(S(0.5) * smallest_normal<S>);
  OptimizerState<S> memory = startedMemory<S>(which.rule.kind, parameters.size());
  for (Vector<S>* one : {&memory.velocity, &memory.squares}) {
    if (one->size() > 0) view(*one, first).row(2).setConstant(S(1.5) * smallest_normal<S>);
  }
  Trainer<S> trainer(std::move(model), parameters, matrixSource<S>(data));
  trainer.restore(parameters, memory);
  const Matrix<S> X = data.X.template cast<S>();
  Activations<S> activations;
  Index count = 0;
  for (int i = 0; i < steps; ++i) {
    const StepReport report = trainer.step(which.objective, which.rule, {}, false);
    REQUIRE(report.applied);
    if (i % 25 != 0 && i + 1 < steps) continue;
    count += subnormals<S>(trainer.parameters()) + subnormals<S>(*trainer.lastUpdate()) +
             subnormals<S>(trainer.optimizerState().velocity) + subnormals<S>(trainer.optimizerState().squares);
    trainer.model().forward(trainer.parameters(), X, activations);
    if (which.model == ModelKind::two_layer) count += subnormals<S>(activations.hidden.topRows(X.rows()));
    lossAndGradient<S>(which.objective.loss, activations.scores.topRows(X.rows()), data.y);
    count += subnormals<S>(activations.scores.topRows(X.rows()));
  }
  return count;
}

constexpr UpdateRule rules[] = {
    {.kind = OptimizerKind::sgd, .lr = 0.5},
    {.kind = OptimizerKind::momentum, .lr = 0.3, .momentum = 0.7},
    {.kind = OptimizerKind::nesterov, .lr = 0.3, .momentum = 0.7},
    {.kind = OptimizerKind::adagrad, .lr = 0.5},
    {.kind = OptimizerKind::rmsprop, .lr = 1e-2, .rms_decay = 0.6},
    {.kind = OptimizerKind::adam, .lr = 1e-2, .beta1 = 0.6, .beta2 = 0.7},
};

// In standard form, and the one whose slopes can be small.
std::vector<DataLoss> losses() {
  DataLoss squared(LossKind::svm);
  squared.power = 2;
  return {LossKind::softmax, LossKind::svm, squared};
}

// The slope of |w| alone takes steps that are never small: nothing decays there but the memory.
constexpr Regularizer penalties[] = {{}, {.l2 = 0.8}, {.l1 = 0.01}, {.l1 = 0.01, .elastic_beta = 40}};

template <class S>
void checkAll(int steps) {
  for (const ModelKind model : {ModelKind::linear, ModelKind::two_layer}) {
    for (const UpdateRule& rule : rules) {
      for (const DataLoss& loss : losses()) {
        for (const Regularizer& penalty : penalties) {
          CAPTURE(static_cast<int>(model));
          CAPTURE(static_cast<int>(rule.kind));
          CAPTURE(static_cast<int>(loss.kind));
          CAPTURE(loss.power);
          CAPTURE(penalty.l2);
          CAPTURE(penalty.l1);
          CHECK(subnormalsAfter<S>({model, {loss, penalty}, rule}, steps) == 0);
        }
      }
    }
  }
}

TEST_CASE("subnormal: none after a run in float32, whatever the rule, loss, penalty and model") {
  checkAll<float>(400);
}

TEST_CASE("subnormal: none after a run in float64, whatever the rule, loss, penalty and model") {
  checkAll<double>(1000);
}

// Of scores that are up to 800 apart.
template <class S>
Index subnormalDscores(const DataLoss& loss) {
  Scores<S> scores = Scores<S>::Zero(1601, 3);
  for (Index i = 0; i < scores.rows(); ++i) scores(i, 1) = S(-0.5) * S(i);
  lossAndGradient<S>(loss, scores, Labels(1601, 0));
  return subnormals<S>(scores);
}

// Of a hidden layer by points (2 inputs) and by the large product (12), whose sums are half a smallest normal number.
template <class S>
Index subnormalActivations(Index inputs) {
  const auto model = makeModel<S>({ModelKind::two_layer, inputs, 9, 3});
  Vector<S> parameters = Vector<S>::Constant(model->parameterCount(), smallest_factor<S>);
  view(parameters, model->blocks()[1]).setZero();
  const S x = S(0.5) * std::numeric_limits<S>::epsilon() / S(inputs);
  Activations<S> activations;
  model->forward(parameters, Matrix<S>::Constant(5, inputs, x), activations);
  return subnormals<S>(activations.hidden.topRows(5));
}

TEST_CASE("subnormal: no dscores and no activations") {
  for (const DataLoss& loss : losses()) {
    CHECK(subnormalDscores<float>(loss) == 0);
    CHECK(subnormalDscores<double>(loss) == 0);
  }
  for (const Index inputs : {2, 12}) {
    CHECK(subnormalActivations<float>(inputs) == 0);
    CHECK(subnormalActivations<double>(inputs) == 0);
  }
}

TEST_CASE("subnormal: none where columns are shortened, or a search draws parameters") {
  Matrix<float> weights = Matrix<float>::Constant(2, 3, smallest_factor<float>);
  weights.row(0).setConstant(1e10F);
  clipColumnNorms<float>(1, MatrixView<float>(weights.data(), 2, 3));
  CHECK(subnormals<float>(weights) == 0);
  CHECK(weights(0, 0) == doctest::Approx(1));

  NumpyRandom random(1);
  Vector<float> candidate;
  for (const OptimizerKind kind : {OptimizerKind::random_search, OptimizerKind::local_search}) {
    drawCandidate<float>({.kind = kind, .lr = 1e-39}, Vector<float>::Zero(50), random, candidate);
    CHECK(subnormals<float>(candidate) == 0);
  }
}

}  // namespace
}  // namespace lab
