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

// What the schedule does to the learning rate, in words: "Times 0.5 every 10 epochs."; empty if it leaves it alone.
std::string scheduleText(const Settings& settings);

}  // namespace lab::ui
