#include "fuzz.h"

#include <cstdio>
#include <cstdlib>

namespace lab::fuzz {

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "found: %s\n", what);
  std::abort();
}

void requireReason(const std::string& error) { require(!error.empty(), "a refusal without a reason"); }

void requireFileReason(const std::string& error) {
  requireReason(error);
  for (const char c : error)
    require(static_cast<unsigned char>(c) >= 0x20 || c == '\n', "a control character in a message");
}

std::size_t below(std::size_t end, NumpyRandom& random) { return random.upTo(static_cast<std::uint32_t>(end - 1)); }

Bytes damaged(Bytes bytes, NumpyRandom& random) {
  if (random.upTo(3) == 0) return bytes;
  const std::uint32_t changes = 1 + random.upTo(3);
  for (std::uint32_t i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = below(bytes.size(), random);
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - at, 600), random);
    const auto end = place + static_cast<std::ptrdiff_t>(length);
    switch (random.upTo(5)) {
      case 0:
        *place = static_cast<std::uint8_t>(random.upTo(255));
        break;
      case 1:
        *place = static_cast<std::uint8_t>(*place ^ (1u << random.upTo(7)));
        break;
      case 2:
        // Fields are text: another digit is read where noise is refused.
        *place = static_cast<std::uint8_t>('0' + random.upTo(9));
        break;
      case 3: {
        const Bytes part(place, end);
        bytes.insert(place, part.begin(), part.end());
        break;
      }
      case 4:
        bytes.erase(place, end);
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

}  // namespace lab::fuzz
