// What anyone can ask of a session, as values, and the text form that page, terminal and tests write.
//   set key=value&key=value   change settings        run      train until paused
//   start [key=value&…]       the same, and begin at iteration 0 with them
//   step [N]                  make N steps (1)       pause    stop training
//   back [N]                  undo N steps (1)       reset    initial parameters, iteration 0
//   back press                undo all steps of the last press of Train, step or step N
//   undo, redo                bring back the run that the last restart ended, and the other way round
//   together                  start both models again from iteration 0
//   speed X                   wished steps a second  generate draw the data again from its seed, and reset
//         (0 or "max": as fast as possible;   forget   forget all earlier runs and start as on a first visit
//         "auto": slow where much changes)
//   stop flat on|off          whether training stops when the loss does not move any more
//   mode plane|images         what is on the screen  test     measure on the test images
//   race …, search …, check …  studies, see lab/study/: they work while the run on the screen rests
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "core/result.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings.h"

namespace lab {

namespace commands {

struct Set {
  Assignments assignments;
  bool start = false;  // also begin at iteration 0 with them
  bool operator==(const Set&) const = default;
};
struct Step {
  std::int64_t steps = 1;  // 1 to 1e9
  bool operator==(const Step&) const = default;
};
struct Back {
  std::int64_t steps = 1;  // 1 to 1e9
  bool operator==(const Back&) const = default;
};
struct Speed {
  double steps_per_second = 0;  // 0 to 1e6; 0 as fast as possible
  bool automatic = false;
  bool operator==(const Speed&) const = default;
};
struct StopFlat {
  bool on = false;
  bool operator==(const StopFlat&) const = default;
};
struct Show {
  Mode mode = Mode::plane;
  bool operator==(const Show&) const = default;
};
// All that needs no argument.
enum class Act { back_press, undo, redo, together, run, pause, reset, generate, test, forget };

enum class StudyKind { race, search, check };
struct Study {
  enum class Verb { start, pause, go, stop };
  StudyKind kind = StudyKind::race;
  Verb verb = Verb::start;
  std::string plan = {};  // start: what is to be studied, in the words of that study
  bool operator==(const Study&) const = default;
};

}  // namespace commands

using Command = std::variant<commands::Act, commands::Set, commands::Step, commands::Back, commands::Speed,
                             commands::StopFlat, commands::Show, commands::Study>;

// For the rim of the lab, where texts come in; inside it commands are values. Refuses in words an unknown verb, a bad
// count, a setting or value that there is not, and a study's words but for the plan of one that is to start.
Result<Command> parseCommand(std::string_view text);

}  // namespace lab
