#include "lab/study/race.h"

#include <algorithm>
#include <utility>

namespace lab {
Result<RacePlan> Race::plan(std::string_view text, const StudyBase& base) const {
  return planRace(text, base.settings());
}

void Race::start(RacePlan plan, const StudyBase& base) {
  lanes_.clear();
  for (std::size_t i = 0; i < plan.settings.size(); ++i) {
    std::unique_ptr<Run> run = makeRun(plan.settings[i], base.data, Undo::none);
    lanes_.push_back({std::move(plan.changes[i]), std::move(run)});
  }
  steps_ = plan.steps;
  started_ = true;
}

Status Race::present() const {
  if (!lanes_.empty()) return Done{};
  return Error{"There is no race. 'race start 400; lr=0.1; lr=1' begins one.", "There is no race."};
}

bool Race::finished(const Lane& lane) const {
  return lane.run->iteration() >= steps_ || lane.run->diverged() || lane.run->finished();
}

bool Race::unfinished() const {
  return std::any_of(lanes_.begin(), lanes_.end(), [this](const Lane& lane) { return !finished(lane); });
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
  const bool ready = forAll(clock, [](Lane& lane) { return lane.run->prepare(); });
  if (ready) forAll(clock, [](Lane& lane) { return lane.run->step(); });
}

std::int64_t Race::advance(std::int64_t pieces, const Clock& clock) {
  std::int64_t made = 0;
  while (made < pieces && running()) {
    advanceAll(clock);
    ++made;
    if (!unfinished()) finish();
  }
  return made;
}

void Race::observe(StudiesSnapshot& out) {
  if (lanes_.empty()) return out.race.reset();
  if (started_ || !out.race) out.race.emplace();
  started_ = false;
  RaceSnapshot& race = *out.race;
  race.steps = steps_;
  race.mode = modeOf(lanes_.front().run->settings());
  race.lanes.resize(lanes_.size());
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    RaceLane& lane = race.lanes[i];
    const bool moved = lane.changes.empty() || lane.run.iteration != lanes_[i].run->iteration() ||
                       lane.run.diverged_at.has_value() != lanes_[i].run->diverged();
    lane.changes = lanes_[i].changes;
    lane.settings = lanes_[i].run->settings();
    lane.seconds = lanes_[i].seconds;
    lane.finished = finished(lanes_[i]);
    View figures;
    figures.exact = !running();
    lanes_[i].run->observe(figures, moved, lane.run);
  }
}

}  // namespace lab
