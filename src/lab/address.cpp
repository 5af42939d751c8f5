#include "lab/address.h"

#include <algorithm>

namespace lab {

AddressSettings readAddress(const Settings& base, std::string_view text) {
  constexpr std::string_view separators = "& \t\r\n";
  AddressSettings read;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
    if (text.empty()) return read;
    const std::string_view one = text.substr(0, text.find_first_of(separators));
    text.remove_prefix(one.size());
    const std::string more = read.good + (read.good.empty() ? "" : "&") + std::string(one);
    const Result<Settings> settings = withAssignments(base, more);
    if (settings) {
      read.good = more;
    } else {
      read.refused.append(read.refused.empty() ? "" : " ").append(settings.failure().shown());
    }
  }
}

}  // namespace lab
