// Reads a tar archive that lies in memory (POSIX ustar: 512-byte headers, sizes in octal).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace lab {

struct TarFile {
  std::string path;
  std::span<const std::uint8_t> bytes;  // inside the archive's own memory
};

// Regular files in the archive's order; folders and links are passed over. Refuses what is no tar archive, a header
// whose checksum is wrong, and an archive that ends inside a file, naming the archive and the place.
Result<std::vector<TarFile>> readTar(std::span<const std::uint8_t> archive, std::string_view name);

}  // namespace lab
