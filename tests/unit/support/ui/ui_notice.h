// Notices as the session would give them, without having to end a run for each.
#pragma once

#include "ui_harness.h"

namespace lab::ui {

// What the session would say after an act that ended a run.
Snapshot afterAnAct(const Harness& page, std::uint64_t revision);
// Frames of this snapshot instead of the session's; what was posted.
Commands show(Harness& page, const Snapshot& snapshot, int frames);
Commands clickIn(Harness& page, const Snapshot& snapshot, const Rect& place);
bool posts(const Commands& commands, const char* wanted);

}  // namespace lab::ui
