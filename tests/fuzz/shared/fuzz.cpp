#include "fuzz.h"

#include <algorithm>
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

Pieces Pieces::of(std::span<const std::uint8_t> bytes) {
  constexpr int pieces = 100;
  if (bytes.empty()) return whole();
  const std::size_t size = 1 + bytes[bytes.size() / 2];
  // The last bytes are the least looked at.
  const std::size_t first = (bytes.back() + 256 * bytes[bytes.size() - 1 - bytes.size() / 3]) % bytes.size();
  return {first, size, pieces};
}

std::span<const std::uint8_t> Pieces::next(std::span<const std::uint8_t> bytes) {
  const std::size_t size = std::min(left_ > 0 ? std::max<std::size_t>(next_, 1) : bytes.size(), bytes.size() - at_);
  const auto piece = bytes.subspan(at_, size);
  at_ += size;
  next_ = size_;
  --left_;
  return piece;
}

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
