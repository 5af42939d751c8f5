#include "data/tar_stream.h"

#include <algorithm>
#include <limits>

namespace lab {
namespace {

// Fields of a header.
constexpr std::size_t name_at = 0, name_bytes = 100;
constexpr std::size_t size_at = 124, size_bytes = 12;
constexpr std::size_t checksum_at = 148, checksum_bytes = 8;
constexpr std::size_t type_at = 156;
constexpr std::size_t magic_at = 257;
constexpr std::size_t prefix_at = 345, prefix_bytes = 155;

// An entry that tells the next file's name is no longer than this; names that systems allow are 4,096 bytes.
constexpr std::uint64_t most_name_bytes = 1 << 16;

using Bytes = std::span<const std::uint8_t>;

std::string textField(Bytes header, std::size_t at, std::size_t size) {
  const Bytes field = header.subspan(at, size);
  return {field.begin(), std::find(field.begin(), field.end(), std::uint8_t{0})};
}

// Octal digits after blanks, up to a blank, a zero or the field's end; or, as GNU's tar writes what that cannot hold, a
// number in base 256 behind a set first bit. Nothing for anything else.
std::optional<std::uint64_t> numberField(Bytes header, std::size_t at, std::size_t size) {
  Bytes field = header.subspan(at, size);
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  std::uint64_t value = 0;
  if (field[0] == 0x80) {
    for (const std::uint8_t byte : field.subspan(1)) {
      if (value > most >> 8) return {};
      value = value << 8 | byte;
    }
    return value;
  }
  while (!field.empty() && field[0] == ' ') field = field.subspan(1);
  const auto end = std::find_if(field.begin(), field.end(), [](std::uint8_t c) { return c == 0 || c == ' '; });
  if (end == field.begin()) return {};
  for (const std::uint8_t c : field.first(static_cast<std::size_t>(end - field.begin()))) {
    if (c < '0' || c > '7') return {};
    value = value * 8 + std::uint64_t(c - '0');
  }
  return value;
}

// Sum of the header's bytes, its own field counted as blanks. Some old programs took the bytes as signed.
bool checksumHolds(Bytes header) {
  std::int64_t sum = 0, signed_sum = 0;
  for (std::size_t i = 0; i < tar_block_bytes; ++i) {
    const std::uint8_t byte = i >= checksum_at && i < checksum_at + checksum_bytes ? std::uint8_t{' '} : header[i];
    sum += byte;
    signed_sum += static_cast<std::int8_t>(byte);
  }
  const std::optional<std::uint64_t> told = numberField(header, checksum_at, checksum_bytes);
  return told && (*told == std::uint64_t(sum) || static_cast<std::int64_t>(*told) == signed_sum);
}

// Links and folders, devices and pipes have no content, whatever their size says.
bool hasContent(char type) { return type < '1' || type > '6'; }

// The values of "path" and "size" in records of the form "25 path=lectures/week-1\n", whose number is the record's
// length. Stops at what is no such record.
void readRecords(std::string_view records, std::optional<std::string>& path, std::optional<std::uint64_t>& size) {
  while (!records.empty()) {
    const std::size_t blank = records.find(' ');
    std::uint64_t length = 0;
    for (const char c : records.substr(0, std::min(blank, records.size()))) {
      if (c < '0' || c > '9' || length > most_name_bytes) return;
      length = length * 10 + std::uint64_t(c - '0');
    }
    if (blank == std::string_view::npos || length > records.size() || length < blank + 2) return;
    std::string_view record = records.substr(blank + 1, static_cast<std::size_t>(length) - blank - 2);
    records.remove_prefix(static_cast<std::size_t>(length));
    const std::size_t equals = record.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view value = record.substr(equals + 1);
    if (record.starts_with("path=")) path = std::string(value);
    if (!record.starts_with("size=") || value.empty() || value.size() > 18) continue;
    if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    size = std::uint64_t{0};
    for (const char c : value) size = *size * 10 + std::uint64_t(c - '0');
  }
}

}  // namespace

struct TarStream::Header {
  std::string path;
  char type;
  std::uint64_t size;
};

bool beginsTar(Bytes bytes) { return bytes.size() >= tar_block_bytes && checksumHolds(bytes.first(tar_block_bytes)); }

Status TarStream::refuse(const std::string& why) const {
  return Error{name_ + ", byte " + std::to_string(at_) + ": " + why};
}

Status TarStream::add(Bytes bytes) {
  while (!bytes.empty() && !closed()) {
    Status went = Done{};
    if (state_ == State::header) {
      const std::size_t part = std::min(tar_block_bytes - header_.size(), bytes.size());
      header_.insert(header_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
      bytes = bytes.subspan(part);
      if (header_.size() == tar_block_bytes) went = endHeader();
    } else if (state_ == State::padding) {
      const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(padding_, bytes.size()));
      take(bytes, part);
      padding_ -= part;
      if (padding_ == 0) state_ = State::header;
    } else {
      went = addContent(bytes);
    }
    if (!went) return went;
  }
  return Done{};
}

void TarStream::take(Bytes& bytes, std::size_t count) {
  bytes = bytes.subspan(count);
  at_ += count;
}

// Leaves at_ at the header until it is understood, for the message.
Status TarStream::endHeader() {
  const std::vector<std::uint8_t> block = std::exchange(header_, {});
  if (std::all_of(block.begin(), block.end(), [](std::uint8_t byte) { return byte == 0; })) {
    closed_ = true;
    return Done{};
  }
  const std::optional<std::uint64_t> size = numberField(block, size_at, size_bytes);
  const auto type = static_cast<char>(block[type_at]);
  if (!checksumHolds(block) || (!size && hasContent(type))) {
    return refuse("this is no header of a tar archive: the archive is damaged, or it is none.");
  }
  std::string path = textField(block, name_at, name_bytes);
  // GNU's tar has something else there.
  constexpr std::string_view posix("ustar\0", 6);
  const bool prefixed = std::equal(posix.begin(), posix.end(), block.begin() + magic_at);
  if (const std::string prefix = prefixed ? textField(block, prefix_at, prefix_bytes) : ""; !prefix.empty()) {
    path = prefix + "/" + path;
  }
  return begin({std::move(path), type, hasContent(type) ? size.value_or(0) : 0});
}

Status TarStream::begin(const Header& header) {
  const bool tells_name = header.type == 'x' || header.type == 'L';
  if (tells_name && header.size > most_name_bytes) {
    return refuse("a name is said to be " + std::to_string(header.size) + " bytes long; at most " +
                  std::to_string(most_name_bytes) + " are read. The archive is damaged.");
  }
  left_ = header.size;
  state_ = State::skipped;
  if (tells_name) {
    state_ = State::name;
    name_type_ = header.type;
    name_content_.clear();
  } else if (header.type == '0' || header.type == 0 || header.type == '7') {
    if (Status begun = beginRegular(header); !begun) return begun;
  } else if (header.type != 'g' && header.type != 'K') {
    // What was told was told of this folder or link.
    next_path_.reset();
    next_size_.reset();
  }
  padding_ = (tar_block_bytes - left_ % tar_block_bytes) % tar_block_bytes;
  at_ += tar_block_bytes;
  return left_ == 0 ? endContent() : Status(Done{});
}

Status TarStream::beginRegular(const Header& header) {
  const std::string path = std::exchange(next_path_, {}).value_or(header.path);
  left_ = std::exchange(next_size_, {}).value_or(header.size);
  // The old form has no other sign of a folder.
  if (path.ends_with('/')) return Done{};
  const Result<bool> wanted = taker_.beginFile(path, left_);
  if (!wanted) return wanted.failure();
  if (wanted.value()) state_ = State::file;
  return Done{};
}

Status TarStream::addContent(Bytes& bytes) {
  const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  const Bytes piece = bytes.first(part);
  take(bytes, part);
  left_ -= part;
  if (state_ == State::name) name_content_.append(piece.begin(), piece.end());
  if (state_ == State::file) {
    if (Status added = taker_.addToFile(piece); !added) return added;
  }
  return left_ == 0 ? endContent() : Status(Done{});
}

Status TarStream::endContent() {
  const State ended = std::exchange(state_, padding_ > 0 ? State::padding : State::header);
  if (ended == State::file) return taker_.endFile();
  return ended == State::name ? endName() : Status(Done{});
}

Status TarStream::endName() {
  if (name_type_ == 'L') {
    next_path_ = name_content_.substr(0, name_content_.find('\0'));
  } else {
    readRecords(name_content_, next_path_, next_size_);
  }
  return Done{};
}

}  // namespace lab
