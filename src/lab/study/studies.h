// All studies of a session. One works at a time, and none while the run on the screen trains.
#pragma once

#include <array>
#include <memory>

#include "lab/command.h"
#include "lab/study/study.h"

namespace lab {

class Studies {
 public:
  Studies();

  // True for the commands that are theirs.
  static bool owns(Command::Kind kind);

  Status check(const Command& command, const StudyBase& base) const;
  Status apply(const Command& command, const StudyBase& base);

  bool running() const;
  // Nothing is lost: each goes on when it is told to.
  void pause();
  std::int64_t advance(std::int64_t pieces);

  // Cheap when nothing moved. What it gives is brought up to date by the next call.
  std::shared_ptr<const StudiesSnapshot> observe();

  void lendClock(Clock clock) { clock_ = std::move(clock); }

 private:
  static constexpr std::size_t count = 3;
  static std::size_t placeOf(Command::Kind kind);

  std::array<std::unique_ptr<Study>, count> studies_;
  Clock clock_;
  bool moved_ = true;
  std::shared_ptr<StudiesSnapshot> snapshot_;
};

}  // namespace lab
