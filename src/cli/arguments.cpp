#include "cli/arguments.h"

#include <algorithm>

#include "core/text.h"

namespace lab::cli {
namespace {

bool drops(const Character& character) {
  const std::uint32_t code = character.code.value_or('?');
  return isUnseen(code) || code == '\r' || code == '\n';
}

// The last character of a text that is not empty: the longest end of it that is one character, or a single byte.
Character lastCharacter(std::string_view text) {
  for (std::size_t bytes = std::min<std::size_t>(4, text.size()); bytes > 1; --bytes) {
    const Character end = firstCharacter(text.substr(text.size() - bytes));
    if (end.code && end.bytes == bytes) return end;
  }
  return firstCharacter(text.substr(text.size() - 1));
}

}  // namespace

std::string withoutUnseenEnds(std::string_view argument) {
  while (!argument.empty() && drops(firstCharacter(argument))) {
    argument.remove_prefix(firstCharacter(argument).bytes);
  }
  while (!argument.empty() && drops(lastCharacter(argument))) {
    argument.remove_suffix(lastCharacter(argument).bytes);
  }
  return std::string(argument);
}

}  // namespace lab::cli
