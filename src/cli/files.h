// Files, by the system's own calls: none of them throws, whatever the path, and each says why it could not. Paths are
// the bytes that the system takes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace lab::cli {

using Bytes = std::span<const std::uint8_t>;

enum class PlaceKind { nothing, folder, file, other };  // other: a pipe, a device, a socket

// What is there, behind links. Refuses a path that the system refuses to look at: a circle of links, a name that is too
// long, a folder that may not be read.
Result<PlaceKind> placeAt(const std::string& path);

// "DIR/NAME"
std::string inFolder(const std::string& folder, const std::string& name);

// Reads a file from its beginning to its end in pieces, as they come: nothing is taken on what the file says of its
// size. Stops at the first refusal of `take`.
Status readPieces(const std::string& path, const std::function<Status(Bytes piece)>& take);

// A whole file. Refuses one of more than `most` bytes.
Result<std::vector<std::uint8_t>> readFile(const std::string& path, std::size_t most);

// The message of the system's last error, as "Permission denied".
std::string systemReason();

}  // namespace lab::cli
