// Runs a fuzz target without a fuzzer: a few thousand inputs of a fixed seed, put together from keys, values and
// commands that mean something, and the files given as arguments. Builds everywhere, so that the targets never rot.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/random.h"
#include "lab/settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int random_inputs = 4000;

using Words = std::vector<std::string>;

const Words values{"0",
                   "1",
                   "-1",
                   "2",
                   "3",
                   "10",
                   "0.5",
                   "1e-3",
                   "1e6",
                   "1e999",
                   "",
                   "nan",
                   "inf",
                   "none",
                   "linear",
                   "two_layer",
                   "spiral",
                   "moons",
                   "circles",
                   "blobs",
                   "xor",
                   "he",
                   "scaled",
                   "softmax",
                   "zero",
                   "svm",
                   "momentum",
                   "sgd",
                   "replace",
                   "epoch",
                   "float32",
                   "float64",
                   "4294967295",
                   "notes_linear",
                   "notes_two_layer",
                   "course",
                   "numerical",
                   "adam",
                   "local_search",
                   "random_search",
                   "all",
                   "mean"};
const Words commands{"step",
                     "step 3",
                     "back",
                     "back 2",
                     "back press",
                     "undo",
                     "redo",
                     "together",
                     "forget",
                     "start",
                     "run",
                     "pause",
                     "reset",
                     "generate",
                     "speed 5",
                     "speed max",
                     "speed auto",
                     "stop flat on",
                     "race start 8; lr=1; lr=1e6; loss=svm",
                     "race pause",
                     "race go",
                     "race stop",
                     "search start lr=0.01..10 l2=1e-5,1 grid=2x2 steps=3",
                     "search start random=3 steps=2",
                     "search pause",
                     "search go",
                     "search stop",
                     "check gradient count=4 seed=1",
                     "check gradient break=flip_sign",
                     "check sanity regularization",
                     "check sanity initial_loss",
                     "check naive",
                     "check stop"};

const std::string& anyOf(const Words& words, lab::NumpyRandom& random) {
  return words[random.upTo(static_cast<std::uint32_t>(words.size() - 1))];
}

Words settingKeys() {
  Words keys{"preset"};
  for (const lab::SettingInfo& info : lab::settingInfos()) keys.emplace_back(info.key);
  return keys;
}

// A key with a value that it takes, three times out of four; the last one any value.
std::string assignment(const Words& keys, lab::NumpyRandom& random) {
  const std::string& key = anyOf(keys, random);
  for (int attempt = 0; attempt < 40; ++attempt) {
    const std::string candidate = key + "=" + anyOf(values, random);
    if (random.upTo(3) == 0 || lab::withAssignments({}, candidate).ok()) return candidate;
  }
  return key + "=";
}

// Lines of assignments, of commands or of both, with now and then a byte changed.
std::string randomInput(const Words& keys, lab::NumpyRandom& random) {
  std::string input;
  const std::uint32_t form = random.upTo(2);
  const std::uint32_t length = random.upTo(25);
  for (std::uint32_t i = 0; i < length; ++i) {
    if (form == 0) {
      input += assignment(keys, random) + (random.upTo(1) == 0 ? "&" : "\n");
    } else if (form == 1 || random.upTo(1) == 0) {
      input += anyOf(commands, random) + "\n";
    } else {
      input += "set " + assignment(keys, random) + "\n";
    }
  }
  while (!input.empty() && random.upTo(2) == 0) {
    input[random.upTo(static_cast<std::uint32_t>(input.size() - 1))] = static_cast<char>(random.upTo(255));
  }
  return input;
}

// A vector of exactly this size, so that an address sanitizer sees a read beyond the end.
void run(const std::string& input) {
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "cannot read %s\n", argv[i]);
      return 1;
    }
    run({std::istreambuf_iterator<char>(file), {}});
  }
  const Words keys = settingKeys();
  lab::NumpyRandom random(2024);
  run("");
  for (int i = 0; i < random_inputs; ++i) run(randomInput(keys, random));
  std::printf("%d inputs\n", random_inputs + argc);
  return 0;
}
