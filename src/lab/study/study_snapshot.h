// What the studies show of themselves: plain values, as in lab/observe/snapshot.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/observe/snapshot.h"
#include "lab/study/check_snapshot.h"
#include "lab/study/search_result.h"

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

struct SearchSnapshot {
  std::shared_ptr<const SearchPlan> plan;  // never null; another one whenever a search begins
  std::vector<SearchResult> cells;         // in the plan's order
  std::optional<std::size_t> best;         // cell with the highest validation accuracy so far
  std::size_t finished = 0;                // cells that are done or diverged
  bool running = false;
  bool stopped = false;  // before its end: the cells that were not tried stay so
  Mode mode = Mode::plane;
  Index held_out = 0;                          // examples that validate
  std::optional<std::uint32_t> held_out_seed;  // plane only: they are drawn anew, from this seed
  double seconds = 0;                          // of work so far, by the clock that was lent; 0 without one
  double seconds_left = 0;                     // estimated from these
};

struct StudiesSnapshot {
  bool running = false;  // one of them is at work, and the run on the screen rests
  std::optional<RaceSnapshot> race;
  std::optional<CheckSnapshot> check;
  std::optional<SearchSnapshot> search;
  std::uint64_t revision = 0;  // changes whenever one of them moved
};

}  // namespace lab
