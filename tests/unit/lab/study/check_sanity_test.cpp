// The sanity checks pass and fail where they should, and say why.
#include <cmath>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/study/sanity_data.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

SanitySnapshot sanityOf(SanityCheck which, const std::string& settings,
                        const std::shared_ptr<const ImageLibrary>& images = nullptr) {
  const auto place = static_cast<std::size_t>(which);
  Session session(settingsOf(settings), images);
  command(session, "check sanity " + std::string(sanity_checks[place]));
  while (session.advance({1000}) > 0) {
  }
  const auto& check = session.observe({}).studies->check;
  REQUIRE(check.has_value());
  REQUIRE(check->sanity[place].has_value());
  CHECK(test::first(session).iteration == 0);  // the run on the screen is left alone
  return *check->sanity[place];
}

bool passed(const SanitySnapshot& sanity) { return sanity.verdict == CheckVerdict::passed; }

TEST_CASE("sanity, initial loss: ln C and C - 1, and a form of the SVM has its own") {
  struct Case {
    const char* settings;
    double expected;
    const char* word;
  };
  for (const Case& one :
       {Case{"model=linear", std::log(3.0), "ln 3"}, Case{"model=two_layer l2=1000", std::log(3.0), "ln 3"},
        Case{"loss=svm classes=5", 4, "5 − 1 = 4"},
        Case{"loss=svm svm_sum=all svm_margin=2 init=zero", 6, "equal scores"},
        Case{"init=zero dropout=0.5 model=two_layer precision=float64", std::log(3.0), "ln 3"}}) {
    CAPTURE(one.settings);
    const SanitySnapshot sanity = sanityOf(SanityCheck::initial_loss, one.settings);
    CHECK(passed(sanity));
    REQUIRE(sanity.figures.size() == 3);
    CHECK(sanity.figures[0].value == doctest::Approx(one.expected));
    CHECK(sanity.figures[2].value == doctest::Approx(one.expected).epsilon(1e-5));
    CHECK(contains(sanity.reason, one.word));
  }
}

TEST_CASE("sanity, initial loss: weights that are too large fail, and the reason is theirs") {
  const SanitySnapshot sanity = sanityOf(SanityCheck::initial_loss, "init_scale=10");
  CHECK_FALSE(passed(sanity));
  CHECK(contains(sanity.reason, "weight scale 10"));
  CHECK(contains(sanity.reason, "the loss is right"));
  CHECK(sanity.figures[2].value == doctest::Approx(std::log(3.0)).epsilon(1e-5));
}

TEST_CASE("sanity, initial loss: on images the first loss of every preset is told, with ln 10 or 9") {
  const auto images = test::someLibrary(300, 10);
  for (const char* preset : {"preset=cifar_softmax", "preset=cifar_svm", "preset=cifar_two_layer hidden=30"}) {
    CAPTURE(preset);
    const SanitySnapshot sanity = sanityOf(SanityCheck::initial_loss, preset, images);
    CHECK(passed(sanity));
    const double expected = std::string_view(preset).find("svm") == std::string_view::npos ? std::log(10.0) : 9;
    CHECK(sanity.figures[0].value == doctest::Approx(expected));
  }
  const SanitySnapshot he = sanityOf(SanityCheck::initial_loss, "preset=cifar_two_layer", images);
  CHECK(passed(he));
  CHECK(contains(he.reason, "initialization He) are large enough to show"));
}

TEST_CASE("sanity, regularization: the first loss rises by what the penalty says") {
  for (const char* settings : {"model=linear", "model=two_layer l2_half=0", "loss=svm l1=0.1"}) {
    CAPTURE(settings);
    const SanitySnapshot sanity = sanityOf(SanityCheck::regularization, settings);
    CHECK(passed(sanity));
    REQUIRE(sanity.figures.size() == 5);
    CHECK(sanity.figures[0].label == "λ = 0");
    const double rise = sanity.figures[4].value - sanity.figures[0].value;  // λ = 10000
    CHECK(sanity.figures[3].value - sanity.figures[0].value == doctest::Approx(rise / 100).epsilon(1e-4));
  }
  const SanitySnapshot zero = sanityOf(SanityCheck::regularization, "init=zero");
  CHECK_FALSE(passed(zero));
  CHECK(contains(zero.reason, "all weights are 0"));
}

TEST_CASE("sanity, overfit: the two-layer model learns 20 points by heart, whatever the penalty on the screen") {
  for (const char* settings :
       {"model=two_layer l2=100 dropout=0.9 max_norm=0.1", "model=two_layer loss=svm svm_sum=all"}) {
    CAPTURE(settings);
    const SanitySnapshot sanity = sanityOf(SanityCheck::overfit, settings);
    CHECK(passed(sanity));
    CHECK(sanity.steps < sanity.most_steps);
    CHECK(sanity.figures[1].value <= sanity.figures[2].value);
    CHECK(sanity.figures[3].value == 1);
    CHECK(contains(sanity.reason, "all 20 points"));
  }
}

TEST_CASE("sanity, overfit: what cannot be learned fails, with the reason") {
  const SanitySnapshot linear = sanityOf(SanityCheck::overfit, "model=linear");
  CHECK_FALSE(passed(linear));
  CHECK(linear.steps == linear.most_steps);
  CHECK(contains(linear.reason, "straight lines"));
  const SanitySnapshot diverged = sanityOf(SanityCheck::overfit, "loss=svm svm_power=2 lr=1e6");
  CHECK_FALSE(passed(diverged));
  CHECK(contains(diverged.reason, "diverged: lr=1e06 is too large"));
  const SanitySnapshot dead = sanityOf(SanityCheck::overfit, "model=two_layer lr=1e6");
  CHECK_FALSE(passed(dead));
  CHECK(contains(dead.reason, "higher than at the start: lr=1e06"));
  const SanitySnapshot slow = sanityOf(SanityCheck::overfit, "model=two_layer lr=1e-9");
  CHECK_FALSE(passed(slow));
  CHECK(contains(slow.reason, "hardly moved: lr=1e-09"));
  // Five points a class: all of them, and the arms begin at the origin, which has every label.
  const SanitySnapshot twice = sanityOf(SanityCheck::overfit, "model=two_layer points=5");
  CHECK_FALSE(passed(twice));
  CHECK(contains(twice.reason, "the same but for their labels"));
}

TEST_CASE("sanity, overfit: 20 images, also by the linear model") {
  const auto images = test::someLibrary(120, 10);
  for (const char* preset : {"preset=cifar_softmax", "preset=cifar_svm", "preset=cifar_two_layer hidden=30"}) {
    CAPTURE(preset);
    const SanitySnapshot sanity = sanityOf(SanityCheck::overfit, preset, images);
    CHECK(passed(sanity));
    CHECK(contains(sanity.reason, "all 20 images"));
  }
}

TEST_CASE("sanity data: spread over the run's own training images, which validation is not") {
  const auto library = test::someLibrary(100, 10);
  RunData data;
  data.images = library;
  const SmallData small = smallData(settingsOf("preset=cifar_softmax val=40"), data, 20);
  REQUIRE(small.data.images->train.size() == 21);
  CHECK(small.settings.val == 1);
  CHECK(small.settings.train == 20);
  const auto same = [&](Index here, Index there) {
    const auto a = small.data.images->train.image(here);
    const auto b = library->train.image(there);
    return std::equal(a.begin(), a.end(), b.begin());
  };
  CHECK(same(0, 0));       // a validation image stays one
  CHECK(same(1, 40 + 1));  // middles of 20 parts of the 60 that are learned from
  CHECK(same(20, 40 + 58));
}

}  // namespace
}  // namespace lab
