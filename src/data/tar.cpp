#include "data/tar.h"

#include <algorithm>
#include <optional>

namespace lab {
namespace {

constexpr std::size_t block_bytes = 512;

// Fields of a ustar header.
constexpr std::size_t name_at = 0, name_bytes = 100;
constexpr std::size_t size_at = 124, size_bytes = 12;
constexpr std::size_t checksum_at = 148, checksum_bytes = 8;
constexpr std::size_t type_at = 156;
constexpr std::size_t prefix_at = 345, prefix_bytes = 155;

using Bytes = std::span<const std::uint8_t>;

std::string textField(Bytes header, std::size_t at, std::size_t size) {
  const Bytes field = header.subspan(at, size);
  return {field.begin(), std::find(field.begin(), field.end(), std::uint8_t{0})};
}

std::optional<std::size_t> octalField(Bytes header, std::size_t at, std::size_t size) {
  std::size_t value = 0;
  bool any = false;
  for (const std::uint8_t c : header.subspan(at, size)) {
    if (c >= '0' && c <= '7') {
      value = value * 8 + std::size_t(c - '0');
      any = true;
    } else if (any || c != ' ') {
      break;
    }
  }
  return any ? std::optional(value) : std::nullopt;
}

// Sum of the header's bytes, its own checksum field counted as spaces.
bool checksumHolds(Bytes header) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    sum += i >= checksum_at && i < checksum_at + checksum_bytes ? std::size_t{' '} : header[i];
  }
  return octalField(header, checksum_at, checksum_bytes) == sum;
}

}  // namespace

Result<std::vector<TarFile>> readTar(Bytes archive, std::string_view name) {
  const auto refuse = [&](std::size_t at, const std::string& why) {
    return Error{std::string(name) + ", byte " + std::to_string(at) + ": " + why};
  };
  std::vector<TarFile> files;
  std::size_t at = 0;
  while (at + block_bytes <= archive.size()) {
    const Bytes header = archive.subspan(at, block_bytes);
    if (header[0] == 0) return files;  // two empty blocks close an archive; one is taken as enough
    const std::optional<std::size_t> size = octalField(header, size_at, size_bytes);
    if (!size || !checksumHolds(header)) return refuse(at, "this is no tar header; the archive is damaged or no tar.");
    at += block_bytes;
    if (*size > archive.size() - at) {
      return refuse(at, "the archive ends inside a file of " + std::to_string(*size) + " bytes; it is cut short.");
    }
    const std::uint8_t type = header[type_at];
    if (type == '0' || type == 0) {
      const std::string prefix = textField(header, prefix_at, prefix_bytes);
      const std::string path = textField(header, name_at, name_bytes);
      files.push_back({prefix.empty() ? path : prefix + "/" + path, archive.subspan(at, *size)});
    }
    at += (*size + block_bytes - 1) / block_bytes * block_bytes;
  }
  if (files.empty()) return refuse(0, "there is no tar archive here.");
  return files;
}

}  // namespace lab
