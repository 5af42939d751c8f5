// What this binary was compiled to run on: told by the compiler and Eigen, not by hope.
#pragma once

namespace lab::platform {

struct BuildFacts {
  bool simd = false;           // vector instructions were switched on for the compiler
  bool fused = false;          // products multiply and add in one instruction
  int threads = 1;             // that training is spread over; set by who starts them
  const char* variant = "";    // for people: "WebAssembly, SIMD"
  int floats_per_packet = 1;   // how many float32 Eigen computes in one instruction
  int doubles_per_packet = 1;  // and float64
  const char* version = "";
};

BuildFacts buildFacts();

}  // namespace lab::platform
