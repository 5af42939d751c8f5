// Reset, back, play, step and speed; and which model.
#pragma once

#include <optional>
#include <string>

#include "ui/kit/frame.h"
#include "ui/pace.h"

namespace lab::ui {

enum class ModelChoice { linear, two_layer, both };
ModelChoice modelChoice(const Settings& settings);
// The command that looks at a model, or at both; empty if it is looked at.
std::string modelCommand(const Settings& settings, ModelChoice choice);
ModelChoice nextChoice(ModelChoice choice);

class Transport {
 public:
  void drawButtons(Frame& frame, const Rect& rect);
  void drawModels(Frame& frame, const Rect& rect);
  // Speed as a row of a panel, or what of it the bar of buttons has no room for.
  void drawSpeedRow(Frame& frame);
  bool showsSlider() const { return shows_slider_; }

 private:
  void drawModelSegments(Frame& frame, const Rect& rect);
  void drawStepMany(Frame& frame, float width, float height);
  void drawSpeed(Frame& frame, float width, float height);
  void drawGear(Frame& frame, float width, float height);
  void drawSlider(Frame& frame, float width);

  int step_many_ = 100;
  bool shows_speed_ = false;   // in the bar of buttons
  bool shows_slider_ = false;  // the same, with its slider
  std::optional<float> dragged_speed_;
};

// What one step is: "One step = one minibatch: 32 of 300 points".
std::string stepText(const Snapshot& snapshot);
// The command that Space and the play button give.
std::string playCommand(const Snapshot& snapshot);

}  // namespace lab::ui
