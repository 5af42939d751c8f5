// Side by side: which of the two runs a panel is about, and the colour of a run's curves.
#pragma once

#include <cstddef>

#include "ui/kit/frame.h"

namespace lab::ui {

// The switch between the models of the two runs, at the cursor; `run` is the place of the chosen one.
void chooseRun(Frame& frame, const char* id, std::size_t& run, float width, float height = 0);

Color runColor(const Frame& frame, const RunSnapshot& run);

}  // namespace lab::ui
