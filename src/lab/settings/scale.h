// Which values of a setting a slider reaches, and how they lie along it: values, for ui/kit/scale.h to compute with.
#pragma once

namespace lab {

struct Scale {
  double min = 0;
  double max = 1;
  bool logarithmic = false;
  bool zero = false;  // logarithmic, but the left end is 0
  bool whole = false;
  bool near_one = false;  // logarithmic in 1 − value: room for 0.9, 0.99, 0.999
};

}  // namespace lab
