// Any bytes as a model's file, and sound files with a few bytes changed or the end cut off: refused in words, or taken
// such that the model writes itself the same again and can be trained.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "data/stand_in.h"
#include "fuzz.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"

using lab::fuzz::require;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes trained(const char* settings) {
  auto library = std::make_shared<lab::ImageLibrary>();
  lab::NumpyRandom random(1);
  library->train = lab::drawStandIn(20, random);
  library->classes.assign(lab::stand_in_classes.begin(), lab::stand_in_classes.end());
  lab::Session session(lab::withAssignments({}, settings).value(), library);
  require(session.post("step 3").ok() && session.advance({3}) == 3, "a run that does not train");
  return lab::encodeCheckpoint(session.checkpoint());
}

const std::vector<Bytes>& soundFiles() {
  static const std::vector<Bytes> files{
      trained("points=5&model=two_layer&hidden=4&optimizer=momentum&batch=4&sampling=epoch"),
      trained("points=5&precision=float64&batch=4&optimizer=adam&lr=0.01"),
      trained("points=5&batch=4&schedule=cosine&decay_epochs=0.8"), trained("preset=cifar_softmax&val=5&batch=4")};
  return files;
}

// The first byte chooses the file, the second whether its end is cut off and in how many places it changes; of each
// four bytes that follow, three are a place and one what is put there. One place of three lies in the header and the
// settings.
Bytes changedFile(const std::uint8_t* data, std::size_t size) {
  Bytes file = soundFiles()[data[0] % soundFiles().size()];
  constexpr std::size_t text_bytes = 1200;
  const std::size_t end = std::min<std::size_t>(size, 2 + 4 * (1 + data[1] % 4));
  for (std::size_t i = 2; i + 4 <= end; i += 4) {
    const std::size_t place = ((data[i] | data[i + 1] << 8 | std::uint32_t{data[i + 2]} << 16) * 2654435761u) >> 8;
    if (data[i] % 3 == 0) {
      file[place % text_bytes] = data[i + 3];
    } else {
      file[place % file.size()] ^= static_cast<std::uint8_t>(data[i + 3] * 37);
    }
  }
  if (data[1] % 16 == 0) file.resize((size * 2654435761u) % file.size());
  return file;
}

void trainFurther(const lab::Checkpoint& checkpoint) {
  if (lab::modeOf(checkpoint.settings) == lab::Mode::images) return;
  lab::Session session;
  require(session.restore(checkpoint).ok(), "a sound checkpoint of the plane is refused");
  const std::uint64_t told = session.observe({}).notice_revision;
  require(session.post("step 5").ok(), "no steps after a restore");
  const bool trained = session.advance({5}) == 5;
  const lab::Snapshot& snapshot = session.observe({});
  const lab::RunSnapshot& run = snapshot.runs[0];
  // A schedule may have ended, which the lab says.
  require(trained || run.diverged_at || snapshot.notice_revision != told, "not trained, and nobody says why");
  require(run.now.train_accuracy >= 0 && run.now.train_accuracy <= 1, "accuracy beyond 0 to 1");
}

void check(const Bytes& file) {
  const auto checkpoint = lab::decodeCheckpoint(file, "model.npy");
  if (!checkpoint) {
    require(checkpoint.error().starts_with("model.npy"), "a refusal without the file's name");
    return;
  }
  const Bytes written = lab::encodeCheckpoint(checkpoint.value());
  const auto again = lab::decodeCheckpoint(written, "model.npy");
  require(again.ok(), "its own file is refused");
  require(lab::encodeCheckpoint(again.value()) == written, "the file changes when written twice");
  trainFurther(checkpoint.value());
}

}  // namespace

lab::fuzz::Bytes lab::fuzz::makeInput(NumpyRandom& random) { return damaged(anyOf(soundFiles(), random), random); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check(Bytes(data, data + size));
  if (size >= 2) check(changedFile(data, size));
  return 0;
}
