// Elementary functions of our own. C libraries differ in the last bit of exp, sin and cos, and a training run with
// ReLUs carries such a bit into the sixth digit of its loss within some thousand steps (see docs/reproduction.md).
// These use only operations that IEEE 754 rounds exactly, so that native and browser runs agree to the last bit.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "kernels/simd.h"

namespace lab {

// e^x within 2 units in the last place, for x <= 0 as in a shifted softmax; 0 below -664, in single precision below
// -64: the smallest results, 4e-289 and 2e-28, are still far from subnormal numbers when they are divided by the sum of
// a softmax and by the examples (see kernels/subnormal.h). NaN gives NaN. V is a number or a vector of them (see
// kernels/simd.h).
template <class V>
  requires std::is_same_v<NumberOf<V>, double>
V expNonPositive(const V& x) {
  constexpr double log2_e = 1.4426950408889634;
  constexpr double ln2_high = 6.93147180369123816490e-01;  // 33 bits: a multiple by |k| < 2^11 is exact
  constexpr double ln2_low = 1.90821492927058770002e-10;
  constexpr double rounder =
      6755399441055744.0;  // 1.5 * 2^52: adding it rounds to a whole number, kept in the low bits
  const V shifted = x * log2_e + rounder;
  const V k = shifted - rounder;
  const V r = (x - k * ln2_high) - k * ln2_low;  // |r| <= ln(2) / 2
  // Taylor: the first term left out is below 2^-57.
  V p = r * (1.0 / 6227020800.0) + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  const V power = std::bit_cast<V>((std::bit_cast<BitsOf<V>>(shifted) + 1023) << 52);  // 2^k
  return x < broadcast<V>(-664.0) ? V{} : p * power;
}

template <class V>
  requires std::is_same_v<NumberOf<V>, float>
V expNonPositive(const V& x) {
  constexpr float log2_e = 1.44269504f;
  constexpr float ln2_high = 0.693359375f;  // 9 bits
  constexpr float ln2_low = -2.12194440e-4f;
  constexpr float rounder = 12582912.0f;  // 1.5 * 2^23
  const V shifted = x * log2_e + rounder;
  const V k = shifted - rounder;
  const V r = (x - k * ln2_high) - k * ln2_low;
  V p = r * (1.0f / 5040.0f) + 1.0f / 720.0f;
  p = p * r + 1.0f / 120.0f;
  p = p * r + 1.0f / 24.0f;
  p = p * r + 1.0f / 6.0f;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  const V power = std::bit_cast<V>((std::bit_cast<BitsOf<V>>(shifted) + 127) << 23);
  return x < broadcast<V>(-64.0f) ? V{} : p * power;
}

// {sin x, cos x} within 0.6 units in the last place (measured), for |x| <= 1e4.
inline std::pair<double, double> sinCos(double x) {
  constexpr double two_over_pi = 0.63661977236758134308;
  constexpr double half_pi_1 = 1.57079632673412561417e+00;  // pi / 2 in three parts of 33 bits
  constexpr double half_pi_2 = 6.07710050630396597660e-11;
  constexpr double half_pi_3 = 2.02226624879595063154e-21;
  constexpr double rounder = 6755399441055744.0;
  const double k = (x * two_over_pi + rounder) - rounder;
  // x - k pi / 2 as r + tail, |r| <= pi / 4. The first subtraction is exact.
  const double near_r = x - k * half_pi_1;
  const double rest = k * half_pi_2;
  const double r = near_r - rest;
  const double tail = ((near_r - r) - rest) - k * half_pi_3;
  const double r2 = r * r;
  // Taylor in r^2, up to r^17 and r^16.
  double s = 1.0 / 355687428096000.0;
  s = s * r2 - 1.0 / 1307674368000.0;
  s = s * r2 + 1.0 / 6227020800.0;
  s = s * r2 - 1.0 / 39916800.0;
  s = s * r2 + 1.0 / 362880.0;
  s = s * r2 - 1.0 / 5040.0;
  s = s * r2 + 1.0 / 120.0;
  s = s * r2 - 1.0 / 6.0;
  const double sine = r + (r * (r2 * s) + tail * (1.0 - 0.5 * r2));
  double c = 1.0 / 20922789888000.0;
  c = c * r2 - 1.0 / 87178291200.0;
  c = c * r2 + 1.0 / 479001600.0;
  c = c * r2 - 1.0 / 3628800.0;
  c = c * r2 + 1.0 / 40320.0;
  c = c * r2 - 1.0 / 720.0;
  c = c * r2 + 1.0 / 24.0;
  // 1 - r2/2 loses a bit that is given back at the end.
  const double half = 0.5 * r2;
  const double head = 1.0 - half;
  const double cosine = head + ((1.0 - head - half) + (r2 * r2 * c - r * tail));
  switch (static_cast<std::int64_t>(k) & 3) {
    case 0:
      return {sine, cosine};
    case 1:
      return {cosine, -sine};
    case 2:
      return {-sine, -cosine};
    default:
      return {-cosine, sine};
  }
}

}  // namespace lab
