// What is minimized and how, as formulas and in words, with the numbers in force.
#pragma once

#include <cstdint>
#include <string>

#include "lab/observe/metrics.h"
#include "lab/settings/settings.h"
#include "optim/search_progress.h"

namespace lab::ui {

// The loss in force, with its settings: "L = 1/N Σ −ln p(y) + ½·0.001·ΣW²".
std::string lossFormula(const Settings& settings);

// The same with what it comes to: "0.7869 = 0.7128 data + 0.0741 penalty".
std::string lossSum(const Metrics& now);

// What a model that knows nothing would lose, and why: "ln 3 ≈ 1.0986", "C − 1 = 2", "(C − 1)·Δ² = 0.5".
std::string expectedStartText(const Settings& settings, int classes, double expected);

// The update rule in force, a line an assignment: "v ← µ·v − lr · dW", "W ← W + v".
std::string updateFormula(OptimizerKind kind);
// The same with numbers: "v ← 0.9·v − 0.5 · dW".
std::string updateFormula(OptimizerKind kind, const Settings& settings, double lr);

// "Tries 1,000 · kept 9 · best 0.9123": how far a search is.
std::string searchText(const SearchProgress& search);

// "604 evaluations of the loss a step, 12 steps/s": what a numerical gradient costs; without a speed while at rest.
std::string evaluationsText(std::int64_t evaluations, double steps_per_second);

// What the schedule does to the learning rate, in words: "Times 0.5 every 10 epochs."; empty if it leaves it alone.
std::string scheduleText(const Settings& settings);

}  // namespace lab::ui
