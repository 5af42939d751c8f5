#include "lab/study/study.h"

namespace lab {

Status Study::tell(const commands::Study& command, const StudyBase& base) {
  using Verb = commands::Study::Verb;
  Status possible = command.verb == Verb::start ? begin(command.plan, base) : present();
  if (!possible) return possible;
  switch (command.verb) {
    case Verb::start:
      going_ = true;
      break;
    case Verb::pause:
      pause();
      break;
    case Verb::go:
      going_ = unfinished();
      break;
    case Verb::stop:
      going_ = false;
      stop();
      break;
  }
  return possible;
}

}  // namespace lab
