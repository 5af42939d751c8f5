// What the page says when a run goes wrong, and what to do about it.
#pragma once

#include <string>
#include <vector>

#include "ui/frame.h"
#include "ui/plot.h"

namespace lab::ui {

// "Diverged at iteration 26"; side by side with the model's name. Precondition: some run has diverged.
std::string divergedText(const Snapshot& snapshot);

// The same for a plot over the iterations; empty while no run has diverged.
std::vector<PlotEvent> divergences(const Snapshot& snapshot);

// What to do, in a sentence beside the learning rate; empty while all is well.
std::string adviceText(const Snapshot& snapshot);

// A card at the top of a picture or the stage, with the ways out. Precondition: some run has diverged.
void drawDiverged(Frame& frame, const Rect& over);

}  // namespace lab::ui
