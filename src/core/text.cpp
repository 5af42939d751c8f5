#include "core/text.h"

namespace lab {

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t i = text.size(); i > first + 3;) text.insert(i -= 3, ",");
  return first == 1 ? "\u2212" + text.substr(1) : text;
}

}  // namespace lab
