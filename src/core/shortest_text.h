// Numbers as the shortest text that reads back as the same number, as std::to_chars writes them: its tables alone are
// 100 KB, which a page has to download.
#pragma once

#include <string>

namespace lab {

// "0.00025", "1000000".
std::string shortestFixed(double value);
// "2.5e-04", "1e+06".
std::string shortestScientific(double value);

}  // namespace lab
