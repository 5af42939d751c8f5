// How a gradient becomes a step: update rule, its numbers, and the learning rate's schedule. All of it acts at once.
#pragma once

#include "ui/frame.h"

namespace lab::ui {

class OptimizerPanel {
 public:
  // At the cursor, under a heading that folds it.
  void draw(Frame& frame);

 private:
  bool open_ = false;
};

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
