// What the studies show of themselves: plain values, as in lab/snapshot.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/snapshot.h"

namespace lab {

// One run of a race.
struct RaceLane {
  std::string changes;  // "lr=0.1": in what its settings differ from the others'
  Settings settings;
  RunSnapshot run;        // figures and history; no pictures
  double seconds = 0;     // its steps took, by the clock that was lent; 0 without one
  bool finished = false;  // made all its steps, came to its schedule's end, or diverged
};

// Runs from the same weights on the same minibatches.
struct RaceSnapshot {
  std::int64_t steps = 0;  // that each run is to make
  Mode mode = Mode::plane;
  std::vector<RaceLane> lanes;
};

struct StudiesSnapshot {
  bool running = false;  // one of them is at work, and the run on the screen rests
  std::optional<RaceSnapshot> race;
  std::uint64_t revision = 0;  // changes whenever one of them moved
};

}  // namespace lab
