#include "cli/output_file.h"

#include <array>
#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"

namespace lab::cli {
namespace {

constexpr mode_t usual_mode = 0666;  // the user's mask takes from it
constexpr int most_links = 40;       // as the system itself follows

struct Place {
  std::string path;                // with its links followed
  std::optional<struct stat> old;  // what is there
};

Error cannotWrite(const std::string& path) {
  return Error{printable(path) + " cannot be written: " + systemReason() + "."};
}

std::string folderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// Where a link leads; nothing if it is none.
std::optional<std::string> linkTarget(const std::string& path) {
  std::array<char, 4096> target;
  const ssize_t length = readlink(path.c_str(), target.data(), target.size());
  if (length <= 0 || length == std::ssize(target)) return {};
  const std::string to(target.data(), static_cast<std::size_t>(length));
  return to.starts_with('/') ? to : folderOf(path) + to;
}

// Follows links by hand, so that one to a file that is not there yet names the place of the new one.
Result<Place> resolve(const std::string& path) {
  Place place{path, {}};
  struct stat found;
  if (stat(path.c_str(), &found) == 0) {
    place.old = found;
  } else if (errno != ENOENT) {
    return cannotWrite(path);
  }
  // What is no regular file is opened by the name that was given: /dev/stdout leads to names that are none.
  if (place.old && !S_ISREG(found.st_mode)) return place;
  for (int links = 0; links < most_links; ++links) {
    const std::optional<std::string> target = linkTarget(place.path);
    if (!target) return place;
    place.path = *target;
  }
  errno = ELOOP;
  return cannotWrite(path);
}

// The descriptor of our own output, if that is where the place leads: a file opened anew would overwrite what went
// there before.
std::optional<int> ownOutput(const struct stat& place) {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat own;
    if (fstat(descriptor, &own) != 0) continue;
    if (own.st_dev == place.st_dev && own.st_ino == place.st_ino) return descriptor;
  }
  return {};
}

bool writeAll(int descriptor, Bytes bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

// Closes in any case, and keeps the reason of an earlier failure.
bool closeAfter(bool fine, int descriptor) {
  const int reason = errno;
  const bool closed = close(descriptor) == 0;
  if (!fine) errno = reason;
  return fine && closed;
}

bool writeInto(const std::string& path, Bytes bytes) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
  if (descriptor < 0) return false;
  return closeAfter(writeAll(descriptor, bytes), descriptor);
}

// A new, empty file beside the place, on the same disk. Its name is short, whatever the place's, and nobody else's.
struct Part {
  std::string path;
  int descriptor = -1;
};
Part openPart(const Place& place) {
  Part part;
  for (int attempt = 0; attempt < 100; ++attempt) {
    part.path = folderOf(place.path) + ".lab-" + std::to_string(getpid()) + "-" + std::to_string(attempt) + ".part";
    part.descriptor = open(part.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, usual_mode);
    if (part.descriptor >= 0 || errno != EEXIST) break;
  }
  return part;
}

// The owner is kept where the system lets us, which is before the mode: a change of owner may take bits from it.
bool keepMode(const Place& place, int descriptor) {
  if (!place.old) return true;
  if (fchown(descriptor, place.old->st_uid, place.old->st_gid) != 0) errno = 0;
  return fchmod(descriptor, place.old->st_mode & 07777) == 0;
}

// False, and the part is gone again, if it could not be.
bool replaceBy(Part part, const Place& place, Bytes bytes) {
  bool fine = writeAll(part.descriptor, bytes) && keepMode(place, part.descriptor);
  // Some file systems know no such order; what they do with the bytes is then theirs.
  if (fine && fsync(part.descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) fine = false;
  fine = closeAfter(fine, part.descriptor) && rename(part.path.c_str(), place.path.c_str()) == 0;
  if (fine) return true;
  const int reason = errno;
  unlink(part.path.c_str());
  errno = reason;
  return false;
}

}  // namespace

Status checkOutputPlace(const std::string& path, std::string_view what, std::string_view example) {
  const std::string shown = printable(path);
  if (path.empty() || path.ends_with('/')) {
    return Error{quoted(shown) + " is a folder; " + std::string(what) + " needs a file, as in " + std::string(example) +
                 "."};
  }
  const std::string folder = folderOf(path);
  const auto above = placeAt(folder.empty() ? "." : folder);
  if (!above) return above.failure();
  if (above.value() != PlaceKind::folder) {
    return Error{"The folder " + printable(folder.substr(0, folder.size() - 1)) + " does not exist, so " + shown +
                 " cannot be written."};
  }
  const Result<Place> place = resolve(path);
  if (!place) return place.failure();
  if (place.value().old && S_ISDIR(place.value().old->st_mode)) {
    return Error{quoted(shown) + " is a folder; " + std::string(what) + " needs a file, as in " + std::string(example) +
                 "."};
  }
  // A pipe is not opened to try it: whoever reads it would see its end.
  if (place.value().old) {
    if (access(place.value().path.c_str(), W_OK) == 0) return Done{};
    return cannotWrite(path);
  }
  const Part part = openPart(place.value());
  if (part.descriptor < 0) return cannotWrite(path);
  close(part.descriptor);
  unlink(part.path.c_str());
  return Done{};
}

Status writeOutput(const std::string& path, Bytes bytes) {
  const Result<Place> resolved = resolve(path);
  if (!resolved) return resolved.failure();
  const Place& place = resolved.value();
  if (place.old) {
    const std::optional<int> own = ownOutput(*place.old);
    if (own) return writeAll(*own, bytes) ? Status(Done{}) : Status(cannotWrite(path));
    if (!S_ISREG(place.old->st_mode)) return writeInto(place.path, bytes) ? Status(Done{}) : Status(cannotWrite(path));
  }
  const Part part = openPart(place);
  if (part.descriptor >= 0 && replaceBy(part, place, bytes)) return Done{};
  // A full disk would take what is there as well; a folder that takes no new name, or a file that is held in its place,
  // as containers do it, may still be written into.
  const bool name_refused = errno == EACCES || errno == EPERM || errno == EROFS || errno == EBUSY || errno == EXDEV;
  if (place.old && name_refused && writeInto(place.path, bytes)) return Done{};
  return cannotWrite(path);
}

Status writeOutput(const std::string& path, std::string_view text) {
  return writeOutput(path, Bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Status makeFolders(const std::string& folder) {
  for (std::size_t slash = folder.find('/', 1);; slash = folder.find('/', slash + 1)) {
    const std::string above = folder.substr(0, slash);
    const bool made = mkdir(above.c_str(), 0777) == 0 || errno == EEXIST;
    const bool last = slash == std::string::npos;
    // A folder above that may only be passed through is no obstacle.
    if (last && !made) return Error{"The folder " + printable(folder) + " cannot be made: " + systemReason() + "."};
    if (last) break;
  }
  const auto place = placeAt(folder);
  if (!place) return place.failure();
  if (place.value() != PlaceKind::folder) return Error{printable(folder) + " is no folder."};
  return Done{};
}

}  // namespace lab::cli
