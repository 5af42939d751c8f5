// How a slider maps to the values of a setting, and what a step of the keyboard means there.
#pragma once

namespace lab::ui {

struct Scale {
  double min = 0;
  double max = 1;
  bool logarithmic = false;
  bool zero = false;  // logarithmic, but the left end is 0
  bool whole = false;
  bool near_one = false;  // logarithmic in 1 − value: room for 0.9, 0.99, 0.999
  // What is chosen counts when the slider is let go, not on the way: for what takes long to follow.
  bool on_release = false;
};

float sliderPosition(const Scale& scale, double value);
// Rounded to two significant digits: what a slider can mean.
double sliderValue(const Scale& scale, float position);

// `value` so many steps up or down, within the scale: a hundredth of a linear scale (1 at least for whole numbers), the
// next leading digit of a logarithmic one (0.9, 1, 2; of whole numbers the second digit: 90, 100, 110), and a decade
// there for ten steps. Far beyond (`to_end`, ui/kit/focus.h): the ends.
double stepped(const Scale& scale, double value, int steps);

}  // namespace lab::ui
