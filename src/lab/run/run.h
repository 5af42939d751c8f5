// One model in training inside a session: parameters, minibatches, history, steps back. It is there to hide the
// precision, so that all above it is compiled once.
#pragma once

#include <cstdint>
#include <memory>

#include "lab/observe/snapshot.h"
#include "lab/run/checkpoint.h"
#include "lab/run/run_data.h"
#include "lab/run/run_past.h"
#include "lab/settings/settings.h"

namespace lab {

class Run {
 public:
  virtual ~Run() = default;

  virtual const Settings& settings() const = 0;
  // From the next step on. Precondition: nothing has changed whose effect on this model is a new run.
  virtual void apply(const Settings& settings) = 0;

  // A slice of what the next step starts with: figures for the history, which on images take as long as several steps.
  // True when nothing is left of it. A step does by itself what was not done here.
  virtual bool prepare() = 0;
  // One update. False, with nothing changed, once the run has diverged.
  virtual bool step() = 0;
  // Undoes up to `steps` updates, as far as they are remembered; also ends a divergence. Returns how many.
  virtual std::int64_t back(std::int64_t steps) = 0;
  virtual bool canStepBack() const = 0;
  // Remembers the state as one that backPress() returns to: steps follow that belong together.
  virtual void beginPress() = 0;
  // Returns to where the last press began that has made a step. How many updates that undid; also ends a divergence.
  virtual std::int64_t backPress() = 0;
  virtual bool canGoBack() const = 0;
  // Gives up all ways back, for their memory.
  virtual void forgetWayBack() = 0;
  // About what the run holds in memory.
  virtual std::size_t bytes() const = 0;
  virtual std::int64_t iteration() const = 0;
  virtual bool diverged() const = 0;
  virtual const History& history() const = 0;
  // The schedule gives no learning rate above 0 any more: a step would change nothing.
  virtual bool finished() const = 0;

  // Goes on with the images that are there now. Images only, and not with val_from=last: others would then be
  // validation's, which were learned from already.
  virtual void setImages(const RunData& data) = 0;
  // Measures on the test images, which from then on can be looked at. Images only.
  virtual void test(const RunData& data) = 0;

  // The state that the next step starts from; after a divergence the last finite one.
  virtual Checkpoint checkpoint(const RunData& data) const = 0;
  // Goes on from there, with the preprocessing that belongs to it. False if that is not with the images it was trained
  // on. Precondition: made by a run of the same settings, but for live ones.
  virtual bool restore(const RunData& data, const Checkpoint& checkpoint) = 0;

  // What a checkpoint leaves out, for a run that comes back with all it has been through.
  virtual RunPast past() const = 0;
  virtual void setPast(const RunPast& past) = 0;

  // Writes figures, pictures and inspection.
  // `moved`: parameters or settings changed since the last call; when false only what is new in the view is computed.
  virtual void observe(const View& view, bool moved, RunSnapshot& out) = 0;
};

// Whether a run remembers states to go back to: that costs memory, and a copy of the parameters each step.
enum class Undo { kept, none };

std::unique_ptr<Run> makeRun(const Settings& settings, const RunData& data, Undo undo = Undo::kept);

}  // namespace lab
