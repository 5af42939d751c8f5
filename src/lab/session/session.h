// The whole lab without a screen: no clock, no thread, no file, no global. The same settings and commands give the
// same run, whoever drives it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "lab/checkpoint/kept_session.h"
#include "lab/command.h"
#include "lab/observe/snapshot.h"
#include "lab/run/checkpoint.h"
#include "lab/run/run.h"
#include "lab/run/run_store.h"
#include "lab/settings/settings.h"
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

  // The state of one of the runs on the screen, to be saved.
  Checkpoint checkpoint(std::size_t run = 0) const;
  // Goes on from there: mode, settings and data become the checkpoint's; the run that was there before is kept for
  // undo. Refuses, with nothing changed, a checkpoint of images while there are none or while those that are there have
  // other classes. The notice tells when a run goes on with other images than it was trained on. Precondition: the
  // checkpoint is as checkpoint() or decodeCheckpoint() gave it, but for live settings.
  Status restore(const Checkpoint& checkpoint);

  // All that a reload should bring back, but for the view; runs whose parameters and memory are beyond `most_bytes`
  // together are left out, with their settings kept.
  KeptSession keep(std::size_t most_bytes) const;
  // Goes on from there; or with `offer` leaves everything as it is, and undo brings it. Runs of images wait until as
  // many images are there as they knew, or imagesEnd() says that no more will come.
  void comeBack(const KeptSession& kept, bool offer);
  void imagesEnd() { takeInImages(true); }
  bool waitsForImages() const { return waiting_ && waiting_->show; }
  // Changes with every step and every command that does something.
  std::uint64_t revision() const { return run_revision_; }
  // What is on the screen; see ModelSettings::shown.
  Settings settings() const { return workspace().settings.shown(); }

  // Carries the command out, but for the steps, which advance() makes. A refused one changes nothing but the notice,
  // and the error says why.
  Status post(const Command& command);
  // The same of a text, for the rim.
  Status post(std::string_view text);
  // What cannot be read is told like what cannot be done.
  void refuse(const Error& error) { notify(error.shown(), true); }

  // Makes at most `budget.steps` steps of what is owed or running, or pieces of a study's work. Returns how many. A
  // step that moves both models on the screen counts once.
  std::int64_t advance(Budget budget);
  // The last advance came back from a slice: the step that it belongs to is still to be made.
  bool preparing() const { return preparing_; }
  // A run on the screen has diverged, and none of them steps any more.
  bool diverged() const;

  // Seconds, for times that studies report; without a clock they are 0. Nothing else depends on it.
  void lendClock(Clock clock) { studies_.lendClock(std::move(clock)); }

  // With "speed auto": the speed in force, which whoever drives the session decides.
  void setGear(double speed) {
    if (auto_speed_) speed_ = speed;
  }

  // Brings the snapshot up to date, with the expensive parts that the view asks for. Cheap when nothing moved.
  const Snapshot& observe(const View& view);
  // The snapshot as last observed.
  const Snapshot& snapshot() const { return snapshot_; }

 private:
  Workspace& workspace(Mode mode) { return workspaces_[static_cast<std::size_t>(mode)]; }
  Workspace& workspace() { return workspace(mode_); }
  const Workspace& workspace(Mode mode) const { return workspaces_[static_cast<std::size_t>(mode)]; }
  const Workspace& workspace() const { return workspace(mode_); }
  RunStore& store(Mode mode) { return stores_[static_cast<std::size_t>(mode)]; }

  // What a command makes of the settings, and of which mode.
  struct Change {
    Mode mode;
    ModelSettings settings;
  };
  Result<Change> changeBy(const commands::Set& set) const;

  // session.cpp: commands, one apply() each, and what is seen; session_steps.cpp: steps.
  Status apply(commands::Act act);
  Status apply(const commands::Set& set);
  Status apply(const commands::Step& step);
  Status apply(const commands::Back& back);
  Status apply(const commands::Speed& speed);
  Status apply(const commands::StopFlat& stop);
  Status apply(const commands::Show& show);
  Status apply(const commands::Study& study);
  bool lacksImages(Mode mode) const { return mode == Mode::images && !workspace(Mode::images).data.images; }
  StudyBase studyBase() const;
  void press();
  void run();
  Status test();
  void stepBack(std::int64_t steps);
  void backPress();
  bool prepareAll();
  bool stepAll();
  void stopWhenFlat();
  bool wantsSteps() const { return running_ || steps_owed_ > 0; }
  void stop();
  void notify(std::string text, bool is_error = false);
  void notifyOfEnd(std::string text);

  // session_runs.cpp: how runs begin, end and come back.
  struct Ending {
    Mode mode;
    PerModel<bool> models;
    ModelSettings after;
    bool new_data = false;
  };
  PerModel<bool> untouched(Mode mode) const;
  bool endRuns(const Ending& ending);
  void keepRuns(const Ending& ending);
  void keepSettings(const ModelSettings& after);
  void draw(Workspace& workspace);
  void applyChange(const Change& change, bool begins);
  void tellFirstLook(ModelKind model);
  void reset();
  void generate();
  void together();
  void forget();
  Status undo();
  Status redo();
  void bringBack(KeptRuns kept, bool forward);
  void show(Mode mode);
  void showWorkspace();

  // session_kept.cpp: what comes in from elsewhere.
  struct Waiting {
    KeptWorkspace workspace;
    Index images;  // so many it needs
    bool offer, show;
  };
  Workspace revive(const KeptWorkspace& kept);
  KeptRuns wholeOf(Mode mode, const Workspace& workspace, const ModelSettings& after) const;
  void takeIn(Mode mode, const KeptWorkspace& kept, bool offer);
  void takeInImages(bool all);

  PerMode<Workspace> workspaces_;
  Settings first_;  // of the first visit
  Mode mode_;
  PerMode<RunStore> stores_;        // each mode has its own undo
  std::optional<Waiting> waiting_;  // runs of images that are kept until their images have come
  PerMode<PerModel<bool>> seen_{};  // which models have been looked at
  bool running_ = false;
  bool preparing_ = false;
  std::int64_t steps_owed_ = 0;
  double speed_ = 0;
  bool auto_speed_ = false;
  bool stop_when_flat_ = false;
  std::uint64_t run_revision_ = 0;
  std::uint64_t data_revisions_ = 0;   // how many data sets there were
  std::uint64_t images_revision_ = 0;  // changes whenever images come
  std::string end_notice_;             // the last notice that offers undo, while it holds
  Studies studies_;
  Snapshot snapshot_;
  // Of the region picture at each place of the screen, so that a revision never comes twice.
  std::array<std::uint64_t, 2> region_revisions_{};
};

}  // namespace lab
