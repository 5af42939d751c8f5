// The whole lab without a screen: no clock, no thread, no file, no global. The same settings and commands give the
// same run, whoever drives it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "lab/command.h"
#include "lab/settings.h"
#include "lab/snapshot.h"

namespace lab {

// How much a driver lets the session do before it comes back.
struct Budget {
  std::int64_t steps = 0;
};

class Run;

class Session {
 public:
  explicit Session(const Settings& settings = {});
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  // Checks the command and queues it for the next advance. A refused command changes nothing but the notice, and the
  // error says why.
  Status post(Command command);
  Status post(std::string_view text);

  // Applies the queued commands in order, then makes at most `budget.steps` steps of what is owed or running.
  // Returns the steps made. A side-by-side step, which moves both models, counts once.
  std::int64_t advance(Budget budget);

  // Brings the snapshot up to date, with the expensive parts that the view asks for. Cheap when nothing moved.
  const Snapshot& observe(const View& view);
  // The snapshot as last observed.
  const Snapshot& snapshot() const { return snapshot_; }

 private:
  // A model in training, with the settings that apply to it: the session's, or side by side each model's own.
  struct Column {
    Settings settings;
    std::unique_ptr<Run> run;
  };

  void apply(const Command& command);
  void applySettings(const Settings& settings);
  void generate();
  void startRuns();
  void stepBack(std::int64_t steps);
  bool stepAll();
  bool wantsSteps() const { return running_ || steps_owed_ > 0; }
  bool diverged() const;
  void stop();
  void notify(std::string text, bool is_error = false);

  Settings settings_;
  Settings pending_settings_;  // as they will be once the queue is applied
  std::vector<Command> queue_;
  std::shared_ptr<const Dataset> data_;
  NumpyRandom after_data_{0};  // the random stream as the data left it, where the weights go on
  std::vector<Column> columns_;
  bool running_ = false;
  std::int64_t steps_owed_ = 0;
  double speed_ = 0;
  std::uint64_t run_revision_ = 0;
  Snapshot snapshot_;
  // Of each column's region picture, kept while side by side is off, so that a revision never comes twice.
  std::array<std::uint64_t, 2> region_revisions_{};
};

}  // namespace lab
