// Runs that an act has ended, whole, to be brought back: undo, redo, and whatever else looks at earlier runs. A list of
// kept runs in the order in which they ended, with ids that never come twice.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "lab/run/run.h"
#include "lab/settings/model_settings.h"

namespace lab {

// The plane or the images: one data set, and a run of each model on it. Each rests while the other is on screen.
struct Workspace {
  ModelSettings settings;
  RunData data;
  bool drawn = false;                   // the data is that of the settings
  std::uint64_t data_revision = 0;      // of the data, which keeps it wherever it goes
  PerModel<std::shared_ptr<Run>> runs;  // null: at its first parameters, and not made yet

  Run* run(ModelKind model) const { return runs[placeOf(model)].get(); }
};

// What an act took away, with the settings before and after it: runs, or only the value of a setting.
struct KeptRuns {
  std::uint64_t id = 0;
  std::string title;  // for people: "the two-layer run at iteration 1,000 on the spiral"
  std::string cause;  // of an act that changed settings: their keys
  Mode mode = Mode::plane;
  ModelSettings before = {}, after = {};
  PerModel<bool> ended{};
  PerModel<std::shared_ptr<Run>> runs = {};  // of the ended ones; null: it had never been looked at
  // Of an act that drew other data.
  std::optional<RunData> data = {};
  std::uint64_t data_revision = 0;
  std::uint64_t images_revision = 0;  // of the images that the runs knew

  // False: a setting changed that acts on the runs as they go on.
  bool endsRuns() const { return ended[0] || ended[1]; }
  std::size_t bytes() const;
};

class RunStore {
 public:
  // What an act has just taken away: if it ended runs, what was undone before cannot be redone any more.
  void keep(KeptRuns runs);
  // The last act went on in the same way, with nothing more to be kept. Precondition: there is one.
  void prolong(const ModelSettings& after);
  // What undo and redo would bring back; null: nothing.
  const KeptRuns* undoable() const { return past_.empty() ? nullptr : &past_.back(); }
  const KeptRuns* redoable() const { return future_.empty() ? nullptr : &future_.back(); }
  // The kept runs, from the oldest.
  const std::deque<KeptRuns>& past() const { return past_; }

  // Precondition: there is something.
  KeptRuns takeUndoable();
  KeptRuns takeRedoable();
  // What stood where the taken ones have come back.
  void putUndoable(KeptRuns runs) { put(past_, std::move(runs)); }
  void putRedoable(KeptRuns runs) { put(future_, std::move(runs)); }

  void clear();
  // Forgets those whose validation images have become others.
  void forgetImagesAtTheEnd();

  // Beyond this the oldest first lose their ways back, then go, but for the newest one; mere settings go before runs.
  static constexpr std::size_t most_bytes = 64 << 20;
  static constexpr std::size_t most_entries = 40;

 private:
  void put(std::deque<KeptRuns>& list, KeptRuns runs);
  void makeRoom();
  std::size_t bytes() const;

  std::deque<KeptRuns> past_, future_;
  std::uint64_t next_id_ = 1;
};

}  // namespace lab
