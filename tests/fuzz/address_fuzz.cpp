// Any text as a link's settings: what is called good is taken, read again it is the same, and the rest is told.
#include "fuzz.h"
#include "lab/settings/address.h"
#include "lab/settings/assignments.h"

namespace lab::fuzz {

Bytes makeInput(NumpyRandom& random) {
  static const std::vector<std::string> between{"&", "&amp;", "\n", " ", "\xc2\xa0", "\xef\xbb\xbf", "&&", "=", "%26"};
  std::string text;
  const std::uint32_t length = random.upTo(4);
  for (std::uint32_t i = 0; i < length; ++i) text += assignments(random).substr(0, 200) + anyOf(between, random);
  return damaged(bytesOf(text), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab;
  const Settings base;
  const AddressSettings read = readAddress(base, {reinterpret_cast<const char*>(data), size});
  if (!read.refused.empty()) fuzz::requireReason(read.refused);
  if (read.good.empty()) return 0;
  const auto settings = withAssignments(base, read.good);
  fuzz::require(settings.ok(), "settings that are called good and are refused");
  const AddressSettings again = readAddress(base, read.good);
  fuzz::require(again.refused.empty() && withAssignments(base, again.good).value() == settings.value(),
                "another reading of what was read");
  return 0;
}
