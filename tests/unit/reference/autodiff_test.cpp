// Automatic differentiation against backpropagation, for every loss, model and regularizer; and against derivatives
// that can be written down.
#include "reference/autodiff.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "gradient_cases.h"
#include "model/classifiers.h"
#include "support.h"
#include "train/model_loss.h"

namespace lab {
namespace {

using test::GradientCase;
using test::GradientPoint;

TEST_CASE("automatic differentiation: loss and gradient are backpropagation's to 1e-9") {
  double worst = 0;
  for (const GradientCase& which : test::allGradientCases()) {
    CAPTURE_GRADIENT_CASE(which);
    const GradientPoint point(which.model);
    Activations<double> activations;
    Vector<double> gradient(point.parameters.size());
    const LossParts loss = lossAndGradient<double>(*point.model, which.objective, point.parameters, point.data.X,
                                                   point.data.y, activations, gradient);
    for (Index i = 0; i < gradient.size(); ++i) {
      const AutomaticDerivative automatic =
          automaticDerivative(point.model->shape(), which.objective, point.parameters, point.data.X, point.data.y, i);
      CHECK(test::near(automatic.loss, loss.total(), 1e-12));
      CHECK(test::near(automatic.derivative, gradient[i], 1e-9));
      worst = std::max(worst, std::abs(automatic.derivative - gradient[i]));
    }
  }
  CHECK(worst < 1e-13);  // rounding and no more
}

TEST_CASE("automatic differentiation: softmax of one example is p - 1(j = y), by hand") {
  // A linear model at 0 gives every class the same probability; with x = 1 the gradient on W is that on the scores.
  const auto model = makeModel<double>({ModelKind::linear, 1, 0, 4});
  const Vector<double> zero = Vector<double>::Zero(model->parameterCount());
  const Matrix<double> X = Matrix<double>::Ones(1, 1);
  const Labels labels{2};
  for (Index j = 0; j < 4; ++j) {
    const AutomaticDerivative automatic =
        automaticDerivative(model->shape(), {LossKind::softmax, {}}, zero, X, labels, j);
    CHECK(automatic.loss == doctest::Approx(std::log(4.0)));
    CHECK(automatic.derivative == doctest::Approx(j == 2 ? -0.75 : 0.25));
  }
}

TEST_CASE("automatic differentiation: large scores neither overflow nor lose the derivative") {
  const auto model = makeModel<double>({ModelKind::linear, 1, 0, 2});
  Vector<double> parameters = Vector<double>::Zero(model->parameterCount());
  parameters[0] = 2000;
  const Matrix<double> X = Matrix<double>::Ones(1, 1);
  const AutomaticDerivative automatic =
      automaticDerivative(model->shape(), {LossKind::softmax, {}}, parameters, X, Labels{1}, 0);
  CHECK(automatic.loss == doctest::Approx(2000));
  CHECK(automatic.derivative == doctest::Approx(1));
}

}  // namespace
}  // namespace lab
