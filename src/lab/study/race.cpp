#include "lab/study/race.h"

#include <algorithm>

#include "lab/change_words.h"
#include "lab/refusal.h"
#include "lab/settings_table.h"

namespace lab {
namespace {

constexpr double most_steps = 1e6;

std::vector<std::string_view> parts(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(';');
    out.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

// The first setting in which the two differ though they must not, if a race is to compare like with like.
std::string_view unfairDifference(const Settings& base, const Settings& lane) {
  for (const SettingInfo& info : settingInfos()) {
    const bool draws = info.key == "batch" || info.key == "sampling" || info.key == "flip";
    if (info.effect == Effect::live && !draws) continue;
    if (valueText(base, info.key) != valueText(lane, info.key)) return info.key;
  }
  return {};
}

Result<Settings> laneSettings(std::string_view changes, const Settings& base, const std::string& name) {
  const Result<Settings> lane = withAssignments(base, changes);
  if (!lane) return Error{name + ": " + lane.error(), name + ". " + lane.failure().shown()};
  const std::string_view key = unfairDifference(base, lane.value());
  if (key.empty()) return lane;
  constexpr std::string_view fair =
      "all runs of a race have the same weights to begin with and the same minibatches, so ";
  const std::string same = " must be the same. Change it for all of them before.";
  return Error{name + " (" + std::string(changes) + "): " + std::string(fair) + std::string(key) + same,
               name + ": " + std::string(fair) + titleInSentence(settingTitle(key)) + same};
}

Status unknownRaceCommand(std::string_view command) {
  return Error{
      "'race " + std::string(command) +
          "' is not a command. There are: race start STEPS; key=value; key=value; …, race pause, race go, race "
          "stop.",
      "There is no such command for a race."};
}

}  // namespace

Status Race::check(std::string_view command, const StudyBase& base) const {
  if (command == "pause" || command == "go" || command == "stop") {
    if (!lanes_.empty()) return Done{};
    return Error{"There is no race. 'race start 400; lr=0.1; lr=1' begins one.", "There is no race."};
  }
  if (command.substr(0, command.find_first_of(" \t\r\n;")) != "start") return unknownRaceCommand(command);
  const Result<RacePlan> plan = planRace(command.substr(5), base.settings);
  return plan ? Status(Done{}) : Status(plan.failure());
}

Status Race::apply(std::string_view command, const StudyBase& base) {
  Status allowed = check(command, base);
  if (!allowed) return allowed;
  if (command == "pause") {
    going_ = false;
  } else if (command == "go") {
    going_ = !allFinished();
  } else if (command == "stop") {
    lanes_.clear();
    going_ = false;
  } else {
    const RacePlan plan = planRace(command.substr(5), base.settings).value();
    lanes_.clear();
    for (std::size_t i = 0; i < plan.settings.size(); ++i) {
      lanes_.push_back({plan.changes[i], plan.settings[i], makeRun(plan.settings[i], base.data, Undo::none)});
    }
    steps_ = plan.steps;
    going_ = started_ = true;
  }
  return Done{};
}

bool Race::finished(const Lane& lane) const {
  return lane.run->iteration() >= steps_ || lane.run->diverged() || lane.run->finished(lane.settings);
}

bool Race::allFinished() const {
  return std::all_of(lanes_.begin(), lanes_.end(), [this](const Lane& lane) { return finished(lane); });
}

// Calls `work` for each lane that goes on, and says whether it returned true for all of them.
bool Race::forAll(const Clock& clock, bool (*work)(Lane&)) {
  bool all = true;
  for (Lane& lane : lanes_) {
    if (finished(lane)) continue;
    const double before = clock ? clock() : 0;
    all = work(lane) && all;
    if (clock) lane.seconds += clock() - before;
  }
  return all;
}

// The lanes keep step: none goes on before all have made ready for it.
void Race::advanceAll(const Clock& clock) {
  const bool ready = forAll(clock, [](Lane& lane) { return lane.run->prepare(lane.settings); });
  if (ready) forAll(clock, [](Lane& lane) { return lane.run->step(lane.settings); });
}

std::int64_t Race::advance(std::int64_t pieces, const Clock& clock) {
  std::int64_t made = 0;
  while (made < pieces && going_) {
    advanceAll(clock);
    ++made;
    if (allFinished()) going_ = false;
  }
  return made;
}

void Race::observe(StudiesSnapshot& out) {
  if (lanes_.empty()) return out.race.reset();
  if (started_ || !out.race) out.race.emplace();
  started_ = false;
  RaceSnapshot& race = *out.race;
  race.steps = steps_;
  race.mode = modeOf(lanes_.front().settings);
  race.lanes.resize(lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    RaceLane& lane = race.lanes[i];
    const bool moved = lane.changes.empty() || lane.run.iteration != lanes_[i].run->iteration() ||
                       lane.run.diverged_at.has_value() != lanes_[i].run->diverged();
    lane.changes = lanes_[i].changes;
    lane.settings = lanes_[i].settings;
    lane.seconds = lanes_[i].seconds;
    lane.finished = finished(lanes_[i]);
    View figures;
    figures.exact = !going_;
    lanes_[i].run->observe(lanes_[i].settings, figures, moved, lane.run);
  }
}

}  // namespace lab
