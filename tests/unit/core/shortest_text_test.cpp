#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "core/number_text.h"
#include "core/random.h"
#include "core/shortest_text.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

template <class... Format>
std::string oracle(double value, Format... format) {
  std::array<char, 512> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, format...).ptr};
}

void checkAgainstOracle(double value) {
  CAPTURE(value);
  CHECK(shortestFixed(value) == oracle(value, std::chars_format::fixed));
  CHECK(shortestScientific(value) == oracle(value, std::chars_format::scientific));
  std::string plain = oracle(value);
  std::erase(plain, '+');
  CHECK(numberText(value) == plain);
}

}  // namespace

TEST_CASE("shortest text: powers of two, where neighbours are unequally far away") {
  for (int exponent = -1074; exponent <= 1023; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    for (const double value : {power, -power, std::nextafter(power, 0.0)}) checkAgainstOracle(value);
  }
}

TEST_CASE("shortest text: any bits, and numbers that people write") {
  NumpyRandom random(7);
  for (int i = 0; i < 3000; ++i) {
    const auto high = static_cast<std::uint64_t>(random.bits());
    const double any = std::bit_cast<double>(high << 32 | random.bits());
    if (std::isfinite(any)) checkAgainstOracle(any);
    checkAgainstOracle(double(high % 100000) / std::pow(10.0, i % 12));
    checkAgainstOracle(double(float(high) / 7));
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double value : {0.0, -0.0, 1e22, 1e23, infinity, -infinity}) checkAgainstOracle(value);
}

TEST_CASE("number text: in full or with a power of ten of two digits, whichever is shorter") {
  const auto text = [](double value) { return numberText(value); };
  CHECK(text(1000) == "1000");
  CHECK(text(99999) == "99999");
  CHECK(text(1e5) == "1e05");
  CHECK(text(1e6) == "1e06");
  CHECK(text(0.001) == "0.001");
  CHECK(text(1e-5) == "1e-05");
  CHECK(text(-2.5e-7) == "-2.5e-07");
}

}  // namespace lab
