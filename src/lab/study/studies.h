// All studies of a session. One works at a time, and none while the run on the screen trains.
#pragma once

#include <array>
#include <memory>

#include "lab/study/study.h"

namespace lab {

class Studies {
 public:
  Studies();

  // Carries it out, or refuses it in words. The others then rest.
  Status tell(const commands::Study& command, const StudyBase& base);

  bool running() const;
  // Nothing is lost: each goes on when it is told to.
  void pause();
  std::int64_t advance(std::int64_t pieces);

  // Cheap when nothing moved. What it gives is brought up to date by the next call.
  std::shared_ptr<const StudiesSnapshot> observe();

  void lendClock(Clock clock) { clock_ = std::move(clock); }

 private:
  std::array<std::unique_ptr<Study>, 3> studies_;  // in the order of commands::StudyKind
  Clock clock_;
  bool moved_ = true;
  std::shared_ptr<StudiesSnapshot> snapshot_;
};

}  // namespace lab
