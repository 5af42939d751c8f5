// Losses: the course's worked numbers to six digits, the naive loops as oracles, and the awkward scores.
#include "loss/loss.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "reference/loss.h"
#include "support.h"

namespace lab {
namespace {

DataLoss svm(double margin, int power, SvmSum sum, SvmReduce reduce) {
  DataLoss loss(LossKind::svm);
  loss.margin = margin;
  loss.power = power;
  loss.sum = sum;
  loss.reduce = reduce;
  return loss;
}

// A kind in all its variants.
std::vector<DataLoss> formsOf(LossKind kind) {
  std::vector<DataLoss> all;
  switch (kind) {
    case LossKind::softmax:
      all.push_back(LossKind::softmax);
      break;
    case LossKind::svm:
      for (const double margin : {1.0, 0.3, 7.0}) {
        for (const int power : {1, 2}) {
          for (const SvmSum sum : {SvmSum::others, SvmSum::all}) {
            for (const SvmReduce reduce : {SvmReduce::sum, SvmReduce::mean}) {
              all.push_back(svm(margin, power, sum, reduce));
            }
          }
        }
      }
      break;
  }
  return all;
}

const std::vector<DataLoss> losses = [] {
  std::vector<DataLoss> all;
  for (const LossKind kind : loss_kinds) {
    for (const DataLoss& form : formsOf(kind)) all.push_back(form);
  }
  return all;
}();

struct LossAndGradient {
  double loss = 0;
  Scores<double> dscores;
};

LossAndGradient evaluate(const DataLoss& kind, const Matrix<double>& scores, const Labels& labels) {
  LossAndGradient out{.dscores = scores};
  out.loss = lossAndGradient<double>(kind, out.dscores, labels);
  return out;
}

double lossOf(const DataLoss& kind, const std::vector<double>& scores, std::int32_t label) {
  Matrix<double> row(1, static_cast<Index>(scores.size()));
  for (std::size_t j = 0; j < scores.size(); ++j) row(0, static_cast<Index>(j)) = scores[j];
  const double with_gradient = evaluate(kind, row, {label}).loss;
  CHECK(test::near(with_gradient, lossOnly<double>(kind, row, Labels{label}), 1e-15 * (1 + with_gradient)));
  return with_gradient;
}

TEST_CASE("loss: the lecture's three images under the SVM") {
  CHECK(test::near(lossOf(LossKind::svm, {3.2, 5.1, -1.7}, 0), 2.9, 1e-9));
  CHECK(lossOf(LossKind::svm, {1.3, 4.9, 2.0}, 1) == 0);
  CHECK(test::near(lossOf(LossKind::svm, {2.2, 2.5, -3.1}, 2), 12.9, 1e-9));  // the lecture prints 10.9

  Matrix<double> scores(3, 3);
  scores << 3.2, 5.1, -1.7, 1.3, 4.9, 2.0, 2.2, 2.5, -3.1;
  CHECK(test::near(evaluate(LossKind::svm, scores, {0, 1, 2}).loss, 15.8 / 3, 1e-9));  // 5.27; the lecture prints 4.6
}

TEST_CASE("loss: the lecture's softmax example, in natural logarithms") {
  CHECK(test::near(lossOf(LossKind::softmax, {3.2, 5.1, -1.7}, 0), 2.040355, 5e-7));  // the lecture prints 0.89

  Matrix<double> scores(1, 3);
  scores << 3.2, 5.1, -1.7;
  const Matrix<double> dscores = evaluate(LossKind::softmax, scores, {0}).dscores;
  CHECK(test::near(dscores(0, 0) + 1, 0.129983, 5e-7));
  CHECK(test::near(dscores(0, 1), 0.869050, 5e-7));
  CHECK(test::near(dscores(0, 2), 0.000968, 5e-7));
}

TEST_CASE("loss: hinge and softmax side by side") {
  CHECK(test::near(lossOf(LossKind::svm, {-2.85, 0.86, 0.28}, 2), 1.58, 1e-9));
  CHECK(test::near(lossOf(LossKind::softmax, {-2.85, 0.86, 0.28}, 2), 1.040191, 5e-7));  // 0.452 in base 10
  CHECK(lossOf(LossKind::svm, {2, 11, 9, 8, 5}, 1) == 0);
  CHECK(test::near(lossOf(LossKind::softmax, {2, 11, 9, 8, 5}, 1), 0.17203930312807225, 1e-14));
  CHECK(lossOf(LossKind::svm, {2, 11, 9, 7, 5}, 1) == 0);
  CHECK(test::near(lossOf(LossKind::softmax, {2, 11, 9, 7, 5}, 1), 0.14518467717594596, 1e-14));
}

TEST_CASE("loss: the lecture's questions about the SVM, on its first image") {
  // Margins (3.2, 5.1, -1.7), cat: 5.1 - 3.2 + 1 = 2.9 and -1.7 - 3.2 + 1 < 0.
  const std::vector<double> scores{3.2, 5.1, -1.7};
  using enum SvmReduce;
  CHECK(test::near(lossOf(svm(1, 1, SvmSum::all, sum), scores, 0), 3.9, 1e-12));          // question 1: Δ more
  CHECK(test::near(lossOf(svm(1, 1, SvmSum::others, mean), scores, 0), 2.9 / 3, 1e-12));  // question 2: rescaled
  CHECK(test::near(lossOf(svm(1, 2, SvmSum::others, sum), scores, 0), 8.41, 1e-12));      // question 3: another loss
  CHECK(test::near(lossOf(svm(6, 1, SvmSum::others, sum), scores, 0), 7.9 + 1.1, 1e-12));
  CHECK(test::near(lossOf(svm(6, 2, SvmSum::all, mean), scores, 0), (62.41 + 1.21 + 36) / 3, 1e-12));
  Matrix<double> row(1, 3), expected(1, 3);
  row << 3.2, 5.1, -1.7;
  expected << -18.0, 15.8, 2.2;  // 2 x margin at the others, minus their sum at the label
  CHECK(test::largestDifference(evaluate(svm(6, 2, SvmSum::others, sum), row, {0}).dscores, expected) < 1e-13);
}

TEST_CASE("loss: the initial loss of each form of the SVM") {
  using enum SvmReduce;
  CHECK(chanceLoss(svm(1, 1, SvmSum::all, sum), 3) == 3);
  CHECK(chanceLoss(svm(1, 1, SvmSum::all, mean), 3) == doctest::Approx(1));
  CHECK(chanceLoss(svm(2, 2, SvmSum::others, sum), 3) == 8);
}

TEST_CASE("loss: softmax gradient is p - 1(j = y)") {
  Matrix<double> scores(1, 3);
  scores << std::log(0.2), std::log(0.3), std::log(0.5);
  Matrix<double> expected(1, 3);
  expected << 0.2, -0.7, 0.5;
  CHECK(test::largestDifference(evaluate(LossKind::softmax, scores, {1}).dscores, expected) < 1e-15);
}

TEST_CASE("loss: equal scores give the loss of a model that knows nothing") {
  for (const Index classes : {2, 3, 10}) {
    const Matrix<double> scores = Matrix<double>::Constant(4, classes, 0.37);
    for (const DataLoss& kind : losses) {
      CHECK(test::near(evaluate(kind, scores, {0, 1, 0, 1}).loss, chanceLoss(kind, classes),
                       1e-14 * (1 + chanceLoss(kind, classes))));
    }
    CHECK(test::near(chanceLoss(LossKind::softmax, classes), std::log(double(classes)), 1e-15));
    CHECK(chanceLoss(LossKind::svm, classes) == double(classes - 1));
  }
  CHECK(test::near(chanceLoss(LossKind::softmax, 3), 1.098612, 5e-7));
  CHECK(test::near(chanceLoss(LossKind::softmax, 10), 2.302585, 5e-7));
}

TEST_CASE("loss: both kernels agree with the naive loops") {
  NumpyRandom random(3);
  for (const DataLoss& kind : losses) {
    for (const Index examples : {1, 2, 7, 64, 301}) {
      for (const Index classes : {2, 3, 5, 8, 10, 17}) {
        for (const double scale : {1e-3, 1.0, 50.0}) {
          CAPTURE(static_cast<int>(kind.kind));
          CAPTURE(kind.power);
          CAPTURE(examples);
          CAPTURE(classes);
          CAPTURE(scale);
          const Matrix<double> scores = test::randomMatrix(examples, classes, scale, random);
          const Labels labels = test::randomLabels(examples, classes, random);
          Matrix<double> naive_dscores;
          const double naive = referenceLoss<double>(kind, scores, labels, naive_dscores);
          const LossAndGradient ours = evaluate(kind, scores, labels);
          REQUIRE(test::near(ours.loss, naive, 1e-13 * (1 + naive)));
          REQUIRE(test::near(lossOnly<double>(kind, scores, labels), naive, 1e-13 * (1 + naive)));
          REQUIRE(test::largestDifference(ours.dscores, naive_dscores) <
                  4e-15 * (1 + naive_dscores.cwiseAbs().maxCoeff()));

          const Scores<float> scores32 = scores.cast<float>();
          Scores<float> dscores32 = scores32;
          const float loss32 = lossAndGradient<float>(kind, dscores32, labels);
          REQUIRE(test::near(double(loss32), naive, 1e-5 * (1 + naive)));
          REQUIRE(test::near(double(lossOnly<float>(kind, scores32, labels)), naive, 1e-5 * (1 + naive)));
        }
      }
    }
  }
}

TEST_CASE("loss: the pieces of a batch add up to its loss, and have its gradient to the bit") {
  NumpyRandom random(9);
  const Matrix<double> scores = test::randomMatrix(23, 4, 2.0, random);
  const Labels labels = test::randomLabels(23, 4, random);
  for (const DataLoss& kind : losses) {
    const LossAndGradient whole = evaluate(kind, scores, labels);
    Scores<double> dscores = scores;
    double sum = 0;
    for (const auto& [first, count] : {std::pair<Index, Index>{0, 9}, {9, 1}, {10, 13}}) {
      const auto piece = std::span(labels).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
      sum += lossAndGradient<double>(kind, dscores.middleRows(first, count), piece, 23);
    }
    CHECK(test::near(sum, whole.loss, 1e-14 * (1 + whole.loss)));
    CHECK(dscores == whole.dscores);
  }
}

TEST_CASE("loss: the gradient of each row sums to zero") {
  NumpyRandom random(8);
  const Matrix<double> scores = test::randomMatrix(20, 6, 2.0, random);
  const Labels labels = test::randomLabels(20, 6, random);
  for (const DataLoss& kind : losses) {
    CHECK(evaluate(kind, scores, labels).dscores.rowwise().sum().cwiseAbs().maxCoeff() < 1e-14);
  }
}

TEST_CASE("loss: scores of any size stay finite, and a shift of all of them changes nothing") {
  CHECK(lossOf(LossKind::softmax, {1e4, 0, -1e4}, 0) == 0);
  CHECK(test::near(lossOf(LossKind::softmax, {1e4, 0, -1e4}, 2), 2e4, 1e-8));
  CHECK(test::near(lossOf(LossKind::softmax, {-1e4, -1e4 - 1, -1e4 - 2}, 0), lossOf(LossKind::softmax, {2, 1, 0}, 0),
                   1e-12));
  Scores<float> dscores(1, 2);
  dscores << 3e38f, -3e38f;
  CHECK(lossAndGradient<float>(LossKind::softmax, dscores, Labels{0}) == 0);
  CHECK(dscores.allFinite());
}

TEST_CASE("loss: a margin of exactly one is met, and then has no gradient") {
  Matrix<double> scores(1, 3);
  scores << 2, 1, 0.5;
  const LossAndGradient met = evaluate(LossKind::svm, scores, {0});
  CHECK(met.loss == 0);
  CHECK(met.dscores.isZero(0));
  scores(0, 1) = 1.25;
  const LossAndGradient inside = evaluate(LossKind::svm, scores, {0});
  CHECK(inside.loss == 0.25);
  Matrix<double> expected(1, 3);
  expected << -1, 1, 0;
  CHECK(inside.dscores == expected);
}

TEST_CASE("loss: a NaN score is a NaN loss, wherever it sits") {
  for (const DataLoss& kind : losses) {
    for (const Index at : {0, 1, 2}) {
      for (const std::int32_t label : {0, 1, 2}) {
        CAPTURE(static_cast<int>(kind.kind));
        CAPTURE(kind.power);
        CAPTURE(at);
        CAPTURE(label);
        Matrix<double> scores(1, 3);
        scores << 1, 2, 3;
        scores(0, at) = std::numeric_limits<double>::quiet_NaN();
        CHECK(std::isnan(evaluate(kind, scores, {label}).loss));
        CHECK(std::isnan(lossOnly<double>(kind, scores, Labels{label})));
      }
    }
  }
}

TEST_CASE("loss: every kind is among those that are tested") {
  for (const LossKind kind : loss_kinds) CHECK_FALSE(lossKey(kind).empty());
  CHECK(lossKey(static_cast<LossKind>(loss_kinds.size())).empty());
}

// What loss.h promises of every loss to the layers below it.
TEST_CASE_TEMPLATE("loss: it depends on differences of scores alone, and its dscores add up to 0", S, float, double) {
  constexpr Index examples = 37, classes = 10;
  constexpr double rounding = std::numeric_limits<S>::epsilon();
  NumpyRandom random(5);
  const Matrix<S> scores = test::randomMatrix(examples, classes, 3.0, random).cast<S>();
  const Labels labels = test::randomLabels(examples, classes, random);
  Matrix<S> shifted = scores;
  for (Index i = 0; i < examples; ++i) shifted.row(i).array() += S(double(i - 18) / 2);
  for (const DataLoss& loss : losses) {
    CAPTURE(lossKey(loss.kind));
    CAPTURE(loss.margin);
    CAPTURE(loss.power);
    Scores<S> dscores = scores, dshifted = shifted;
    const double value = double(lossAndGradient<S>(loss, dscores, labels));
    const double tolerance = 64 * rounding;
    CHECK(test::near(double(lossAndGradient<S>(loss, dshifted, labels)), value, tolerance * (1 + value)));
    CHECK(test::near(double(lossOnly<S>(loss, shifted, labels)), value, tolerance * (1 + value)));
    Matrix<S> naive;
    CHECK(test::near(double(referenceLoss<S>(loss, shifted, labels, naive)), value, tolerance * (1 + value)));
    const double largest = double(dscores.cwiseAbs().maxCoeff());
    CHECK(largest > 0);
    CHECK(double((dscores - dshifted).cwiseAbs().maxCoeff()) <= tolerance * (1 + largest));
    CHECK(double(dscores.rowwise().sum().cwiseAbs().maxCoeff()) <= tolerance * largest);
    CHECK(double(naive.rowwise().sum().cwiseAbs().maxCoeff()) <= tolerance * largest);
  }
}

}  // namespace
}  // namespace lab
