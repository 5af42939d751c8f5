// What the page's window.lab hands out, as JSON text. Reads a snapshot and nothing else.
#pragma once

#include <optional>
#include <string>

#include "lab/observe/snapshot.h"
#include "platform/build_facts.h"
#include "ui/app.h"

namespace lab::platform {

// What the host measured, beside the snapshot.
struct HostFigures {
  double steps_per_second = 0;
  double frame_ms = 0;
  std::int64_t frames = 0;  // pictures drawn since the page opened
  bool hidden = false;      // training rests because nobody can see it
  ui::ImageLoading images;
  bool picture = false;           // the visitor gave a picture of their own
  std::optional<ImageRef> image;  // the image that the inspector shows
};

std::string stateJson(const Snapshot& snapshot, const BuildFacts& facts, const HostFigures& figures);
// The main run's history as parallel arrays.
std::string historyJson(const Snapshot& snapshot);
// The main run's inspection, or null where there is none.
std::string inspectionJson(const Snapshot& snapshot);
// All points of the plane: features, labels and the main run's predictions; null where there are images instead.
std::string examplesJson(const Snapshot& snapshot);

// The main run's first-layer weights: {count, weights}, one row after the other. Empty unless the view asked for them.
std::string templatesJson(const Snapshot& snapshot);

// The run of the model that the settings name; side by side there is another one. Precondition: there is a run.
const RunSnapshot& mainRun(const Snapshot& snapshot);

// One sentence for those who cannot see the picture: "Linear model, paused at iteration 20: loss 0.8515, …".
std::string spokenState(const Snapshot& snapshot);

}  // namespace lab::platform
