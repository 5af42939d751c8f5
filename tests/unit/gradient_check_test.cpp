// Backpropagation against centered differences, for every loss, model and regularizer; and a broken gradient is caught.
#include "train/gradient_check.h"

#include <functional>
#include <limits>

#include <doctest/doctest.h>

#include "data/shapes.h"
#include "model/init.h"
#include "support.h"

namespace lab {
namespace {

struct Case {
  ModelKind model;
  Objective objective;
};

// Softmax, and the SVM in all its forms.
std::vector<DataLoss> allLosses() {
  std::vector<DataLoss> losses{LossKind::softmax};
  for (const int power : {1, 2}) {
    for (const SvmSum sum : {SvmSum::others, SvmSum::all}) {
      for (const SvmReduce reduce : {SvmReduce::sum, SvmReduce::mean}) {
        DataLoss loss(LossKind::svm);
        loss.margin = power == 1 ? 1 : 0.5;
        loss.power = power;
        loss.sum = sum;
        loss.reduce = reduce;
        losses.push_back(loss);
      }
    }
  }
  return losses;
}

std::vector<Case> allCases() {
  std::vector<Case> cases;
  for (const ModelKind model : {ModelKind::linear, ModelKind::two_layer}) {
    for (const DataLoss& loss : allLosses()) {
      for (const Regularizer& regularizer :
           {Regularizer{}, Regularizer{.l2 = 0.1, .half = true}, Regularizer{.l2 = 0.1, .half = false},
            Regularizer{.l1 = 0.05}, Regularizer{.l2 = 0.1, .l1 = 0.05, .half = false},
            Regularizer{.l1 = 0.05, .elastic_beta = 0.8}}) {
        cases.push_back({model, {loss, regularizer}});
      }
    }
  }
  return cases;
}

GradientCheck check(const Case& which, const GradientCheckOptions& options = {}) {
  NumpyRandom random(31);
  const Dataset data = makeShape({.points = 12, .classes = 4}, random).value();
  const auto model = makeModel<double>({which.model, 2, 7, 4});
  Vector<double> parameters = initialParameters<double>(*model, InitKind::scaled, 0.7, random);
  // Biases too: at 0 they put the spiral's first point, the origin, on the bend of every ReLU.
  for (double& parameter : parameters) {
    if (parameter == 0) parameter = 0.7 * random.normal();
  }
  return checkGradient(*model, which.objective, parameters, data.X, data.y, options);
}

TEST_CASE("gradient check: every loss, model and regularizer passes") {
  for (const Case& which : allCases()) {
    CAPTURE(static_cast<int>(which.model));
    CAPTURE(static_cast<int>(which.objective.loss.kind));
    CAPTURE(which.objective.loss.power);
    CAPTURE(which.objective.regularizer.l2);
    CAPTURE(which.objective.regularizer.l1);
    const GradientCheck result = check(which);
    CHECK(result.passed);
    CHECK(result.blocks.size() == (which.model == ModelKind::linear ? 2 : 4));
    for (const BlockCheck& block : result.blocks) {
      CAPTURE(std::string(block.name));
      CHECK(block.worst.relative_error < 1e-6);
      CHECK(block.kinks * 4 <= block.checked);
    }
  }
}

TEST_CASE("gradient check: every block's gradient, broken on purpose, fails in every combination") {
  for (const Case& which : allCases()) {
    CAPTURE(static_cast<int>(which.model));
    CAPTURE(static_cast<int>(which.objective.loss.kind));
    CAPTURE(which.objective.loss.power);
    const auto model = makeModel<double>({which.model, 2, 7, 4});
    for (const ParameterBlock& block : model->blocks()) {
      CAPTURE(std::string(block.name));
      const auto fails = [&](const std::function<void(Eigen::Ref<Vector<double>>)>& damage) {
        return !check(
                    which,
                    {.tamper = [&](Vector<double>& gradient) { damage(gradient.segment(block.offset, block.size())); }})
                    .passed;
      };
      CHECK(fails([](Eigen::Ref<Vector<double>> g) { g *= 1.001; }));
      CHECK(fails([](Eigen::Ref<Vector<double>> g) { g *= -1.0; }));
      CHECK(fails([](Eigen::Ref<Vector<double>> g) { g.setZero(); }));
      CHECK(fails([](Eigen::Ref<Vector<double>> g) { g.setConstant(std::numeric_limits<double>::quiet_NaN()); }));
      CHECK(fails([](Eigen::Ref<Vector<double>> g) { g[g.size() - 1] += 1e-3; }));
    }
  }
}

TEST_CASE("gradient check: a forgotten regularizer is caught") {
  // The numerical side knows the penalty, the analytic side is that of the data alone.
  for (const Regularizer& regularizer : {Regularizer{.l2 = 0.1}, Regularizer{.l1 = 0.05}}) {
    const Case with{ModelKind::two_layer, {LossKind::softmax, regularizer}};
    Vector<double> without;
    check({ModelKind::two_layer, {LossKind::softmax, {}}}, {.tamper = [&](Vector<double>& g) { without = g; }});
    CHECK_FALSE(check(with, {.tamper = [&](Vector<double>& g) { g = without; }}).passed);
  }
}

TEST_CASE("gradient check: where most parameters have no derivative it does not pass") {
  NumpyRandom random(31);
  const Dataset data = makeShape({.points = 12, .classes = 4}, random).value();
  const auto model = makeModel<double>({ModelKind::linear, 2, 0, 4});
  const Vector<double> zero = Vector<double>::Zero(model->parameterCount());
  const GradientCheck result = checkGradient(*model, {LossKind::softmax, {.l1 = 0.1}}, zero, data.X, data.y);
  CHECK_FALSE(result.passed);
  CHECK(result.blocks[0].kinks == result.blocks[0].checked);
  CHECK(result.blocks[1].kinks == 0);
}

}  // namespace
}  // namespace lab
