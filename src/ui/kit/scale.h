// How a slider maps to the values of a setting, and what a step of the keyboard means there.
#pragma once

#include "lab/settings/scale.h"

namespace lab::ui {

float sliderPosition(const Scale& scale, double value);
// Rounded to two significant digits: what a slider can mean.
double sliderValue(const Scale& scale, float position);

// `value` so many steps up or down, within the scale: a hundredth of a linear scale (1 at least for whole numbers), the
// next leading digit of a logarithmic one (0.9, 1, 2; of whole numbers the second digit: 90, 100, 110), and a decade
// there for ten steps. Far beyond (`to_end`, ui/kit/focus.h): the ends.
double stepped(const Scale& scale, double value, int steps);

}  // namespace lab::ui
