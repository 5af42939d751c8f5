// Numbers as people read them. Every readout has a fixed width, so that nothing jumps while training runs.
#pragma once

#include <cstdint>
#include <string>

#include "core/text.h"

namespace lab::ui {

// "0.787938": a loss or a weight with so many decimals. Larger numbers keep the width: "440.8123", "4.4e13".
// "∞" and "NaN" for what is not finite.
std::string fixed(double value, int decimals);
// "+0.123", "−0.123", with a real minus sign, for differences and gradients.
std::string fixedSigned(double value, int decimals);
// "0", "+4e−7", "−0.012": a small difference in few characters.
std::string differenceText(double value);
// "−1.23e−02", with so many decimals.
std::string scientific(double value, int decimals);
// "49%" from 0.49; one decimal where asked: "49.3%".
std::string percent(double share, int decimals = 0);
// "950", "12.3k", "4.56M", "5k": at most five characters, for speeds and axis labels.
std::string compact(double value);
// The shortest text that reads back as the same number: settings and axis labels.
std::string shortest(double value);
// The same with an exponent: "1e6", "2.5e-7".
std::string shortestPower(double value);
// `value` rounded to so many significant digits, as a slider sets it.
double rounded(double value, int significant);
// "12 of 300 points", "all 300 points".
std::string batchText(std::int64_t batch, std::int64_t points);

}  // namespace lab::ui
