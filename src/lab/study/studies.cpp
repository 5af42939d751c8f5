#include "lab/study/studies.h"

#include <algorithm>
#include <utility>

#include "lab/study/check.h"
#include "lab/study/race.h"
#include "lab/study/search.h"

namespace lab {
Studies::Studies()
    : studies_{std::make_unique<Race>(), std::make_unique<Search>(), std::make_unique<Check>()},
      snapshot_(std::make_shared<StudiesSnapshot>()) {}

Status Studies::tell(const commands::Study& command, const StudyBase& base) {
  Study& told = *studies_[static_cast<std::size_t>(command.kind)];
  moved_ = true;
  Status status = told.tell(command, base);
  if (!status || !told.running()) return status;
  for (const auto& other : studies_) {
    if (other.get() != &told) other->pause();
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
