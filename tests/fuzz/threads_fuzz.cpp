// Any settings of a small problem, trained on one thread, two, three and four: the same losses, dscores, figures and
// parameters to the bit.
#include <cstring>

#include "fuzz.h"
#include "kernels/thread_pool.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "training.h"

namespace lab::fuzz {
namespace {

constexpr int steps = 3;
constexpr int most_threads = 4;

// As bits, which also tells NaN from NaN and -0 from 0.
void add(Bytes& trace, const void* number, std::size_t size) {
  const auto* first = static_cast<const std::uint8_t*>(number);
  trace.insert(trace.end(), first, first + size);
}

void add(Bytes& trace, const std::vector<double>& numbers) {
  add(trace, numbers.data(), numbers.size() * sizeof(double));
}

Bytes trained(const Settings& settings, int threads) {
  setThreadCount(threads);
  const bool images = modeOf(settings) == Mode::images;
  Session session(settings, images ? fewImages() : nullptr);
  View view;
  if (images) {
    view.image = ImageRef{ImagePart::train, 3};
    view.verdicts = ImagePart::train;
  } else {
    view.example = 1;
  }
  View rough;
  rough.exact = false;
  Bytes trace;
  for (int step = 0; step < steps; ++step) {
    require(session.post("step").ok(), "a step that is refused");
    session.advance({1});
    const BatchLoss batch = session.observe(rough).runs[0].last_batch.value_or(BatchLoss{});
    add(trace, {batch.loss, batch.data_loss, batch.reg_loss});
  }
  const RunSnapshot& run = session.observe(view).runs[0];
  add(trace, {run.now.loss, run.now.train_accuracy, run.now.val_accuracy.value_or(0), run.parameter_norm});
  if (run.inspection) {
    add(trace, run.inspection->scores);
    add(trace, run.inspection->dscores);
  }
  add(trace, run.predictions.data(), run.predictions.size() * sizeof(std::int32_t));
  const Bytes file = encodeCheckpoint(session.checkpoint());
  trace.insert(trace.end(), file.begin(), file.end());
  return trace;
}

}  // namespace

Bytes makeInput(NumpyRandom& random) {
  // Images three times out of four: the points' products are mostly too small to be shared.
  const std::string text = trainingSettings(random.upTo(3) > 0 ? Mode::images : Mode::plane, random);
  return random.upTo(3) > 0 ? bytesOf(text) : damaged(bytesOf(text), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab;
  const auto settings = withAssignments({}, {reinterpret_cast<const char*>(data), size});
  if (!settings || !fuzz::isSmall(settings.value())) return 0;
  const fuzz::Bytes alone = fuzz::trained(settings.value(), 1);
  for (int threads = 2; threads <= fuzz::most_threads; ++threads) {
    fuzz::require(fuzz::trained(settings.value(), threads) == alone, "other numbers with more threads");
  }
  return 0;
}
