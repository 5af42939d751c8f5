// Whole numbers and decimals as text and back, for commands and for people.
#pragma once

#include <string>
#include <string_view>

namespace lab {

// As few digits as read back to the same value, in full or with a power of ten of at least two digits, whichever is
// shorter: "1000", "1e06", "0.001", "1e-05". Reading takes the whole text or nothing; hexadecimal, "inf" and "nan" are
// nothing.
std::string numberText(double value);
// The same for people: "2,000", "0.0001", "1e−8".
std::string shownNumber(double value);
// What a computer writes, "-2e-08", as people read it, "−2e−8": every number on the screen comes through here.
std::string withMinusSigns(std::string_view text);
// The way back, for what people type or copy: "-2e-8".
std::string withHyphens(std::string_view text);
bool readNumber(std::string_view text, double& value);

}  // namespace lab
