#include "lab/session.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "lab/run.h"

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

std::string count(std::int64_t number, const char* unit) {
  return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
}

}  // namespace

Session::Session(const Settings& settings) : settings_(settings), pending_settings_(settings) { generate(); }

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Status Session::post(Command command) {
  if (command.kind == Command::Kind::set) {
    const Result<Settings> settings = withAssignments(pending_settings_, command.assignments);
    if (!settings) {
      notify(settings.error(), true);
      return Error{settings.error()};
    }
    pending_settings_ = settings.value();
  }
  queue_.push_back(std::move(command));
  return Done{};
}

Status Session::post(std::string_view text) {
  Result<Command> command = parseCommand(text);
  if (command) return post(std::move(command.value()));
  notify(command.error(), true);
  return Error{command.error()};
}

std::int64_t Session::advance(Budget budget) {
  for (const Command& command : std::exchange(queue_, {})) apply(command);
  std::int64_t made = 0;
  while (made < budget.steps && wantsSteps() && stepAll()) {
    ++made;
    if (steps_owed_ > 0) --steps_owed_;
  }
  return made;
}

// Side by side the clock is one: if one model diverges, the others take the step back and all stop.
bool Session::stepAll() {
  ++run_revision_;
  std::size_t stepped = 0;
  for (Column& column : columns_) stepped += column.run->step(column.settings);
  if (stepped == columns_.size()) return true;
  if (stepped > 0) {
    for (Column& column : columns_) {
      if (!column.run->diverged()) column.run->back(1);
    }
  }
  stop();
  return false;
}

bool Session::diverged() const {
  return std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.run->diverged(); });
}

void Session::stop() {
  running_ = false;
  steps_owed_ = 0;
}

void Session::apply(const Command& command) {
  switch (command.kind) {
    case Command::Kind::set: {
      const Result<Settings> settings = withAssignments(settings_, command.assignments);
      assert(settings.ok() && "post() has checked it");
      applySettings(settings.value());
      break;
    }
    case Command::Kind::step:
      if (!diverged()) steps_owed_ = std::min<std::int64_t>(steps_owed_ + command.steps, max_steps_owed);
      break;
    case Command::Kind::back:
      stepBack(command.steps);
      break;
    case Command::Kind::run:
      running_ = !diverged();
      break;
    case Command::Kind::pause:
      stop();
      break;
    case Command::Kind::reset:
      stop();
      startRuns();
      break;
    case Command::Kind::generate:
      stop();
      generate();
      notify("Drawn again: " + count(data_->size(), "point") + " from seed " + std::to_string(settings_.seed) +
             ". Another seed gives other points.");
      break;
    case Command::Kind::speed:
      speed_ = command.speed;
      break;
  }
}

void Session::applySettings(const Settings& settings) {
  if (settings == settings_) return;
  const Settings before = std::exchange(settings_, settings);
  switch (effectOfChange(before, settings)) {
    case Effect::live:
      for (Column& column : columns_) column.settings = withModel(settings_, column.settings.model);
      ++run_revision_;
      break;
    case Effect::new_run:
      steps_owed_ = 0;
      startRuns();
      notify("Restarted at iteration 0: " + describeChange(before, settings) + ".");
      break;
    case Effect::new_data:
      stop();
      generate();
      notify("New data, " + count(data_->size(), "point") + ": " + describeChange(before, settings) + ".");
      break;
  }
}

void Session::generate() {
  after_data_ = NumpyRandom(settings_.seed);
  Result<Dataset> data = makeShape({settings_.data, settings_.points, settings_.classes, settings_.noise}, after_data_);
  assert(data.ok() && "settings keep their ranges");
  data_ = std::make_shared<const Dataset>(std::move(data.value()));
  ++snapshot_.data_revision;
  snapshot_.data = data_;
  snapshot_.data_bounds = boundsOf(*data_);
  startRuns();
}

void Session::startRuns() {
  columns_.clear();
  const auto start = [this](ModelKind model) {
    const Settings settings = withModel(settings_, model);
    columns_.push_back({settings, makeRun(settings, *data_, after_data_)});
  };
  if (settings_.side_by_side) {
    start(ModelKind::linear);
    start(ModelKind::two_layer);
  } else {
    start(settings_.model);
  }
  ++run_revision_;
}

void Session::stepBack(std::int64_t steps) {
  stop();
  std::int64_t undone = 0;
  for (Column& column : columns_) undone = std::max(undone, column.run->back(steps));
  if (undone > 0 && undone < steps) {
    notify("Went back " + count(undone, "step") + "; earlier ones are not remembered.");
  }
  ++run_revision_;
}

const Snapshot& Session::observe(const View& view) {
  const bool moved = snapshot_.run_revision != run_revision_;
  snapshot_.settings = settings_;
  snapshot_.speed = speed_;
  snapshot_.steps_owed = steps_owed_;
  snapshot_.run_revision = run_revision_;
  snapshot_.state = diverged() ? RunState::diverged : wantsSteps() ? RunState::running : RunState::paused;
  snapshot_.can_step_back =
      std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.run->canStepBack(); });
  snapshot_.runs.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    RunSnapshot& out = snapshot_.runs[i];
    out.regions.revision = std::max(out.regions.revision, region_revisions_[i]);
    columns_[i].run->observe(columns_[i].settings, view, moved, out);
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
