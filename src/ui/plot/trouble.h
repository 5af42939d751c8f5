// Where a run went wrong, for readouts and plots; why, and what to do about it, says ui/coach.h.
#pragma once

#include <string>
#include <vector>

#include "ui/kit/frame.h"
#include "ui/plot/plot.h"

namespace lab::ui {

// "Diverged at iteration 26"; side by side with the model's name. Precondition: some run has diverged.
std::string divergedText(const Snapshot& snapshot);

// The same for a plot over the iterations; empty while no run has diverged.
std::vector<PlotEvent> divergences(const Snapshot& snapshot);

}  // namespace lab::ui
