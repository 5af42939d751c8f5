// Numbers in sentences.
#pragma once

#include <cstdint>
#include <string>

namespace lab {

// "12,345", with a real minus sign.
std::string grouped(std::int64_t value);

// "0:42 left", "3:25 left", "12 min left", "1:05 h left": rounded up, the more coarsely the longer it takes.
std::string timeLeftText(double seconds);

}  // namespace lab
