// Numbers as people type them: with a decimal comma, or with commas between the thousands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lab::ui {

struct Numeral {
  std::string text;      // as a setting takes it: "0.5", "1000"; anything that is no number stays as it is
  std::string question;  // not empty: it may mean two numbers, and this asks which
};

// "0,5" is 0.5, since a comma can only be a decimal point there, and "1,234,567" is a million; "1,000" is a thousand
// where only a whole number can be meant, and a question elsewhere.
Numeral readNumeral(std::string_view typed, bool whole);
// The number, if the text is nothing else.
std::optional<double> numberIn(std::string_view text);
// One more or less in the last digit that is written: "41" to "42", "0.25" to "0.26". Other text stays.
std::string nextNumeral(std::string_view text, int steps);

}  // namespace lab::ui
