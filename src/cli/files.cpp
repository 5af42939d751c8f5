#include "cli/files.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"

namespace lab::cli {
namespace {

// A descriptor that is closed at the end.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool opened() const { return descriptor_ >= 0; }
  // Bytes read, 0 at the end, below 0 at an error.
  ssize_t read(std::span<std::uint8_t> room) const {
    ssize_t count = 0;
    do {
      count = ::read(descriptor_, room.data(), room.size());
    } while (count < 0 && errno == EINTR);
    return count;
  }

 private:
  int descriptor_;
};

}  // namespace

std::string systemReason() { return std::strerror(errno); }

Result<PlaceKind> placeAt(const std::string& path) {
  struct stat found;
  if (stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return PlaceKind::nothing;
    return Error{printable(path) + " cannot be used: " + systemReason() + "."};
  }
  return S_ISDIR(found.st_mode) ? PlaceKind::folder : S_ISREG(found.st_mode) ? PlaceKind::file : PlaceKind::other;
}

std::string inFolder(const std::string& folder, const std::string& name) {
  return folder.empty() || folder.ends_with('/') ? folder + name : folder + "/" + name;
}

Status readPieces(const std::string& path, const std::function<Status(Bytes piece)>& take) {
  const OpenFile file(path);
  if (!file.opened()) return Error{printable(path) + " cannot be opened: " + systemReason() + "."};
  std::vector<std::uint8_t> piece(std::size_t{1} << 18);
  for (;;) {
    const ssize_t count = file.read(piece);
    if (count < 0) return Error{printable(path) + " cannot be read: " + systemReason() + "."};
    if (count == 0) return Done{};
    Status taken = take(Bytes(piece).first(static_cast<std::size_t>(count)));
    if (!taken) return taken;
  }
}

Result<std::vector<std::uint8_t>> readFile(const std::string& path, std::size_t most) {
  std::vector<std::uint8_t> bytes;
  const Status read = readPieces(path, [&](Bytes piece) -> Status {
    if (piece.size() > most - bytes.size()) {
      return Error{printable(path) + " is too large: at most " + std::to_string(most >> 20) + " MB are read."};
    }
    bytes.insert(bytes.end(), piece.begin(), piece.end());
    return Done{};
  });
  if (!read) return read.failure();
  return bytes;
}

}  // namespace lab::cli
