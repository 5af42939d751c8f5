// Texts taken apart and put together, numbers in sentences, and foreign text in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

inline constexpr std::string_view white_space = " \t\r\n";
// What may stand between assignments: "lr=0.1&l2=0 batch=32".
inline constexpr std::string_view between_assignments = "& \t\r\n";

// Up to the first of the separators, or all of it.
std::string_view firstWord(std::string_view text, std::string_view separators = white_space);
// What lies between separators, however many stand there: "a  b" has two, "" none.
std::vector<std::string_view> words(std::string_view text, std::string_view separators = white_space);
// What lies between single separators, also where that is nothing: "a;;b" has three parts, "" one.
std::vector<std::string_view> split(std::string_view text, char separator);
// Without the white space before and after it.
std::string_view trimmed(std::string_view text);

// One more item of a list: "a", "a, b".
void addTo(std::string& list, std::string_view item, std::string_view between = ", ");
// "a, b, c"
template <class Items>
std::string joined(const Items& items, std::string_view between = ", ") {
  std::string list;
  for (const auto& item : items) addTo(list, item, between);
  return list;
}
// The same of what `say` says of each item.
template <class Items, class Say>
std::string joined(const Items& items, std::string_view between, const Say& say) {
  std::string list;
  for (const auto& item : items) addTo(list, say(item), between);
  return list;
}

// "'text'", for messages about what was typed.
std::string quoted(std::string_view text);

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
