// Loops against matrix products: the same numbers, honest times.
#include <cmath>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "reference/linear.h"
#include "reference/loss.h"
#include "session_support.h"
#include "support.h"
#include "train/trainer.h"

namespace lab {
namespace {

using namespace test;

const NaiveSnapshot& naiveOf(Session& session) {
  command(session, "check naive");
  while (session.advance({7}) > 0) {
  }
  REQUIRE(session.observe({}).studies->check.has_value());
  return *session.observe({}).studies->check->naive;
}

TEST_CASE("naive linear: products by loops are the matrix products, also in parts") {
  NumpyRandom random(3);
  const Matrix<double> X = test::randomMatrix(7, 5, 1, random);
  const Matrix<double> W = test::randomMatrix(5, 3, 1, random);
  const Vector<double> b = test::randomMatrix(3, 1, 1, random).col(0);
  const Matrix<double> dscores = test::randomMatrix(7, 3, 1, random);
  Matrix<double> scores(7, 3);
  Matrix<double> dW = Matrix<double>::Zero(5, 3);
  Vector<double> db = Vector<double>::Zero(3);
  for (const auto& [first, count] : {std::pair<Index, Index>{0, 4}, {4, 3}}) {
    referenceScores(X, W, b, first, count, scores);
    addReferenceGradient(X, dscores, first, count, dW, db);
  }
  const Matrix<double> expected = (X * W).rowwise() + b.transpose();
  CHECK(test::largestDifference(scores, expected) < 1e-14);
  CHECK(test::largestDifference(dW, X.transpose() * dscores) < 1e-14);
  CHECK(test::largestDifference(db, dscores.colwise().sum().transpose()) < 1e-14);
}

TEST_CASE("check naive: both losses agree, on images, while the plane is on the screen too") {
  for (const char* mode : {"mode images", "mode plane"}) {
    Session session({}, test::someLibrary(620, 10));
    command(session, mode);
    const NaiveSnapshot& naive = naiveOf(session);
    CHECK(naive.images == 500);
    CHECK(naive.verdict == CheckVerdict::passed);
    REQUIRE(naive.losses.size() == 2);
    CHECK(naive.losses[0].loss == "softmax");
    CHECK(naive.losses[1].loss == "svm");
    CHECK(naive.losses[0].matrix_loss == doctest::Approx(std::log(10.0)).epsilon(0.2));
    CHECK(naive.losses[1].matrix_loss == doctest::Approx(9).epsilon(0.2));
    for (const NaiveComparison& one : naive.losses) {
      CHECK(one.finished);
      CHECK(std::abs(one.loops_loss - one.matrix_loss) < 1e-10);
      CHECK(one.gradient_norm > 0);
      CHECK(one.gradient_difference < 1e-10 * one.gradient_norm);
      CHECK(one.loops_seconds == 0);  // no clock was lent
      CHECK(one.matrix_seconds == 0);
    }
  }
}

TEST_CASE("check naive: as many images as there are, and times by the lent clock") {
  Session session({}, test::someLibrary(30, 10));
  double now = 0;
  session.lendClock([&] { return now += 0.5; });
  const NaiveSnapshot& naive = naiveOf(session);
  CHECK(naive.images == 30);
  CHECK(naive.losses[0].loops_seconds == doctest::Approx(1.5));   // scores, loss, gradient
  CHECK(naive.losses[0].matrix_seconds == doctest::Approx(0.1));  // one reading over five passes
  CHECK(test::contains(naive.reason, "15 times as fast"));
}

}  // namespace
}  // namespace lab
