#include "lab/study/race.h"

#include <algorithm>

#include "core/text.h"

namespace lab {
namespace {

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
  if (firstWord(command, " \t\r\n;") != "start") return unknownRaceCommand(command);
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
