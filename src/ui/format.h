// Numbers as people read them. Every readout has a fixed width, so that nothing jumps while training runs.
#pragma once

#include <cstdint>
#include <string>

namespace lab::ui {

// "0.787938": a loss or a weight with so many decimals; "∞" and "not a number" for what is neither, and 4 significant
// digits in scientific notation once the fixed form would exceed 9 characters.
std::string fixed(double value, int decimals);
// "+0.123", "−0.123", with a real minus sign, for differences and gradients.
std::string fixedSigned(double value, int decimals);
// "12,345".
std::string grouped(std::int64_t value);
// "49%" from 0.49; one decimal where asked: "49.3%".
std::string percent(double share, int decimals = 0);
// "950", "12.3k", "4.56M": at most five characters for speeds and axis labels.
std::string compact(double value);
// The shortest text that reads back as the same number: settings and axis labels.
std::string shortest(double value);
// `value` rounded to so many significant digits, as a slider sets it.
double rounded(double value, int significant);
// "12 of 300 points", "all 300 points".
std::string batchText(std::int64_t batch, std::int64_t points);

}  // namespace lab::ui
