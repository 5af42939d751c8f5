// Sentences for what was refused, as the screen says them: by titles, never by keys.
#pragma once

#include <string>
#include <string_view>

namespace lab {

// "Steps: a whole number from 1 to 1,000 (you gave abc)."
std::string refusalShown(std::string_view title, std::string_view allowed, std::string_view given);

// In the quotation marks of print.
std::string inQuotes(std::string_view text);

}  // namespace lab
