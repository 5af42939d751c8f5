#include "lab/settings/address.h"

#include <cstdint>

#include "core/text.h"
#include "lab/settings/assignments.h"

namespace lab {
namespace {

// What mail programs, chats and editors do to a link is undone: "&amp;" in place of "&", marks that nobody sees, and
// punctuation behind its end.
std::string untouched(std::string_view text) {
  constexpr std::string_view escaped = "&amp;";
  constexpr std::string_view behind = ")]>,;\"'";
  std::string clean;
  while (!text.empty()) {
    const Character next = firstCharacter(text);
    if (text.starts_with(escaped)) {
      clean += '&';
      text.remove_prefix(escaped.size());
      continue;
    }
    const std::uint32_t code = next.code.value_or(0);
    if (code == 0xA0 || code == 0x202F) {
      clean += ' ';
    } else if (!isUnseen(code)) {
      clean += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  clean.erase(clean.find_last_not_of(behind) + 1);
  return clean;
}

}  // namespace

AddressSettings readAddress(const Settings& base, std::string_view address) {
  const std::string clean = untouched(address);
  AddressSettings read;
  for (const std::string_view one : words(clean, between_assignments)) {
    std::string more = read.good;
    addTo(more, one, "&");
    const Result<Settings> settings = withAssignments(base, more);
    if (settings) {
      read.good = more;
    } else {
      addTo(read.refused, settings.failure().shown(), " ");
    }
  }
  return read;
}

}  // namespace lab
