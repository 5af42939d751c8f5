// One model in training inside a session, whatever its precision: parameters, minibatches, history, steps back.
#pragma once

#include <cstdint>
#include <memory>

#include "core/random.h"
#include "data/dataset.h"
#include "lab/settings.h"
#include "lab/snapshot.h"

namespace lab {

// Settings are passed to each call rather than kept, so that a live change needs no second copy of them. They must
// agree with those of makeRun in everything whose Effect is not live.
class Run {
 public:
  virtual ~Run() = default;

  // One update. False, with nothing changed, once the run has diverged.
  virtual bool step(const Settings& settings) = 0;
  // Undoes up to `steps` updates, as far as they are remembered; also ends a divergence. Returns how many.
  virtual std::int64_t back(std::int64_t steps) = 0;
  virtual bool canStepBack() const = 0;
  virtual bool diverged() const = 0;

  // Writes figures, pictures and inspection.
  // `moved`: parameters or settings changed since the last call; when false only what is new in the view is computed.
  virtual void observe(const Settings& settings, const View& view, bool moved, RunSnapshot& out) = 0;
};

// `after_data` is the random stream as the data set left it.
std::unique_ptr<Run> makeRun(const Settings& settings, const Dataset& data, const NumpyRandom& after_data);

}  // namespace lab
