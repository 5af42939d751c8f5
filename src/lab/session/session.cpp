#include "lab/session/session.h"

#include <algorithm>
#include <utility>

#include "lab/run/run.h"

namespace lab {
namespace {

// A lesson that asks for more than this wants "run".
constexpr std::int64_t max_steps_owed = 1'000'000'000;

Error noImages() { return {"data=cifar10 needs images, and none are loaded yet.", "No images are loaded yet."}; }

}  // namespace

Session::Session(const Settings& settings, std::shared_ptr<const ImageLibrary> images)
    : first_(settings), mode_(modeOf(settings)) {
  workspace(Mode::images).data.images = std::move(images);
  forget();
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Status Session::post(const Command& command) {
  // An older refusal is answered by what was asked next, and what it hid is seen again.
  if (snapshot_.notice_is_error) end_notice_.empty() ? notify("") : notifyOfEnd(end_notice_);
  preparing_ = false;
  Status status = std::visit([this](const auto& value) { return apply(value); }, command);
  if (!status) refuse(status.failure());
  return status;
}

Status Session::post(std::string_view text) {
  const Result<Command> command = parseCommand(text);
  if (command) return post(command.value());
  refuse(command.failure());
  return command.failure();
}

std::int64_t Session::advance(Budget budget) {
  preparing_ = false;
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

Status Session::apply(commands::Act act) {
  switch (act) {
    case commands::Act::run:
      run();
      break;
    case commands::Act::pause:
      stop();
      break;
    case commands::Act::back_press:
      backPress();
      break;
    case commands::Act::reset:
      reset();
      break;
    case commands::Act::generate:
      generate();
      break;
    case commands::Act::together:
      together();
      break;
    case commands::Act::undo:
      return undo();
    case commands::Act::redo:
      return redo();
    case commands::Act::test:
      return test();
    case commands::Act::forget:
      forget();
      break;
  }
  return Done{};
}

// Assignments that go over to the other mode go on from that mode's own settings, as the switch on the screen does:
// each mode keeps its runs.
Result<Session::Change> Session::changeBy(const commands::Set& set) const {
  const Mode after = modeOf(set.assignments.appliedTo(workspace().settings.shown()));
  const Reach reach = set.start ? Reach::shown : Reach::both_where_alike;
  const Result<ModelSettings> changed =
      withAssignments(workspace(after).settings, set.assignments, reach, untouched(after));
  if (!changed) return changed.failure();
  return Change{modeOf(changed.value().own[0]), changed.value()};
}

Status Session::apply(const commands::Set& set) {
  const Result<Change> change = changeBy(set);
  if (!change) return change.failure();
  if (lacksImages(change.value().mode)) return noImages();
  applyChange(change.value(), set.start || set.assignments.preset);
  return Done{};
}

Status Session::apply(const commands::Step& step) {
  studies_.pause();
  if (diverged()) return Done{};
  press();
  steps_owed_ = std::min<std::int64_t>(steps_owed_ + step.steps, max_steps_owed);
  return Done{};
}

Status Session::apply(const commands::Back& back) {
  stepBack(back.steps);
  return Done{};
}

Status Session::apply(const commands::Speed& speed) {
  speed_ = speed.steps_per_second;
  auto_speed_ = speed.automatic;
  return Done{};
}

Status Session::apply(const commands::StopFlat& stop) {
  stop_when_flat_ = stop.on;
  return Done{};
}

Status Session::apply(const commands::Show& what) {
  if (lacksImages(what.mode)) return noImages();
  // What was said of the other mode, and what undo offers there, is said there no more.
  if (what.mode != mode_) notify(end_notice_ = "");
  // Who looks elsewhere meanwhile is not called away when the images come.
  if (waiting_) waiting_->show = what.mode == Mode::images;
  show(what.mode);
  return Done{};
}

Status Session::apply(const commands::Study& study) {
  Status status = studies_.tell(study, studyBase());
  if (status && studies_.running()) stop();
  return status;
}

Status Session::undo() {
  if (store(mode_).undoable() == nullptr) return Error{"There is nothing to undo."};
  bringBack(store(mode_).takeUndoable(), false);
  return Done{};
}

Status Session::redo() {
  if (store(mode_).redoable() == nullptr) return Error{"There is nothing to redo."};
  bringBack(store(mode_).takeRedoable(), true);
  return Done{};
}

StudyBase Session::studyBase() const {
  const Workspace& here = workspace();
  const ModelKind model = here.settings.shownModels().front();
  return {here.data, *here.run(model), workspace(Mode::images).data.images};
}

Status Session::test() {
  if (mode_ != Mode::images) return Error{"Only images have a test set."};
  const Workspace& here = workspace();
  for (const ModelKind model : here.settings.shownModels()) {
    here.run(model)->test(here.data);
  }
  ++run_revision_;
  return Done{};
}

Checkpoint Session::checkpoint(std::size_t run) const {
  const Workspace& here = workspace();
  const ModelKind model = here.settings.shownModels()[run];
  return here.run(model)->checkpoint(here.data);
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
    out.settings = here.run(models[i])->settings();
    here.run(models[i])->observe(view, moved, out);
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
