// Texts for the targets that read settings and commands, put together from keys, values and commands that mean
// something.
#include "fuzz.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings.h"
#include "lab/settings/settings_table.h"

namespace lab::fuzz {
namespace {

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

const Words& settingKeys() {
  static const Words keys = [] {
    Words all{"preset"};
    for (const SettingInfo& info : settingInfos()) all.emplace_back(info.key);
    return all;
  }();
  return keys;
}

// A key with a value that it takes, three times out of four; the last one any value.
std::string assignment(NumpyRandom& random) {
  const std::string& key = anyOf(settingKeys(), random);
  for (int attempt = 0; attempt < 40; ++attempt) {
    const std::string candidate = key + "=" + anyOf(values, random);
    if (random.upTo(3) == 0 || withAssignments({}, candidate).ok()) return candidate;
  }
  return key + "=";
}

}  // namespace

std::string assignments(NumpyRandom& random) {
  std::string text;
  const std::uint32_t length = random.upTo(25);
  for (std::uint32_t i = 0; i < length; ++i) text += assignment(random) + (random.upTo(1) == 0 ? "&" : "\n");
  return text;
}

std::string commandLines(NumpyRandom& random) {
  std::string text;
  const bool alone = random.upTo(1) == 0;
  const std::uint32_t length = random.upTo(25);
  for (std::uint32_t i = 0; i < length; ++i) {
    text += (alone || random.upTo(1) == 0 ? anyOf(commands, random) : "set " + assignment(random)) + "\n";
  }
  return text;
}

}  // namespace lab::fuzz
