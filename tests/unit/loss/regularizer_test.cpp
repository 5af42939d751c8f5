// Penalties: the naive loops as oracle, and the course's two weight vectors that score alike.
#include "loss/regularizer.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "reference/loss.h"
#include "support.h"

namespace lab {
namespace {

double penaltyOf(const Regularizer& regularizer, const Matrix<double>& weights) {
  return penalty<double>(regularizer, {weights.data(), weights.rows(), weights.cols()});
}

Matrix<double> gradientOf(const Regularizer& regularizer, const Matrix<double>& weights, Matrix<double> start) {
  addPenaltyGradient<double>(regularizer, {weights.data(), weights.rows(), weights.cols()},
                             {start.data(), start.rows(), start.cols()});
  return start;
}

TEST_CASE("regularizer: penalty and gradient agree with the naive loops") {
  NumpyRandom random(6);
  for (const Regularizer& regularizer :
       {Regularizer{}, Regularizer{.l2 = 0.3}, Regularizer{.l2 = 0.3, .half = false}, Regularizer{.l1 = 0.2},
        Regularizer{.l2 = 0.3, .l1 = 0.2}, Regularizer{.l2 = 0.3, .l1 = 0.2, .half = false},
        Regularizer{.l1 = 0.2, .elastic_beta = 0.7}, Regularizer{.l2 = 0.3, .l1 = 0.2, .elastic_beta = 3}}) {
    for (const Index rows : {1, 2, 5, 33}) {
      for (const Index cols : {1, 3, 10}) {
        const Matrix<double> weights = test::randomMatrix(rows, cols, 1.0, random);
        const Matrix<double> start = test::randomMatrix(rows, cols, 1.0, random);
        Matrix<double> expected = start;
        const double naive = referencePenalty<double>(regularizer, weights, expected);
        CHECK(test::near(penaltyOf(regularizer, weights), naive, 1e-13 * (1 + naive)));
        CHECK(test::largestDifference(gradientOf(regularizer, weights, start), expected) < 1e-14);
      }
    }
  }
}

TEST_CASE("regularizer: with or without the half") {
  Matrix<double> weights(1, 2);
  weights << 3, -4;
  const Matrix<double> zero = Matrix<double>::Zero(1, 2);
  CHECK(penaltyOf({.l2 = 0.1, .half = true}, weights) == doctest::Approx(1.25));
  CHECK(penaltyOf({.l2 = 0.1, .half = false}, weights) == doctest::Approx(2.5));
  CHECK(penaltyOf({.l1 = 0.1}, weights) == doctest::Approx(0.7));
  CHECK(gradientOf({.l2 = 0.1, .half = true}, weights, zero)(0, 0) == doctest::Approx(0.3));
  CHECK(gradientOf({.l2 = 0.1, .half = false}, weights, zero)(0, 1) == doctest::Approx(-0.8));
  CHECK(gradientOf({.l1 = 0.1}, weights, zero)(0, 1) == -0.1);
}

TEST_CASE("regularizer: elastic net is the sum of |W| + beta W^2, times its strength") {
  Matrix<double> weights(1, 2);
  weights << 3, -4;
  const Matrix<double> zero = Matrix<double>::Zero(1, 2);
  const Regularizer elastic{.l1 = 0.1, .elastic_beta = 0.5};
  CHECK(penaltyOf(elastic, weights) == doctest::Approx(0.1 * (7 + 0.5 * 25)));
  CHECK(gradientOf(elastic, weights, zero)(0, 0) == doctest::Approx(0.1 * (1 + 0.5 * 2 * 3)));
  CHECK(gradientOf(elastic, weights, zero)(0, 1) == doctest::Approx(0.1 * (-1 - 0.5 * 2 * 4)));
  CHECK(penaltyOf({.l2 = 0, .l1 = 0, .elastic_beta = 5}, weights) == 0);
}

TEST_CASE("regularizer: max norm shortens the columns that are too long, and only those") {
  Matrix<double> weights(2, 3);
  weights << 3, 0.3, 0, 4, -0.4, 0;
  clipColumnNorms<double>(2.5, {weights.data(), 2, 3});
  Matrix<double> expected(2, 3);
  expected << 1.5, 0.3, 0, 2, -0.4, 0;
  CHECK(test::largestDifference(weights, expected) < 1e-15);
  weights(0, 1) = std::numeric_limits<double>::quiet_NaN();
  clipColumnNorms<double>(2.5, {weights.data(), 2, 3});
  CHECK(std::isnan(weights(0, 1)));
}

TEST_CASE("regularizer: L2 prefers spread weights, L1 is indifferent") {
  Matrix<double> w1(4, 1), w2(4, 1);
  w1 << 1, 0, 0, 0;
  w2 << 0.25, 0.25, 0.25, 0.25;
  CHECK(penaltyOf({.l2 = 1, .half = false}, w1) == 1.0);
  CHECK(penaltyOf({.l2 = 1, .half = false}, w2) == 0.25);
  CHECK(penaltyOf({.l1 = 1}, w1) == penaltyOf({.l1 = 1}, w2));
}

TEST_CASE("regularizer: the subgradient of |w| at zero is zero") {
  const Matrix<double> zero = Matrix<double>::Zero(2, 2);
  CHECK(gradientOf({.l2 = 1, .l1 = 1}, zero, zero).isZero(0));
}

}  // namespace
}  // namespace lab
