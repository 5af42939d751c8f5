// Three sanity checks before a long training: each a button, a verdict and a reason.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

// At the cursor, in the whole region.
void drawSanity(Frame& frame);

}  // namespace lab::ui
