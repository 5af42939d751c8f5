#include "platform/build_facts.h"

#include "core/matrix.h"
#include "kernels/gemm.h"

namespace lab::platform {

BuildFacts buildFacts() {
  BuildFacts facts;
  facts.fused = fusesProducts();
#if defined(__wasm_simd128__)
  facts.simd = true;
  facts.variant = facts.fused ? "WebAssembly, relaxed SIMD" : "WebAssembly, SIMD";
#elif defined(__wasm__)
  facts.variant = "WebAssembly, no SIMD";
#elif defined(__SSE2__) || defined(__ARM_NEON)
  facts.simd = true;
  facts.variant = "native, SIMD";
#else
  facts.variant = "native";
#endif
  facts.floats_per_packet = Eigen::internal::packet_traits<float>::size;
  facts.doubles_per_packet = Eigen::internal::packet_traits<double>::size;
  facts.version = LAB_VERSION;
  return facts;
}

}  // namespace lab::platform
