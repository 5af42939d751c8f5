// Trains settings drawn at random and says what came out, for comparison with the terminal program: see
// differential.test.mjs beside it.
//   lab_differential FOLDER FROM COUNT [RECORDS]
// For each seed a line "settings …", rows as `lab train --log-every 1` prints them, and FOLDER/SEED.npy as its --save
// writes it, unless the run diverged. With a file of CIFAR-10's records the settings are of images, from that file.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/number_text.h"
#include "data/cifar10.h"
#include "kernels/thread_pool.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "training.h"

namespace {

using namespace lab;

constexpr int steps = 6;

// The file must be there and sound: the test has written it.
std::shared_ptr<const ImageLibrary> imagesOf(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
  const auto images = readCifar10Records(bytes, path);
  if (!images) {
    std::fprintf(stderr, "%s\n", images.error().c_str());
    std::exit(1);
  }
  auto library = std::make_shared<ImageLibrary>();
  library->train = images.value();
  library->classes.assign(cifar10_classes.begin(), cifar10_classes.end());
  return library;
}

void print(std::int64_t iteration, const BatchLoss& batch, const Metrics& before) {
  std::printf("%lld", static_cast<long long>(iteration));
  for (const double value : {batch.loss, batch.data_loss, batch.reg_loss, before.train_accuracy}) {
    std::printf(",%s", numberText(value).c_str());
  }
  if (before.val_accuracy) std::printf(",%s", numberText(*before.val_accuracy).c_str());
  std::printf("\n");
}

void train(Session& session) {
  for (int step = 0; step < steps; ++step) {
    const Metrics before = session.observe({}).runs[0].now;
    (void)session.post("step");
    const bool stepped = session.advance({1}) == 1;
    const RunSnapshot& after = session.observe({}).runs[0];
    if (stepped || after.diverged_at) print(step, after.last_batch.value_or(BatchLoss{}), before);
    if (!stepped) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::string folder = argv[1];
  const std::uint32_t from = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
  const std::uint32_t count = static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10));
  setThreadCount(3);  // where the variant has threads
  const auto images = argc > 4 ? imagesOf(argv[4]) : nullptr;
  for (std::uint32_t seed = from; seed < from + count; ++seed) {
    NumpyRandom random(seed);
    const std::string text = fuzz::trainingSettings(images ? Mode::images : Mode::plane, random);
    std::printf("settings %s\n", text.c_str());
    Session session(withAssignments({}, text).value(), images);
    train(session);
    if (session.diverged()) continue;
    const std::vector<std::uint8_t> model = encodeCheckpoint(session.checkpoint());
    std::ofstream file(folder + "/" + std::to_string(seed) + ".npy", std::ios::binary);
    file.write(reinterpret_cast<const char*>(model.data()), static_cast<std::streamsize>(model.size()));
    if (!file.flush()) return 1;
  }
  return 0;
}
