#include "lab/session/session.h"

#include <algorithm>
#include <utility>

#include "lab/run/run.h"
#include "lab/settings/assignments.h"

namespace lab {
namespace {

// A lesson that asks for more than this wants "run".
constexpr std::int64_t max_steps_owed = 1'000'000'000;

bool changesSettings(const Command& command) {
  return command.kind == Command::Kind::set || command.kind == Command::Kind::start;
}

}  // namespace

Session::Session(const Settings& settings, std::shared_ptr<const ImageLibrary> images)
    : first_(settings), mode_(modeOf(settings)), pending_mode_(mode_) {
  workspace(Mode::images).data.images = std::move(images);
  forget();
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Status Session::post(Command command) {
  Status status = acceptNow(command);
  if (status) {
    queue_.push_back(std::move(command));
    // An older refusal is answered by what was asked next, and what it hid is seen again.
    if (snapshot_.notice_is_error) end_notice_.empty() ? notify("") : notifyOfEnd(end_notice_);
  } else {
    notify(status.failure().shown(), true);
  }
  return status;
}

// What undo and the like make of the settings is known when they have been applied, which is done here; what is left of
// them to be queued does nothing.
Status Session::acceptNow(const Command& command) {
  using Kind = Command::Kind;
  if (command.kind != Kind::undo && command.kind != Kind::redo && command.kind != Kind::forget) return accept(command);
  applyQueue();
  if (command.kind == Kind::undo && store(mode_).undoable() == nullptr) return Error{"There is nothing to undo."};
  if (command.kind == Kind::redo && store(mode_).redoable() == nullptr) return Error{"There is nothing to redo."};
  if (command.kind == Kind::forget) {
    forget();
  } else {
    const bool forward = command.kind == Kind::redo;
    bringBack(forward ? store(mode_).takeRedoable() : store(mode_).takeUndoable(), forward);
  }
  applyQueue();
  return Done{};
}

// Text that goes over to the other mode goes on from that mode's own settings, as the switch on the screen does: each
// mode keeps its runs.
Result<Session::Change> Session::changeBy(const Command& command, Mode mode,
                                          const PerMode<ModelSettings>& settings) const {
  const auto of = [&](Mode which) -> const ModelSettings& { return settings[static_cast<std::size_t>(which)]; };
  const Mode after = modeAfter(of(mode).shown(), command.assignments);
  const Reach reach = command.kind == Command::Kind::start ? Reach::shown : Reach::both_where_alike;
  const Result<ModelSettings> changed = withAssignments(of(after), command.assignments, reach, untouched(after));
  if (!changed) return changed.failure();
  return Change{modeOf(changed.value().own[0]), changed.value()};
}

// Follows what the queue will have done by the time the command is applied. A study's command is checked on what is
// there now, and once more when it is its turn.
Status Session::accept(const Command& command) {
  if (Studies::owns(command.kind)) return studies_.check(command, studyBase());
  Change change{pending_mode_, pending_settings_[static_cast<std::size_t>(pending_mode_)]};
  if (changesSettings(command)) {
    const Result<Change> changed = changeBy(command, pending_mode_, pending_settings_);
    if (!changed) return changed.failure();
    change = changed.value();
  } else if (command.kind == Command::Kind::mode) {
    change = {command.mode, pending_settings_[static_cast<std::size_t>(command.mode)]};
  } else if (command.kind == Command::Kind::together) {
    change.settings.both = true;
  }
  if (change.mode == Mode::images && !workspace(Mode::images).data.images) {
    return Error{"data=cifar10 needs images, and none are loaded yet.", "No images are loaded yet."};
  }
  pending_mode_ = change.mode;
  pending_settings_[static_cast<std::size_t>(change.mode)] = change.settings;
  return Done{};
}

Status Session::post(std::string_view text) {
  Result<Command> command = parseCommand(text);
  if (command) return post(std::move(command.value()));
  notify(command.failure().shown(), true);
  return command.failure();
}

void Session::applyQueue() {
  for (const Command& command : std::exchange(queue_, {})) apply(command);
  pending_mode_ = mode_;
  for (std::size_t i = 0; i < workspaces_.size(); ++i) pending_settings_[i] = workspaces_[i].settings;
}

std::int64_t Session::advance(Budget budget) {
  preparing_ = false;
  if (!queue_.empty()) applyQueue();
  if (studies_.running()) return studies_.advance(budget.steps);
  std::int64_t made = 0;
  while (made < budget.steps && wantsSteps()) {
    preparing_ = budget.slices && !prepareAll();
    if (preparing_ || !stepAll()) break;
    ++made;
    if (steps_owed_ > 0) --steps_owed_;
  }
  return made;
}

void Session::apply(const Command& command) {
  PerMode<ModelSettings> settings{workspaces_[0].settings, workspaces_[1].settings};
  switch (command.kind) {
    case Command::Kind::set:
    case Command::Kind::start: {
      // post() has checked it on what it expected to be there; what is there decides.
      const Result<Change> change = changeBy(command, mode_, settings);
      if (!change) return notify(change.failure().shown(), true);
      applyChange(change.value(), command);
      break;
    }
    case Command::Kind::mode:
      // What was said of the other mode, and what undo offers there, is said there no more.
      if (command.mode != mode_) notify(end_notice_ = "");
      // Who looks elsewhere meanwhile is not called away when the images come.
      if (waiting_) waiting_->show = command.mode == Mode::images;
      show(command.mode);
      break;
    case Command::Kind::test:
      test();
      break;
    case Command::Kind::race:
    case Command::Kind::check:
    case Command::Kind::search:
      applyToStudies(command);
      break;
    case Command::Kind::step:
      studies_.pause();
      if (diverged()) break;
      beginPress();
      steps_owed_ = std::min<std::int64_t>(steps_owed_ + command.steps, max_steps_owed);
      break;
    case Command::Kind::run:
      studies_.pause();
      if (diverged()) break;
      beginPress();
      running_ = true;
      break;
    case Command::Kind::back:
      stepBack(command.steps);
      break;
    case Command::Kind::back_press:
      backPress();
      break;
    case Command::Kind::pause:
      stop();
      break;
    case Command::Kind::reset:
      reset();
      break;
    case Command::Kind::generate:
      generate();
      break;
    case Command::Kind::together:
      together();
      break;
    case Command::Kind::undo:
    case Command::Kind::redo:
    case Command::Kind::forget:
      break;  // applied when they were posted
    case Command::Kind::stop_flat:
      stop_when_flat_ = command.on;
      break;
    case Command::Kind::speed:
      speed_ = command.speed;
      auto_speed_ = command.auto_speed;
      break;
  }
}

StudyBase Session::studyBase() const {
  const Workspace& here = workspace();
  const ModelKind model = here.settings.shownModels().front();
  return {here.settings.of(model), here.data, *here.run(model), workspace(Mode::images).data.images};
}

void Session::applyToStudies(const Command& command) {
  const Status status = studies_.apply(command, studyBase());
  if (!status) return notify(status.failure().shown(), true);
  if (studies_.running()) stop();
}

void Session::test() {
  if (mode_ != Mode::images) return notify("Only images have a test set.", true);
  const Workspace& here = workspace();
  for (const ModelKind model : here.settings.shownModels()) {
    here.run(model)->test(here.settings.of(model), here.data);
  }
  ++run_revision_;
}

Checkpoint Session::checkpoint(std::size_t run) const {
  const Workspace& here = workspace();
  const ModelKind model = here.settings.shownModels()[run];
  return here.run(model)->checkpoint(here.settings.of(model), here.data);
}

const Snapshot& Session::observe(const View& view) {
  const Workspace& here = workspace();
  const auto models = here.settings.shownModels();
  const auto any = [&](auto can) {
    return std::any_of(models.begin(), models.end(), [&](ModelKind model) { return can(*here.run(model)); });
  };
  snapshot_.studies = studies_.observe();
  const bool moved = snapshot_.run_revision != run_revision_;
  snapshot_.settings = here.settings.shown();
  snapshot_.images = workspace(Mode::images).data.images;
  snapshot_.speed = speed_;
  snapshot_.auto_speed = auto_speed_;
  snapshot_.stop_when_flat = stop_when_flat_;
  snapshot_.steps_owed = steps_owed_;
  snapshot_.run_revision = run_revision_;
  snapshot_.state = diverged() ? RunState::diverged : wantsSteps() ? RunState::running : RunState::paused;
  snapshot_.can_step_back = any([](const Run& run) { return run.canStepBack(); });
  snapshot_.awaits_images = waitsForImages();
  snapshot_.can_go_back = any([](const Run& run) { return run.canGoBack(); });
  snapshot_.undo = store(mode_).undoable() ? store(mode_).undoable()->title : std::string();
  snapshot_.redo = store(mode_).redoable() ? store(mode_).redoable()->title : std::string();
  snapshot_.runs.resize(models.size());
  for (std::size_t i = 0; i < models.size(); ++i) {
    RunSnapshot& out = snapshot_.runs[i];
    out.regions.revision = std::max(out.regions.revision, region_revisions_[i]);
    out.settings = here.settings.of(models[i]);
    here.run(models[i])->observe(out.settings, view, moved, out);
    region_revisions_[i] = out.regions.revision;
  }
  return snapshot_;
}

void Session::notify(std::string text, bool is_error) {
  snapshot_.notice = std::move(text);
  snapshot_.notice_is_error = is_error;
  snapshot_.notice_offers_undo = false;
  snapshot_.notice_offer_label.clear();
  snapshot_.notice_offer_command.clear();
  ++snapshot_.notice_revision;
}

void Session::notifyOfEnd(std::string text) {
  end_notice_ = std::move(text);
  notify(end_notice_);
  snapshot_.notice_offers_undo = true;
}

}  // namespace lab
