#include "lab/study/studies.h"

#include <algorithm>
#include <utility>

#include "lab/study/check.h"
#include "lab/study/race.h"
#include "lab/study/search.h"

namespace lab {
namespace {

// In the order of Studies::studies_.
constexpr std::array kinds{Command::Kind::race, Command::Kind::search, Command::Kind::check};

}  // namespace

Studies::Studies()
    : studies_{std::make_unique<Race>(), std::make_unique<Search>(), std::make_unique<Check>()},
      snapshot_(std::make_shared<StudiesSnapshot>()) {
  static_assert(kinds.size() == count);
}

bool Studies::owns(Command::Kind kind) { return placeOf(kind) < count; }

std::size_t Studies::placeOf(Command::Kind kind) {
  return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
}

Status Studies::check(const Command& command, const StudyBase& base) const {
  return studies_[placeOf(command.kind)]->check(command.assignments, base);
}

Status Studies::apply(const Command& command, const StudyBase& base) {
  const std::size_t place = placeOf(command.kind);
  moved_ = true;
  Status status = studies_[place]->apply(command.assignments, base);
  if (!status || !studies_[place]->running()) return status;
  for (const auto& other : studies_) {
    if (other != studies_[place]) other->pause();
  }
  return status;
}

bool Studies::running() const {
  return std::any_of(studies_.begin(), studies_.end(), [](const auto& study) { return study->running(); });
}

void Studies::pause() {
  moved_ = moved_ || running();
  for (const auto& study : studies_) study->pause();
}

std::int64_t Studies::advance(std::int64_t pieces) {
  std::int64_t made = 0;
  for (const auto& study : studies_) {
    if (study->running()) made += study->advance(pieces, clock_);
  }
  moved_ = moved_ || made > 0;
  return made;
}

std::shared_ptr<const StudiesSnapshot> Studies::observe() {
  if (!std::exchange(moved_, false)) return snapshot_;
  snapshot_->running = running();
  for (const auto& study : studies_) study->observe(*snapshot_);
  ++snapshot_->revision;
  return snapshot_;
}

}  // namespace lab
