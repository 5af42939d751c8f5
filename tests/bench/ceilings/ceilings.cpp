// The machine's ceilings in WebAssembly: multiply-add on registers, and reading memory from end to end. Compiled twice,
// with relaxed SIMD (one fused instruction) and without (a multiplication and an addition).
#include <wasm_simd128.h>

namespace {

v128_t multiplyAdd(v128_t factor, v128_t scale, v128_t offset) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(factor, scale, offset);
#else
  return wasm_f32x4_add(wasm_f32x4_mul(factor, scale), offset);
#endif
}

float sumOf(const v128_t* vectors, int count) {
  v128_t sum = vectors[0];
  for (int i = 1; i < count; ++i) sum = wasm_f32x4_add(sum, vectors[i]);
  return wasm_f32x4_extract_lane(sum, 0) + wasm_f32x4_extract_lane(sum, 1) + wasm_f32x4_extract_lane(sum, 2) +
         wasm_f32x4_extract_lane(sum, 3);
}

// `chains` independent results, each the next one's factor: enough of them hide the latency, too many spill.
template <int chains>
float multiplyAddChains(int repeats) {
  volatile float opaque_scale = 0.999F, opaque_offset = 1e-3F;
  const v128_t scale = wasm_f32x4_splat(opaque_scale), offset = wasm_f32x4_splat(opaque_offset);
  v128_t values[chains];
  for (int i = 0; i < chains; ++i) values[i] = wasm_f32x4_splat(0.01F * static_cast<float>(i));
  for (int repeat = 0; repeat < repeats; ++repeat) {
#pragma clang loop unroll(full)
    for (int i = 0; i < chains; ++i) values[i] = multiplyAdd(values[i], scale, offset);
  }
  return sumOf(values, chains);
}

}  // namespace

// The number in a name is that of the chains.
#define EXPORTED(chains)                                                                      \
  extern "C" __attribute__((export_name("madd_" #chains))) float madd_##chains(int repeats) { \
    return multiplyAddChains<chains>(repeats);                                                \
  }

EXPORTED(8)
EXPORTED(10)
EXPORTED(12)
EXPORTED(13)
EXPORTED(14)
EXPORTED(15)

// Adds up `count` floats, a multiple of 32.
extern "C" __attribute__((export_name("read_all"))) float readAll(const float* floats, int count) {
  constexpr int sums = 8;
  v128_t values[sums];
  for (v128_t& value : values) value = wasm_f32x4_splat(0);
  for (const float* end = floats + count; floats != end; floats += 4 * sums) {
#pragma clang loop unroll(full)
    for (int i = 0; i < sums; ++i) values[i] = wasm_f32x4_add(values[i], wasm_v128_load(floats + 4 * i));
  }
  return sumOf(values, sums);
}
