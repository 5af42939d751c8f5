#include "core/random.h"

#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace lab {

NumpyRandom::NumpyRandom(std::uint32_t seed) {
  state_[0] = seed;
  for (std::uint32_t i = 1; i < words; ++i) {
    state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  }
}

// One generation of MT19937 (Matsumoto and Nishimura 1998).
void NumpyRandom::refill() {
  constexpr int shift = 397;
  for (int i = 0; i < words; ++i) {
    const auto at = [this](int k) -> std::uint32_t& { return state_[static_cast<std::size_t>(k % words)]; };
    const std::uint32_t mixed = (at(i) & 0x80000000u) | (at(i + 1) & 0x7fffffffu);
    at(i) = at(i + shift) ^ (mixed >> 1) ^ ((mixed & 1u) != 0 ? 0x9908b0dfu : 0u);
  }
  next_ = 0;
}

std::uint32_t NumpyRandom::bits() {
  if (next_ == words) refill();
  std::uint32_t x = state_[static_cast<std::size_t>(next_++)];
  x ^= x >> 11;
  x ^= (x << 7) & 0x9d2c5680u;
  x ^= (x << 15) & 0xefc60000u;
  return x ^ (x >> 18);
}

double NumpyRandom::uniform() {
  const std::uint32_t high = bits() >> 5;  // 27 bits
  const std::uint32_t low = bits() >> 6;   // 26 bits
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

double NumpyRandom::normal() {
  if (has_spare_) {
    has_spare_ = false;
    return std::exchange(spare_normal_, 0.0);
  }
  double x, y, radius2;
  do {
    x = 2.0 * uniform() - 1.0;
    y = 2.0 * uniform() - 1.0;
    radius2 = x * x + y * y;
  } while (radius2 >= 1.0 || radius2 == 0.0);
  const double factor = std::sqrt(-2.0 * std::log(radius2) / radius2);
  spare_normal_ = factor * x;
  has_spare_ = true;
  return factor * y;
}

void NumpyRandom::discardNormals(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) normal();
}

std::uint32_t NumpyRandom::upTo(std::uint32_t max) {
  if (max == 0) return 0;
  const std::uint32_t mask = 0xffffffffu >> std::countl_zero(max);
  std::uint32_t draw;
  do {
    draw = bits() & mask;
  } while (draw > max);
  return draw;
}

void NumpyRandom::randint(std::uint32_t n, std::vector<Index>& out) {
  for (Index& value : out) value = static_cast<Index>(upTo(n - 1));
}

void NumpyRandom::permutation(std::vector<Index>& out, Index n) {
  out.resize(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), Index{0});
  for (std::size_t i = out.size(); i-- > 1;) {
    std::swap(out[i], out[upTo(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace lab
