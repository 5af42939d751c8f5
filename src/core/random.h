// NumPy's legacy random stream (numpy.random.RandomState), bit for bit, in our own code: standard libraries differ in
// their distributions, and the published runs were drawn from this one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/matrix.h"

namespace lab {

class NumpyRandom {
 public:
  // RandomState(seed): MT19937 with the reference's init_genrand.
  explicit NumpyRandom(std::uint32_t seed);

  // RandomState.get_state().
  struct State {
    static constexpr int words = 624;
    std::array<std::uint32_t, words> key;
    int position = words;                // words of the key that are used up, 0 to 624
    std::optional<double> spare_normal;  // of the last pair, for the next normal
    bool operator==(const State&) const = default;
  };
  State state() const { return {state_, next_, has_spare_ ? std::optional(spare_normal_) : std::nullopt}; }
  // RandomState.set_state().
  explicit NumpyRandom(const State& state)
      : state_(state.key),
        next_(state.position),
        has_spare_(state.spare_normal.has_value()),
        spare_normal_(state.spare_normal.value_or(0)) {}

  // 32 raw bits.
  std::uint32_t bits();
  // random_sample(): 53 bits from two draws, in [0, 1).
  double uniform();
  // randn(): Marsaglia's polar method. Normals come in pairs; the second is kept for the next call.
  double normal();
  void discardNormals(std::int64_t count);
  // Whole number in [0, max]: draws masked to the next power of two minus one, those above max rejected. No draw for 0.
  std::uint32_t upTo(std::uint32_t max);

  // randint(0, n, size), which is also choice(n, size) with replacement. Precondition: n >= 1.
  void randint(std::uint32_t n, std::vector<Index>& out);
  // permutation(n): Fisher-Yates from the end.
  void permutation(std::vector<Index>& out, Index n);

  bool operator==(const NumpyRandom&) const = default;

 private:
  static constexpr int words = State::words;
  void refill();

  std::array<std::uint32_t, words> state_;
  int next_ = words;
  bool has_spare_ = false;
  double spare_normal_ = 0;
};

}  // namespace lab
