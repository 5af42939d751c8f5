#include "lab/session.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/text.h"
#include "lab/draw_data.h"
#include "lab/run.h"
#include "lab/split.h"

namespace lab {
namespace {

// A square around all points, with air, and never smaller than the unit circle of the course's spiral.
PlaneBounds boundsOf(const Dataset& data) {
  const double reach = std::max(1.0, data.X.cwiseAbs().maxCoeff()) * 1.12;
  return {-reach, reach, -reach, reach};
}

// Names of the settings that differ, with their new values, for a notice.
std::string describeChange(const Settings& from, const Settings& to) {
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    const std::string value = valueText(to, info.key);
    if (valueText(from, info.key) == value) continue;
    text.append(text.empty() ? "" : ", ").append(info.key).append("=").append(value);
  }
  return text;
}

// A lesson that asks for more than this wants "run".
constexpr std::int64_t max_steps_owed = 1'000'000'000;

// Settings after the assignments. Text that goes over to the other mode without naming a preset goes on from that
// mode's own settings, as the switch on the screen does: each mode keeps its run.
Result<Settings> changedSettings(const std::array<Settings, 2>& settings, Mode mode, std::string_view assignments) {
  const Settings& now = settings[static_cast<std::size_t>(mode)];
  const Mode after = modeAfter(now, assignments);
  if (after == mode || namesPreset(assignments)) return withAssignments(now, assignments);
  return withAssignments(settings[static_cast<std::size_t>(after)], assignments);
}

std::string count(std::int64_t number, const char* unit) {
  return grouped(number) + " " + unit + (number == 1 ? "" : "s");
}

}  // namespace

