// How fast training is wished and how fast it goes, in words and on a slider.
#pragma once

#include <string>

#include "ui/kit/frame.h"

namespace lab::ui {

// Slider position (0 to 1) of a speed in steps a second, and back; 0 is "as fast as the machine allows", at the right
// end.
float speedPosition(double speed);
double speedAt(float position);
std::string speedText(double speed);
// Steps a second that are made, or at rest a speed that was chosen: "35/s", "420 of 1000/s", "".
std::string paceText(const Snapshot& snapshot, double measured);

}  // namespace lab::ui
