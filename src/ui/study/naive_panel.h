// Loops against matrix products: times as bars, and what the results differ by.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

// At the cursor, in the whole region.
void drawNaive(Frame& frame);

}  // namespace lab::ui
