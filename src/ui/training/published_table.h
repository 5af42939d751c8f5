// The loss table that the course prints, beside ours: rows turn green as they match.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

bool hasPublished(const Snapshot& snapshot);

// At the cursor, as wide as the region: a heading row and one row for each published value.
void drawPublishedTable(Frame& frame);

}  // namespace lab::ui
