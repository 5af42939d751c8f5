// The classic mistakes: each really breaks the gradient, in every block it concerns and in no other, and the check
// says so.
#include "train/broken_gradient.h"

#include <string>

#include <doctest/doctest.h>

#include "gradient_cases.h"
#include "train/gradient_check.h"
#include "train/model_loss.h"

namespace lab {
namespace {

using test::GradientCase;
using test::GradientPoint;

bool concerns(GradientBreak mistake, const ParameterBlock& block, const Objective& objective) {
  const bool penalized = objective.regularizer.l2 != 0 || objective.regularizer.l1 != 0;
  switch (mistake) {
    case GradientBreak::none:
      return false;
    case GradientBreak::forget_regularizer:
      return block.is_weight && penalized;
    case GradientBreak::forget_bias:
      return !block.is_weight;
    case GradientBreak::flip_sign:
    case GradientBreak::forget_mean:
      break;
  }
  return true;
}

TEST_CASE("broken gradient: each mistake is usually wrong by the bands, in each block it concerns and no other" *
          doctest::test_suite("long")) {
  for (const GradientCase& which : test::allGradientCases()) {
    CAPTURE_GRADIENT_CASE(which);
    for (const GradientBreakInfo& info : gradientBreaks()) {
      CAPTURE(std::string(info.name));
      const GradientPoint point(which.model);
      const GradientCheck result = checkGradient(*point.model, which.objective, point.parameters, point.data.X,
                                                 point.data.y, {.mistake = info.kind});
      bool any = false;
      for (std::size_t i = 0; i < result.blocks.size(); ++i) {
        CAPTURE(std::string(result.blocks[i].name));
        const bool expected = concerns(info.kind, point.model->blocks()[i], which.objective);
        any = any || expected;
        CHECK((bandOf(result.blocks[i].worst.relative_error) == GradientBand::wrong) == expected);
        CHECK((result.blocks[i].automatic_error > 1e-2) == expected);
      }
      CHECK(result.passed == !any);
    }
  }
}

TEST_CASE("broken gradient: without a mistake it is the gradient that trains, bit for bit") {
  for (const GradientCase& which : test::allGradientCases()) {
    const GradientPoint point(which.model);
    Activations<double> activations;
    Vector<double> gradient(point.parameters.size());
    lossAndGradient<double>(*point.model, which.objective, point.parameters, point.data.X, point.data.y, activations,
                            gradient);
    CHECK(gradientWith(GradientBreak::none, *point.model, which.objective, point.parameters, point.data.X, point.data.y,
                       activations) == gradient);
  }
}

TEST_CASE("broken gradient: the mistakes have names, and other names are none") {
  for (const GradientBreakInfo& info : gradientBreaks()) {
    CHECK(nameOf(info.kind) == info.name);
    CHECK(gradientBreakNamed(info.name) == info.kind);
  }
  CHECK_FALSE(gradientBreakNamed("forget").has_value());
  CHECK_FALSE(gradientBreakNamed("").has_value());
}

}  // namespace
}  // namespace lab
