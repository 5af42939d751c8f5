// What anyone can ask of a session; one text form for page, panels and terminal.
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

#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab {

struct Command {
  enum class Kind {
    set,
    start,
    step,
    back,
    back_press,
    undo,
    redo,
    together,
    run,
    pause,
    reset,
    generate,
    speed,
    stop_flat,
    mode,
    test,
    forget,
    race,
    search,
    check
  };
  Kind kind = Kind::pause;
  std::string assignments;  // set, start: "key=value&…"; of a study what stands behind its name
  std::int64_t steps = 1;   // step, back: 1 to 1e9
  double speed = 0;         // speed: 0 to 1e6 steps a second; 0 as fast as possible
  bool auto_speed = false;  // speed auto
  bool on = false;          // stop flat
  Mode mode = Mode::plane;  // mode
};

// Refuses an unknown verb, a bad count or a missing argument in words. Assignments are checked by Session::post, which
// knows what they apply to.
Result<Command> parseCommand(std::string_view text);

}  // namespace lab
