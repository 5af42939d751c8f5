// Backpropagation against centered differences and automatic differentiation, for every loss, model, regularizer and
// precision; and a broken gradient is caught.
#include "train/gradient_check.h"

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "gradient_cases.h"
#include "model/classifiers.h"
#include "support.h"
#include "train/model_loss.h"

namespace lab {
namespace {

using test::allGradientCases;
using test::GradientCase;
using test::GradientPoint;

const Objective smooth{LossKind::softmax, {}};

GradientCheck check(const GradientCase& which, const GradientCheckOptions& options = {}) {
  const GradientPoint point(which.model);
  return checkGradient(*point.model, which.objective, point.parameters, point.data.X, point.data.y, options);
}

TEST_CASE("gradient check: every loss, model and regularizer passes") {
  for (const GradientCase& which : allGradientCases()) {
    CAPTURE_GRADIENT_CASE(which);
    const GradientCheck result = check(which);
    CHECK(result.passed);
    CHECK(result.blocks.size() == (which.model == ModelKind::linear ? 2 : 4));
    for (const BlockCheck& block : result.blocks) {
      CAPTURE(std::string(block.name));
      CHECK(block.worst.relative_error < 1e-6);
      CHECK(block.automatic_error < 1e-9);
      CHECK(block.kinks * 4 <= block.checked);
    }
  }
}

// float32 carries 24 bits, 6e-8 of a number; the sums of this model add a few of such roundings up. Of the gradient's
// length in each block that may be 2e-6 (measured: 3.3e-7).
TEST_CASE("gradient check: in float32 the gradient is that of float64, to its precision") {
  for (const GradientCase& which : allGradientCases()) {
    CAPTURE_GRADIENT_CASE(which);
    const GradientPoint point(which.model);
    const auto model = makeModel<float>(point.model->shape());
    const Vector<float> parameters = point.parameters.cast<float>();
    const Matrix<float> X = point.data.X.cast<float>();
    const Vector<double> same_parameters = parameters.cast<double>();
    const Matrix<double> same_X = X.cast<double>();
    Activations<float> activations;
    Activations<double> exact_activations;
    Vector<float> gradient(parameters.size());
    Vector<double> exact(parameters.size());
    const LossParts loss =
        lossAndGradient<float>(*model, which.objective, parameters, X, point.data.y, activations, gradient);
    const LossParts exact_loss = lossAndGradient<double>(*point.model, which.objective, same_parameters, same_X,
                                                         point.data.y, exact_activations, exact);
    CHECK(loss.total() == doctest::Approx(exact_loss.total()).epsilon(2e-6));
    for (const ParameterBlock& block : model->blocks()) {
      CAPTURE(std::string(block.name));
      const auto ours = gradient.segment(block.offset, block.size()).cast<double>();
      const auto theirs = exact.segment(block.offset, block.size());
      CHECK((ours - theirs).norm() < 2e-6 * theirs.norm());
    }
  }
}

TEST_CASE("gradient check: every block's gradient, broken on purpose, fails in every combination" *
          doctest::test_suite("long")) {
  for (const GradientCase& which : allGradientCases()) {
    CAPTURE_GRADIENT_CASE(which);
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

TEST_CASE("gradient check: where most parameters have no derivative it does not pass") {
  const GradientPoint point(ModelKind::linear);
  const Vector<double> zero = Vector<double>::Zero(point.model->parameterCount());
  const GradientCheck result =
      checkGradient(*point.model, {LossKind::softmax, {.l1 = 0.1}}, zero, point.data.X, point.data.y);
  CHECK_FALSE(result.passed);
  CHECK(result.blocks[0].kinks == result.blocks[0].checked);
  CHECK(result.blocks[1].kinks == 0);
}

TEST_CASE("gradient check: a kink is marked wherever within h it lies, and nowhere else") {
  // |w| bends at 0; the other parameters of this smooth loss have no kink.
  GradientPoint point(ModelKind::linear);
  const Objective objective{LossKind::softmax, {.l1 = 0.1}};
  for (const double distance : {0.0, 1e-7, 3.3e-6, 5e-6, 9e-6, -9e-6}) {
    CAPTURE(distance);
    point.parameters[1] = distance;
    GradientChecker checker(*point.model, objective, point.parameters, point.data.X, point.data.y);
    const GradientEntry at_kink = checker.check(1);
    CHECK(at_kink.kink);
    CHECK(at_kink.automatic_error < 1e-9);  // at the point itself both take the flat side
    CHECK_FALSE(checker.check(0).kink);
    CHECK_FALSE(checker.check(9).kink);
  }
  point.parameters[1] = 1.2e-5;
  CHECK_FALSE(GradientChecker(*point.model, objective, point.parameters, point.data.X, point.data.y).check(1).kink);
}

TEST_CASE("gradient check: the forward difference is the lecture's, and rougher than the centered one") {
  const GradientPoint point(ModelKind::two_layer);
  const Objective objective{LossKind::softmax, {.l2 = 0.1}};
  GradientChecker checker(*point.model, objective, point.parameters, point.data.X, point.data.y);
  double forward = 0, centered = 0;
  for (Index i = 0; i < point.parameters.size(); ++i) {
    const GradientEntry entry = checker.check(i);
    if (entry.kink) continue;
    CHECK(entry.forward_error < 1e-2);
    forward = std::max(forward, entry.forward_error);
    centered = std::max(centered, entry.relative_error);
  }
  CHECK(forward > 100 * centered);
}

// The relative error is the lecture's, whatever the size of the gradient: 2 for a wrong sign, 1 for a missing term.
TEST_CASE("gradient check: |a - n| / max(|a|, |n|), also of small gradients") {
  GradientPoint point(ModelKind::linear);
  point.data.X.col(0).setZero();  // what moves its weights is the penalty alone:
  point.parameters[1] = 3e-6;     // here with a slope of 3e-7
  const Objective objective{LossKind::softmax, {.l2 = 0.1}};
  const auto entryWith = [&](Index parameter, const std::function<void(double&)>& damage) {
    return GradientChecker(*point.model, objective, point.parameters, point.data.X, point.data.y,
                           {.tamper = [&](Vector<double>& gradient) { damage(gradient[parameter]); }})
        .check(parameter);
  };
  for (Index i = 0; i < point.parameters.size(); ++i) {
    const GradientEntry flipped = entryWith(i, [](double& g) { g = -g; });
    CHECK(flipped.relative_error == doctest::Approx(2).epsilon(1e-3));
    CHECK(flipped.counts());
    const GradientEntry missing = entryWith(i, [](double& g) { g = 0; });
    CHECK(missing.relative_error == 1);
    CHECK(missing.forward_error == 1);
    CHECK(missing.counts());
    const GradientEntry half = entryWith(i, [](double& g) { g *= 0.5; });
    CHECK(half.relative_error == doctest::Approx(0.5).epsilon(1e-3));
  }
}

// Features of 1e-7 make gradients of that size; of 1e-10, gradients less than rounding leaves of a difference.
TEST_CASE("gradient check: what rounding hides is too small to judge, what it does not hide is judged") {
  GradientPoint point(ModelKind::linear);
  for (const double size : {1e-7, 1e-10}) {
    CAPTURE(size);
    point.data.X.col(0).setConstant(size);
    const bool hidden = size < 1e-9;
    const auto entryWith = [&](double factor) {
      return GradientChecker(*point.model, smooth, point.parameters, point.data.X, point.data.y,
                             {.tamper = [&](Vector<double>& gradient) { gradient[1] *= factor; }})
          .check(1);
    };
    const GradientEntry right = entryWith(1);
    CHECK(std::abs(right.analytic - right.centered) <= right.blur);
    CHECK(right.blur < 2e-9);
    CHECK(right.counts() == (right.relative_error < 1e-6));
    CHECK(right.automatic_error < 1e-6);
    for (const double factor : {-1.0, 0.0}) {
      const GradientEntry wrong = entryWith(factor);
      // Beside the automatic derivative, which has no h, a sign shows even there.
      if (!hidden) CHECK(wrong.relative_error == doctest::Approx(1 - factor).epsilon(1e-2));
      CHECK(wrong.counts());
    }
  }
  // A feature that is always 0: both gradients are, exactly.
  point.data.X.col(0).setZero();
  GradientChecker checker(*point.model, smooth, point.parameters, point.data.X, point.data.y);
  CHECK(checker.check(1).relative_error == 0);
  CHECK(checker.check(1).counts());
}

TEST_CASE("gradient check: where nothing can be judged it does not pass") {
  GradientPoint point(ModelKind::linear);
  point.data.X.setConstant(1e-13);
  for (Index i = 0; i < point.data.X.rows(); ++i) point.data.y[static_cast<std::size_t>(i)] = 0;
  Vector<double> sure = Vector<double>::Zero(point.model->parameterCount());
  sure[8] = 25;  // the bias of class 0: every gradient is near 1e-11 or less
  const GradientCheck result = checkGradient(*point.model, smooth, sure, point.data.X, point.data.y);
  Index counted = 0;
  for (const BlockCheck& block : result.blocks) counted += block.checked - block.too_small - block.kinks;
  CHECK(counted == 0);
  CHECK_FALSE(result.passed);
}

TEST_CASE("gradient check: the bands of the course, and NaN is in the worst") {
  CHECK(bandOf(0) == GradientBand::happy);
  CHECK(bandOf(1e-7) == GradientBand::happy);
  CHECK(bandOf(2e-7) == GradientBand::kinks_only);
  CHECK(bandOf(1e-4) == GradientBand::kinks_only);
  CHECK(bandOf(2e-4) == GradientBand::uncomfortable);
  CHECK(bandOf(1e-2) == GradientBand::uncomfortable);
  CHECK(bandOf(2e-2) == GradientBand::wrong);
  CHECK(bandOf(std::nan("")) == GradientBand::wrong);
}

}  // namespace
}  // namespace lab
