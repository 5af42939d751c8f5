// Runs a fuzz target without a fuzzer, so that the targets never rot:
//   fuzz_x [FILE…]                 the files, then inputs of a fixed seed, a few thousand
//   fuzz_x --write FOLDER COUNT    writes inputs of that seed as files: what a fuzzer begins with
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using lab::fuzz::Bytes;

#ifndef LAB_FUZZ_INPUTS
#define LAB_FUZZ_INPUTS 4000
#endif
constexpr int random_inputs = LAB_FUZZ_INPUTS;
constexpr std::uint32_t seed = 2024;

// A vector of exactly this size, so that an address sanitizer sees a read beyond the end.
void run(Bytes bytes) {
  bytes.shrink_to_fit();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

int write(const std::string& folder, int count) {
  lab::NumpyRandom random(seed);
  for (int i = 0; i < count; ++i) {
    const Bytes bytes = lab::fuzz::makeInput(random);
    std::ofstream file(folder + "/made-" + std::to_string(i), std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) {
      std::fprintf(stderr, "cannot write into %s\n", folder.c_str());
      return 1;
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--write") return write(argv[2], std::atoi(argv[3]));
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "cannot read %s\n", argv[i]);
      return 1;
    }
    run({std::istreambuf_iterator<char>(file), {}});
  }
  lab::NumpyRandom random(seed);
  run({});
  for (int i = 0; i < random_inputs; ++i) run(lab::fuzz::makeInput(random));
  std::printf("%d inputs\n", random_inputs + argc);
  return 0;
}
