// The strip below the picture while nothing is wrong: where two models stand that were not trained together, with a way
// to start them so, else what a step is. Advice comes from ui/coach.h in the same place.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

// Side by side, and one was trained alone: small screens make room for the strip.
bool runsApart(const Snapshot& snapshot);

void drawStatus(Frame& frame, const Rect& rect);

}  // namespace lab::ui
