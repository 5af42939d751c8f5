// The steps of the runs on the screen, forwards and back.
#include <algorithm>

#include "core/text.h"
#include "lab/observe/diagnosis.h"
#include "lab/session/session.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

std::string count(std::int64_t number, const char* unit) {
  return grouped(number) + " " + unit + (number == 1 ? "" : "s");
}

}  // namespace

bool Session::prepareAll() {
  const Workspace& here = workspace();
  bool ready = true;
  for (const ModelKind model : here.settings.shownModels()) {
    ready = here.run(model)->prepare() && ready;
  }
  return ready;
}

// Both on the screen move on one clock: if one model diverges, the other takes the step back and both stop.
bool Session::stepAll() {
  const Workspace& here = workspace();
  const auto models = here.settings.shownModels();
  for (const ModelKind model : models) {
    const Run& run = *here.run(model);
    if (!run.finished()) continue;
    stop();
    notify("The schedule has ended: after " + valueText(run.settings(), "decay_epochs") +
           " epochs the learning rate is 0. A longer decay time goes on.");
    return false;
  }
  ++run_revision_;
  std::size_t stepped = 0;
  for (const ModelKind model : models) stepped += here.run(model)->step();
  if (stepped == models.size()) {
    if (stop_when_flat_) stopWhenFlat();
    return true;
  }
  if (stepped > 0) {
    for (const ModelKind model : models) {
      if (!here.run(model)->diverged()) here.run(model)->back(1);
    }
  }
  stop();
  return false;
}

// Looks every fifty steps, whatever the frames are, so that a run always stops at the same iteration.
void Session::stopWhenFlat() {
  std::int64_t steps = 0;
  for (const ModelKind model : workspace().settings.shownModels()) {
    const Run& run = *workspace().run(model);
    if (run.iteration() % 50 != 0) return;
    const auto flat = plateau(run.history().points());
    if (!flat) return;
    steps = std::max(steps, *flat);
  }
  stop();
  notify("Stopped: " + plateauText(steps) + ".");
}

bool Session::diverged() const {
  const auto models = workspace().settings.shownModels();
  return std::any_of(models.begin(), models.end(),
                     [this](ModelKind model) { return workspace().run(model)->diverged(); });
}

void Session::stop() {
  running_ = preparing_ = false;
  steps_owed_ = 0;
}

void Session::run() {
  studies_.pause();
  if (diverged()) return;
  press();
  running_ = true;
}

// A press while something is owed or running goes on with that one.
void Session::press() {
  if (wantsSteps()) return;
  for (const ModelKind model : workspace().settings.shownModels()) workspace().run(model)->beginPress();
}

void Session::stepBack(std::int64_t steps) {
  stop();
  std::int64_t undone = 0;
  for (const ModelKind model : workspace().settings.shownModels()) {
    undone = std::max(undone, workspace().run(model)->back(steps));
  }
  if (undone > 0 && undone < steps) {
    notify("Went back " + count(undone, "step") + "; earlier ones are not remembered.");
  }
  ++run_revision_;
}

void Session::backPress() {
  stop();
  for (const ModelKind model : workspace().settings.shownModels()) workspace().run(model)->backPress();
  ++run_revision_;
}

}  // namespace lab
