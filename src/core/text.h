// Numbers in sentences, and foreign text in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab {

// "12,345", with a real minus sign.
std::string grouped(std::int64_t value);

// "0:42 left", "3:25 left", "12 min left", "1:05 h left": rounded up, the more coarsely the longer it takes.
std::string timeLeftText(double seconds);

// Text from elsewhere, for a message: what a terminal would take for a command, and what is no UTF-8, becomes '?';
// marks that nobody sees are named, as "<U+FEFF>".
std::string printable(std::string_view text);

// Whether the character is one of those marks: of a byte order, of no width, of a direction, or a blank that does not
// break.
bool isUnseen(std::uint32_t character);

// The first character of a text that is not empty, in UTF-8, and how many bytes it has; nothing where that is no UTF-8,
// which counts as one byte.
struct Character {
  std::optional<std::uint32_t> code;
  std::size_t bytes = 1;
};
Character firstCharacter(std::string_view text);

}  // namespace lab
