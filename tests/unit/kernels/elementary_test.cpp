// Our own exp, sin and cos against the C library's.
#include "kernels/elementary.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "core/random.h"
#include "support.h"

namespace lab {
namespace {

constexpr double nan64 = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST_CASE("math: exp of what a shifted softmax can ask for") {
  NumpyRandom random(1);
  std::uint64_t farthest = 0;
  for (int i = 0; i < 200000; ++i) {
    const double scale = i % 3 == 0 ? 1e-3 : i % 3 == 1 ? 10.0 : 663.0;
    const double x = -scale * random.uniform();
    farthest = std::max(farthest, test::ulps(expNonPositive(x), std::exp(x)));
  }
  CHECK(farthest <= 3);  // 2 of ours, 1 of the C library's
  CHECK(expNonPositive(0.0) == 1.0);
  CHECK(expNonPositive(-0.0) == 1.0);
  CHECK(expNonPositive(-665.0) == 0.0);
  CHECK(expNonPositive(-1e300) == 0.0);
  CHECK(expNonPositive(-infinity) == 0.0);
  CHECK(std::isnan(expNonPositive(nan64)));
}

TEST_CASE("math: exp in single precision") {
  NumpyRandom random(2);
  double farthest = 0;
  for (int i = 0; i < 200000; ++i) {
    const float x = static_cast<float>(-(i % 2 == 0 ? 1.0 : 63.0) * random.uniform());
    const double exact = std::exp(double(x));
    farthest = std::max(farthest, std::abs(double(expNonPositive(x)) - exact) / exact);
  }
  CHECK(farthest < 4e-7);  // about three units in the last place
  CHECK(expNonPositive(0.0f) == 1.0f);
  CHECK(expNonPositive(-65.0f) == 0.0f);
  CHECK(expNonPositive(-std::numeric_limits<float>::infinity()) == 0.0f);
  CHECK(std::isnan(expNonPositive(std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("math: sine and cosine in every quadrant") {
  NumpyRandom random(3);
  double farthest = 0;
  for (int i = 0; i < 200000; ++i) {
    const double x = (i % 2 == 0 ? 50.0 : 1e4) * (2 * random.uniform() - 1);
    const auto [sine, cosine] = sinCos(x);
    farthest = std::max(farthest, std::abs(sine - std::sin(x)));
    farthest = std::max(farthest, std::abs(cosine - std::cos(x)));
  }
  CHECK(farthest < 3e-16);
  CHECK(sinCos(0.0).first == 0.0);
  CHECK(sinCos(0.0).second == 1.0);
  // Near a multiple of pi/2 the result is small, and its own digits must still be right.
  for (const double x : {3.141592653589793, 1.5707963267948966, 6.283185307179586, 31.41592653589793}) {
    CHECK(test::ulps(sinCos(x).first, std::sin(x)) <= 1);
    CHECK(test::ulps(sinCos(x).second, std::cos(x)) <= 1);
  }
}

}  // namespace
}  // namespace lab