Session::Session(const Settings& settings, std::shared_ptr<const ImageLibrary> images)
    : mode_(modeOf(settings)), pending_mode_(mode_) {
  bench(Mode::images).settings = presetSettings("cifar_softmax");
  bench().settings = settings;
  for (std::size_t i = 0; i < benches_.size(); ++i) pending_settings_[i] = benches_[i].settings;
  bench(Mode::images).data.images = std::move(images);
  generate();
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Status Session::post(Command command) {
  Status status = accept(command);
  if (status) {
    queue_.push_back(std::move(command));
    if (snapshot_.notice_is_error) notify("");  // an older refusal is answered by what was asked next
  } else {
    notify(status.error(), true);
  }
  return status;
}

// Follows what the queue will have done by the time the command is applied. A study's command is checked on what is
// there now, and once more when it is its turn.
Status Session::accept(const Command& command) {
  if (Studies::owns(command.kind)) return studies_.check(command, studyBase());
  Mode mode = pending_mode_;
  Settings settings = pending_settings_[static_cast<std::size_t>(mode)];
  if (command.kind == Command::Kind::set) {
    const Result<Settings> changed = changedSettings(pending_settings_, mode, command.assignments);
    if (!changed) return Error{changed.error()};
    settings = changed.value();
    mode = modeOf(settings);
  } else if (command.kind == Command::Kind::mode) {
    mode = command.mode;
    settings = pending_settings_[static_cast<std::size_t>(mode)];
  }
  if (mode == Mode::images && !bench(Mode::images).data.images) {
    return Error{"data=cifar10 needs images, and none are loaded yet."};
  }
  pending_mode_ = mode;
  pending_settings_[static_cast<std::size_t>(mode)] = settings;
  return Done{};
}

Status Session::post(std::string_view text) {
  Result<Command> command = parseCommand(text);
  if (command) return post(std::move(command.value()));
  notify(command.error(), true);
  return Error{command.error()};
}

std::int64_t Session::advance(Budget budget) {
  preparing_ = false;
  for (const Command& command : std::exchange(queue_, {})) apply(command);
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

bool Session::prepareAll() {
  bool ready = true;
  for (Column& column : bench().columns) ready = column.run->prepare(column.settings) && ready;
  return ready;
}

// Side by side the clock is one: if one model diverges, the others take the step back and all stop.
bool Session::stepAll() {
  for (const Column& column : bench().columns) {
    if (!column.run->finished(column.settings)) continue;
    stop();
    notify("The schedule has ended: after " + valueText(column.settings, "decay_epochs") +
           " epochs the learning rate is 0. A longer decay_epochs goes on.");
    return false;
  }
  ++run_revision_;
  std::size_t stepped = 0;
  for (Column& column : bench().columns) stepped += column.run->step(column.settings);
  if (stepped == bench().columns.size()) return true;
  if (stepped > 0) {
    for (Column& column : bench().columns) {
      if (!column.run->diverged()) column.run->back(1);
    }
  }
  stop();
  return false;
}

bool Session::diverged() const {
  return std::any_of(bench().columns.begin(), bench().columns.end(),
                     [](const Column& column) { return column.run->diverged(); });
}

void Session::stop() {
  running_ = false;
  steps_owed_ = 0;
}

void Session::apply(const Command& command) {
  switch (command.kind) {
    case Command::Kind::set: {
      const Result<Settings> settings =
          changedSettings({benches_[0].settings, benches_[1].settings}, mode_, command.assignments);
      assert(settings.ok() && "post() has checked it");
      applySettings(settings.value(), namesPreset(command.assignments));
      break;
    }
    case Command::Kind::mode:
      switchTo(command.mode);
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
      if (!diverged()) steps_owed_ = std::min<std::int64_t>(steps_owed_ + command.steps, max_steps_owed);
      break;
    case Command::Kind::back:
    case Command::Kind::back_press:
      stepBack(command.steps);
      break;
    case Command::Kind::undo:
    case Command::Kind::redo:
    case Command::Kind::together:
    case Command::Kind::forget:
      break;
    case Command::Kind::run:
      studies_.pause();
      running_ = !diverged();
      break;
    case Command::Kind::pause:
      stop();
      break;
    case Command::Kind::reset:
      stop();
      startRuns(bench());
      break;
    case Command::Kind::generate:
      stop();
      generate();
      notify("Drawn again: " + describeData() + ".");
      break;
    case Command::Kind::speed:
      speed_ = command.speed;
      auto_speed_ = command.auto_speed;
      break;
  }
}

StudyBase Session::studyBase() const {
  const Column& column = bench().columns.front();
  Settings settings = column.settings;
  settings.side_by_side = false;
  return {settings, bench().data, *column.run, bench(Mode::images).data.images};
}

void Session::applyToStudies(const Command& command) {
  const Status status = studies_.apply(command, studyBase());
  if (!status) return notify(status.error(), true);
  if (studies_.running()) stop();
}

void Session::applySettings(const Settings& settings, bool restart) {
  const Mode mode = modeOf(settings);
  if (mode != mode_) {
    stop();
    mode_ = mode;
    const Settings before = std::exchange(bench().settings, settings);
    if (before == settings && !bench().columns.empty() && !restart) return showBench();
    return generate();
  }
  if (settings == bench().settings && !restart) return;
  const Settings before = std::exchange(bench().settings, settings);
  // A preset is a whole run, from its first step: no published table belongs to one that began otherwise.
  switch (std::max(effectOfChange(before, settings), restart ? Effect::new_run : Effect::live)) {
    case Effect::live:
      for (Column& column : bench().columns) column.settings = withModel(settings, column.settings.model);
      ++run_revision_;
      break;
    case Effect::new_run:
      steps_owed_ = 0;
      startRuns(bench());
      notify("Restarted at iteration 0" + (before == settings ? "" : ": " + describeChange(before, settings)) + ".");
      break;
    case Effect::new_data:
      stop();
      generate();
      notify("New data, " + describeData() + ": " + describeChange(before, settings) + ".");
      break;
  }
}

// Each mode keeps its run, its settings and its place in it.
void Session::switchTo(Mode mode) {
  if (mode == mode_) return;
  stop();
  mode_ = mode;
  if (bench().columns.empty()) {
    generate();
  } else {
    showBench();
  }
}

void Session::setImages(std::shared_ptr<const ImageLibrary> images) {
  Bench& there = bench(Mode::images);
  there.data.images = std::move(images);
  if (!there.columns.empty() && there.settings.val_from == ValidationFrom::last) {
    // The validation images have moved, to where others were learned from.
    if (there.columns.front().run->iteration() > 0) notify("Restarted at iteration 0 with the images that came.");
    startRuns(there);
  } else {
    for (Column& column : there.columns) column.run->setImages(column.settings, there.data);
  }
  ++snapshot_.data_revision;
  ++run_revision_;
}

Checkpoint Session::checkpoint(std::size_t run) const {
  const Column& column = bench().columns[run];
  return column.run->checkpoint(column.settings, bench().data);
}

Status Session::restore(const Checkpoint& checkpoint) {
  advance({0});
  const Mode mode = modeOf(checkpoint.settings);
  const auto& images = bench(Mode::images).data.images;
  if (mode == Mode::images && !images) return Error{"This model is one of images, and none are loaded yet."};
  if (mode == Mode::images && images->classes != checkpoint.images->classes) {
    std::string names;
    for (const std::string& name : checkpoint.images->classes) names.append(names.empty() ? "" : ", ").append(name);
    return Error{"The images that are loaded are of other classes than this model's, which are " + names + "."};
  }
  stop();
  mode_ = pending_mode_ = mode;
  bench().settings = pending_settings_[static_cast<std::size_t>(mode)] = checkpoint.settings;
  generate();
  const Column& column = bench().columns[0];
  if (!column.run->restore(column.settings, bench().data, checkpoint)) {
    notify(
        "These are not the images that the model was trained on: it may have learned from some of those that validate "
        "it now, and their accuracy is then too high.");
  }
  return Done{};
}

void Session::test() {
  if (mode_ != Mode::images) return notify("Only images have a test set.", true);
  for (Column& column : bench().columns) column.run->test(column.settings, bench().data);
  ++run_revision_;
}

std::string Session::describeData() const {
  if (mode_ == Mode::images) return describeSplit(bench().settings, bench().data.images->train.size());
  return count(bench().data.plane->size(), "point") + " from seed " + std::to_string(bench().settings.seed);
}

void Session::generate() {
  bench().data = drawData(bench().settings, bench().data.images);
  startRuns(bench());
  showBench();
}

// Another bench, or other data on it: nothing in the snapshot holds any more.
void Session::showBench() {
  const RunData& data = bench().data;
  snapshot_.mode = mode_;
  snapshot_.data = mode_ == Mode::plane ? data.plane : nullptr;
  if (snapshot_.data) snapshot_.data_bounds = boundsOf(*snapshot_.data);
  ++snapshot_.data_revision;
  ++run_revision_;
}

void Session::startRuns(Bench& bench) {
  bench.columns.clear();
  const auto start = [&bench](ModelKind model) {
    const Settings settings = withModel(bench.settings, model);
    bench.columns.push_back({settings, makeRun(settings, bench.data)});
  };
  if (bench.settings.side_by_side) {
    start(ModelKind::linear);
    start(ModelKind::two_layer);
  } else {
    start(bench.settings.model);
  }
  ++run_revision_;
}

void Session::stepBack(std::int64_t steps) {
  stop();
  std::int64_t undone = 0;
  for (Column& column : bench().columns) undone = std::max(undone, column.run->back(steps));
  if (undone > 0 && undone < steps) {
    notify("Went back " + count(undone, "step") + "; earlier ones are not remembered.");
  }
  ++run_revision_;
}

const Snapshot& Session::observe(const View& view) {
  snapshot_.studies = studies_.observe();
  const bool moved = snapshot_.run_revision != run_revision_;
  snapshot_.settings = bench().settings;
  snapshot_.images = bench(Mode::images).data.images;
  snapshot_.speed = speed_;
  snapshot_.auto_speed = auto_speed_;
  snapshot_.steps_owed = steps_owed_;
  snapshot_.run_revision = run_revision_;
  snapshot_.state = diverged() ? RunState::diverged : wantsSteps() ? RunState::running : RunState::paused;
  snapshot_.can_step_back = std::any_of(bench().columns.begin(), bench().columns.end(),
                                        [](const Column& column) { return column.run->canStepBack(); });
  snapshot_.can_go_back = snapshot_.can_step_back;
  snapshot_.runs.resize(bench().columns.size());
  for (std::size_t i = 0; i < bench().columns.size(); ++i) {
    RunSnapshot& out = snapshot_.runs[i];
    out.regions.revision = std::max(out.regions.revision, region_revisions_[i]);
    out.settings = bench().columns[i].settings;
    bench().columns[i].run->observe(bench().columns[i].settings, view, moved, out);
    region_revisions_[i] = out.regions.revision;
  }
  return snapshot_;
}

void Session::notify(std::string text, bool is_error) {
  snapshot_.notice = std::move(text);
  snapshot_.notice_is_error = is_error;
  ++snapshot_.notice_revision;
}

}  // namespace lab
