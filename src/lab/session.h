// The whole lab without a screen: no clock, no thread, no file, no global. The same settings and commands give the
// same run, whoever drives it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "lab/checkpoint.h"
#include "lab/command.h"
#include "lab/run.h"
#include "lab/settings.h"
#include "lab/snapshot.h"
#include "lab/study/studies.h"

namespace lab {

// How much a driver lets the session do before it comes back.
struct Budget {
  std::int64_t steps = 0;
  bool slices = false;  // come back also after each slice of what a step starts with
};

class Session {
 public:
  // data=cifar10 needs images.
  explicit Session(const Settings& settings = {}, std::shared_ptr<const ImageLibrary> images = nullptr);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  // Images to learn from, or more of them: a run that is under way goes on with what is there now. They may be shared
  // with their reader, who must not change images that are already there.
  void setImages(std::shared_ptr<const ImageLibrary> images);

  // The state of one of the runs on the screen, to be kept.
  Checkpoint checkpoint(std::size_t run = 0) const;
  // Goes on from there: mode, settings and data become the checkpoint's, after the queued commands. Refuses, with
  // nothing changed, a checkpoint of images while there are none or while those that are there have other classes. The
  // notice tells when a run goes on with other images than it was trained on. Precondition: the checkpoint is as
  // checkpoint() or decodeCheckpoint() gave it, but for live settings.
  Status restore(const Checkpoint& checkpoint);

  // Checks the command and queues it for the next advance. A refused command changes nothing but the notice, and the
  // error says why.
  Status post(Command command);
  Status post(std::string_view text);

  // Applies the queued commands in order, then makes at most `budget.steps` steps of what is owed or running, or pieces
  // of a study's work. Returns how many. A side-by-side step, which moves both models, counts once.
  std::int64_t advance(Budget budget);
  // The last advance came back from a slice: the step that it belongs to is still to be made.
  bool preparing() const { return preparing_; }

  // Seconds, for times that studies report; without a clock they are 0. Nothing else depends on it.
  void lendClock(Clock clock) { studies_.lendClock(std::move(clock)); }

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

  // The plane and the images each have their own settings, data and runs, which rest while the other is on screen.
  struct Bench {
    Settings settings;
    RunData data;
    std::vector<Column> columns;
  };
  Bench& bench(Mode mode) { return benches_[static_cast<std::size_t>(mode)]; }
  Bench& bench() { return bench(mode_); }
  const Bench& bench(Mode mode) const { return benches_[static_cast<std::size_t>(mode)]; }
  const Bench& bench() const { return bench(mode_); }

  Status accept(const Command& command);
  StudyBase studyBase() const;
  void applyToStudies(const Command& command);
  void apply(const Command& command);
  void applySettings(const Settings& settings, bool restart);
  void switchTo(Mode mode);
  void showBench();
  void test();
  std::string describeData() const;
  void generate();
  void startRuns(Bench& bench);
  void stepBack(std::int64_t steps);
  bool prepareAll();
  bool stepAll();
  bool wantsSteps() const { return running_ || steps_owed_ > 0; }
  bool diverged() const;
  void stop();
  void notify(std::string text, bool is_error = false);

  std::array<Bench, 2> benches_;
  Mode mode_;
  std::vector<Command> queue_;
  // As they will be once the queue is applied.
  Mode pending_mode_;
  std::array<Settings, 2> pending_settings_;
  bool running_ = false;
  bool preparing_ = false;
  std::int64_t steps_owed_ = 0;
  double speed_ = 0;
  bool auto_speed_ = false;
  std::uint64_t run_revision_ = 0;
  Studies studies_;
  Snapshot snapshot_;
  // Of each column's region picture, kept while side by side is off, so that a revision never comes twice.
  std::array<std::uint64_t, 2> region_revisions_{};
};

}  // namespace lab
