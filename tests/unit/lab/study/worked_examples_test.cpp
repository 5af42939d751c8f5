// The course's worked examples to six digits, and its errata: the right figure is ours, the printed one is not.
#include "lab/study/worked_examples.h"

#include <cmath>

#include <doctest/doctest.h>

#include "lab/observe/loss_terms.h"
#include "support.h"

namespace lab {
namespace {

const WorkedExample& exampleNamed(std::string_view title) {
  for (const WorkedExample& example : workedExamples()) {
    if (example.title == title) return example;
  }
  FAIL("no such example");
  return workedExamples().front();
}

double lossOf(const WorkedExample& example, LossKind kind, std::size_t i) {
  return lossTerms(kind, example.scores[i], example.labels[i]).loss;
}

TEST_CASE("worked examples: the lecture's three images") {
  const WorkedExample& images = exampleNamed("Three images");
  CHECK(test::near(lossOf(images, LossKind::svm, 0), 2.9, 1e-12));
  CHECK(lossOf(images, LossKind::svm, 1) == 0);
  CHECK(test::near(lossOf(images, LossKind::svm, 2), 12.9, 1e-12));
  CHECK(test::near(meanLoss(LossKind::svm, images.scores, images.labels), 5.266667, 5e-7));
  CHECK(test::near(lossOf(images, LossKind::softmax, 0), 2.040355, 5e-7));
  const LossTerms cat = lossTerms(LossKind::softmax, images.scores[0], 0);
  CHECK(test::near(cat.exponentials[0], 24.532530, 5e-7));
  CHECK(test::near(cat.exponentials[1], 164.021907, 5e-7));
  CHECK(test::near(cat.exponentials[2], 0.182684, 5e-7));
  CHECK(test::near(cat.probabilities[0], 0.129983, 5e-7));
  CHECK(test::near(cat.probabilities[1], 0.869050, 5e-7));
  CHECK(test::near(cat.probabilities[2], 0.000968, 5e-7));
}

TEST_CASE("worked examples: hinge beside softmax, five classes, p - y") {
  const WorkedExample& both = exampleNamed("Hinge and softmax");
  CHECK(test::near(lossOf(both, LossKind::svm, 0), 1.58, 1e-12));
  CHECK(test::near(lossOf(both, LossKind::softmax, 0), 1.040191, 5e-7));

  WorkedExample five = exampleNamed("Five classes");
  CHECK(lossOf(five, LossKind::svm, 0) == 0);
  CHECK(test::near(lossOf(five, LossKind::softmax, 0), 0.17203930312807225, 1e-14));
  CHECK(five.scores[0][3] == 8);
  five.scores[0][3] = 7;
  CHECK(lossOf(five, LossKind::svm, 0) == 0);
  CHECK(test::near(lossOf(five, LossKind::softmax, 0), 0.14518467717594596, 1e-14));

  const WorkedExample& gradient = exampleNamed("p − y");
  const LossTerms terms = lossTerms(LossKind::softmax, gradient.scores[0], gradient.labels[0]);
  for (const auto& [at, expected] : {std::pair{0, 0.2}, {1, -0.7}, {2, 0.5}}) {
    CHECK(test::near(terms.dscores[static_cast<std::size_t>(at)], expected, 1e-15));
  }
}

TEST_CASE("worked examples: every erratum is one, and a base-10 logarithm explains those of softmax") {
  int errata = 0;
  for (const WorkedExample& example : workedExamples()) {
    for (const Erratum& erratum : example.errata) {
      ++errata;
      const double right = erratum.example ? lossOf(example, erratum.loss, *erratum.example)
                                           : meanLoss(erratum.loss, example.scores, example.labels);
      CHECK(std::abs(right - erratum.printed) > 0.5);
      if (erratum.loss == LossKind::softmax) CHECK(test::near(right / std::log(10.0), erratum.printed, 0.005));
    }
  }
  CHECK(errata == 4);
}

TEST_CASE("worked examples: to meet the margins true scores rise alone, and no loss grows") {
  for (const WorkedExample& example : workedExamples()) {
    for (std::size_t i = 0; i < example.scores.size(); ++i) {
      std::vector<double> met = example.scores[i];
      meetMargin(met, example.labels[i], 1);
      for (std::size_t j = 0; j < met.size(); ++j) {
        CHECK(met[j] >= example.scores[i][j]);
        if (static_cast<int>(j) != example.labels[i]) CHECK(met[j] == example.scores[i][j]);
      }
      CHECK(test::near(lossTerms(LossKind::svm, met, example.labels[i]).loss, 0, 1e-14));
      for (const LossKind loss : {LossKind::svm, LossKind::softmax}) {
        CHECK(lossTerms(loss, met, example.labels[i]).loss <= lossOf(example, loss, i));
      }
    }
  }
  std::vector<double> car{1.3, 4.9, 2.0};
  meetMargin(car, 1, 1);
  CHECK(car[1] == 4.9);  // leads by more
}

TEST_CASE("worked examples: L2 prefers the spread weights, L1 is indifferent") {
  const std::array<double, 4> w1{1, 0, 0, 0}, w2{0.25, 0.25, 0.25, 0.25};
  CHECK(penaltyOfWeights({.l2 = 1, .half = false}, w1) == 1);
  CHECK(penaltyOfWeights({.l2 = 1, .half = false}, w2) == 0.25);
  CHECK(penaltyOfWeights({.l1 = 1}, w1) == penaltyOfWeights({.l1 = 1}, w2));
  CHECK(penaltyOfWeights({.l1 = 1, .elastic_beta = 0.5}, w2) == 1.125);
}

TEST_CASE("loss terms: they add up to the loss in every form of the SVM") {
  const std::vector<double> scores{0.3, -1.2, 2.5, 2.4};
  for (const int power : {1, 2}) {
    for (const SvmSum sum : {SvmSum::others, SvmSum::all}) {
      for (const SvmReduce reduce : {SvmReduce::sum, SvmReduce::mean}) {
        DataLoss form(LossKind::svm);
        form.margin = 0.75;
        form.power = power;
        form.sum = sum;
        form.reduce = reduce;
        const LossTerms terms = lossTerms(form, scores, 2);
        double total = 0;
        for (const double margin : terms.margins) total += power == 2 ? margin * margin : margin;
        if (reduce == SvmReduce::mean) total /= 4;
        CHECK(test::near(terms.loss, total, 1e-14));
        CHECK(terms.exponentials.empty());
      }
    }
  }
}

}  // namespace
}  // namespace lab
