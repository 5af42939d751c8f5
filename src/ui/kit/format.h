// Numbers as people read them. Every readout has a fixed width, so that nothing jumps while training runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/text.h"

namespace lab::ui {

// "0.787938": a loss or a weight with so many decimals. Larger numbers keep the width: "440.8123", "4.4e13".
// "∞" and "NaN" for what is not finite.
std::string fixed(double value, int decimals);
// "+0.123", "−0.123", with a real minus sign, for differences and gradients.
std::string fixedSigned(double value, int decimals);
// "0", "+4e−7", "−0.012": a small difference in few characters.
std::string differenceText(double value);
// So many decimals or, where they do not fit into this width, fewer: "−6.7e153", "−7e153". At the current font.
std::string fitted(double value, int decimals, float width);
// "−1.23e−02", with so many decimals.
std::string scientific(double value, int decimals);
// "49%" from 0.49; one decimal where asked: "49.3%".
std::string percent(double share, int decimals = 0);
// "950", "12.3k", "4.56M", "5k": at most five characters, for speeds and axis labels.
std::string compact(double value);
// The shortest text that reads back as the same number, with real minus signs: formulas and axis labels.
std::string shortest(double value);
// The same with an exponent: "1e6", "2.5e−7".
std::string shortestPower(double value);
// `value` rounded to so many significant digits, as a slider sets it.
double rounded(double value, int significant);
// What somebody calculates with who reads this number: "−0.25" is −0.25, "1,000" 1000. (After the digits there may be
// words.)
double shownValue(std::string_view text);
// " = " where the shown numbers come to the shown result, " ≈ " where digits were dropped on the way.
const char* equals(double from_shown, std::string_view result);
// "−ln 0.130 = 2.040", or ≈ where the logarithm of the shown probability rounds to another number.
std::string logText(double p, int decimals, double loss, int loss_decimals);
// "12 of 300 points", "all 300 points".
std::string batchText(std::int64_t batch, std::int64_t points);

}  // namespace lab::ui
