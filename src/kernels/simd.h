// Vector arithmetic of the processor's own width: W lanes of S in one value, with the usual operators, as GCC and clang
// both have it. A kernel is a template on V and takes Lanes<S> for the bulk of its rows and S itself for the rest, so
// that both compute the same, operation by operation.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "core/matrix.h"

#ifdef __wasm_relaxed_simd__
#include <wasm_simd128.h>
#endif

namespace lab {

#if defined(__AVX512F__)
inline constexpr int vector_bytes = 64;
#elif defined(__AVX__)
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;  // WebAssembly, SSE2, NEON
#endif

template <class S>
struct LanesOf;
template <>
struct LanesOf<float> {
  typedef float Type __attribute__((vector_size(vector_bytes)));
  typedef std::uint32_t Bits __attribute__((vector_size(vector_bytes)));
};
template <>
struct LanesOf<double> {
  typedef double Type __attribute__((vector_size(vector_bytes)));
  typedef std::uint64_t Bits __attribute__((vector_size(vector_bytes)));
};

template <class S>
using Lanes = typename LanesOf<S>::Type;

// What belongs to a V, vector or single number: the number in a lane, and unsigned integers of its size.
template <class V>
struct LaneTypes;
template <>
struct LaneTypes<float> {
  using Number = float;
  using Bits = std::uint32_t;
};
template <>
struct LaneTypes<double> {
  using Number = double;
  using Bits = std::uint64_t;
};
template <>
struct LaneTypes<Lanes<float>> {
  using Number = float;
  using Bits = LanesOf<float>::Bits;
};
template <>
struct LaneTypes<Lanes<double>> {
  using Number = double;
  using Bits = LanesOf<double>::Bits;
};
template <class V>
using NumberOf = typename LaneTypes<V>::Number;
template <class V>
using BitsOf = typename LaneTypes<V>::Bits;
template <class V>
inline constexpr Index width_of = static_cast<Index>(sizeof(V) / sizeof(NumberOf<V>));

// How many numbers a vector holds.
template <class S>
inline constexpr Index lane_count = static_cast<Index>(vector_bytes / sizeof(S));

// At any address.
template <class V, class S>
V load(const S* at) {
  V value;
  std::memcpy(&value, at, sizeof value);
  return value;
}
template <class V, class S>
void store(S* at, const V& value) {
  std::memcpy(at, &value, sizeof value);
}

// The same number in every lane.
template <class V>
V broadcast(NumberOf<V> number) {
  return number - V{};
}

// The lanes' sum: neighbours first, ((0 + 1) + (2 + 3)) of four.
template <class S>
S horizontalSum(const Lanes<S>& value) {
  S lane[lane_count<S>];
  std::memcpy(lane, &value, sizeof lane);
  for (Index width = lane_count<S>; width > 1; width /= 2) {
    for (Index i = 0; i < width / 2; ++i) lane[i] = lane[2 * i] + lane[2 * i + 1];
  }
  return lane[0];
}

// Whether a b + c is one instruction here.
#if defined(__wasm_relaxed_simd__) || defined(__FMA__)
inline constexpr bool has_fused = true;
#else
inline constexpr bool has_fused = false;
#endif

// a b + c. `kFused`: in one rounding where the processor has it at full speed (relaxed SIMD in a browser), which is
// faster and nearer to the truth, and differs in the last digit from where it has not.
template <bool kFused, class V>
V multiplyAdd(const V& a, const V& b, const V& c) {
#ifdef __wasm_relaxed_simd__
  if constexpr (kFused && std::is_same_v<V, Lanes<float>>) return wasm_f32x4_relaxed_madd(a, b, c);
  if constexpr (kFused && std::is_same_v<V, Lanes<double>>) return wasm_f64x2_relaxed_madd(a, b, c);
#endif
  return a * b + c;
}

// Rows of a workspace start a whole number of vectors apart, and never a whole number of pages: caches keep few lines
// whose addresses differ by pages alone.
template <class S>
Index paddedStride(Index count) {
  const Index line = static_cast<Index>(64 / sizeof(S));
  const Index lines = (count + line - 1) / line;
  return (lines % 16 == 0 ? lines + 1 : lines) * line;
}

}  // namespace lab
