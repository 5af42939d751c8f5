// Reads a tar archive as it comes, one piece after the other: ustar, PAX, GNU's and the old form. Nothing is kept but a
// header, and of a name that has an entry of its own so much as names have.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace lab {

// Whether an archive may begin like this: its first 512 bytes have the checksum of a header.
bool beginsTar(std::span<const std::uint8_t> bytes);
inline constexpr std::size_t tar_block_bytes = 512;

// Whoever wants the archive's files.
class TarTaker {
 public:
  TarTaker() = default;
  TarTaker(const TarTaker&) = delete;
  TarTaker& operator=(const TarTaker&) = delete;
  virtual ~TarTaker() = default;

  // A regular file begins; `size` is what its header claims. False: its content is passed over.
  virtual Result<bool> beginFile(const std::string& path, std::uint64_t size) = 0;
  // The next bytes of the file that is wanted, and its end.
  virtual Status addToFile(std::span<const std::uint8_t> bytes) = 0;
  virtual Status endFile() = 0;
  // Nothing that follows matters any more, whatever it is.
  virtual bool hasAll() const = 0;
};

class TarStream {
 public:
  // `name`: the archive's, for messages; printable.
  TarStream(std::string name, TarTaker& taker) : name_(std::move(name)), taker_(taker) {}

  // The archive's next bytes, cut anywhere. Refuses a header that is damaged, naming the place. After an error nothing
  // more may come.
  Status add(std::span<const std::uint8_t> bytes);

  // The empty block that closes an archive was there, or the taker has all: what follows is not looked at.
  bool closed() const { return closed_ || taker_.hasAll(); }
  // The archive may end here: not inside of a header or a file.
  bool betweenFiles() const { return state_ == State::header && header_.empty(); }

 private:
  enum class State { header, file, name, skipped, padding };
  struct Header;

  Status refuse(const std::string& why) const;
  void take(std::span<const std::uint8_t>& bytes, std::size_t count);
  Status endHeader();
  Status begin(const Header& header);
  Status beginRegular(const Header& header);
  Status addContent(std::span<const std::uint8_t>& bytes);
  Status endContent();
  Status endName();

  std::string name_;
  TarTaker& taker_;
  State state_ = State::header;
  bool closed_ = false;
  std::uint64_t at_ = 0;              // bytes so far
  std::vector<std::uint8_t> header_;  // as much of it as has come
  std::uint64_t left_ = 0;            // of the content at hand
  std::uint64_t padding_ = 0;         // behind it
  // Of the entries that tell about the next file.
  char name_type_ = 0;
  std::string name_content_;
  std::optional<std::string> next_path_;
  std::optional<std::uint64_t> next_size_;
};

}  // namespace lab
