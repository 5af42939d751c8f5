// Numbers in sentences.
#pragma once

#include <cstdint>
#include <string>

namespace lab {

// "12,345", with a real minus sign.
std::string grouped(std::int64_t value);

}  // namespace lab
