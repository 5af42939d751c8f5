#include "platform/archive_stream.h"

#include <algorithm>
#include <utility>

#include "data/cifar10.h"
#include "data/tar.h"

namespace lab::platform {

namespace {

constexpr std::size_t block_bytes = 512;

std::string batchFile(int batch) {
  return batch == 5 ? "test_batch.bin" : "data_batch_" + std::to_string(batch + 1) + ".bin";
}

// Which batch a path names, or -1.
int batchOf(const std::string& path) {
  const std::string file = path.substr(path.rfind('/') + 1);
  for (int batch = 0; batch < 6; ++batch) {
    if (file == batchFile(batch)) return batch;
  }
  return -1;
}

}  // namespace

Status ArchiveStream::add(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty() && !closed_) {
    if (skip_ > 0) {
      const std::size_t part = std::min(skip_, bytes.size());
      skip_ -= part;
      bytes = bytes.subspan(part);
      continue;
    }
    const std::size_t part = std::min(entry_bytes_ - entry_.size(), bytes.size());
    entry_.insert(entry_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
    bytes = bytes.subspan(part);
    if (entry_.size() < entry_bytes_) break;
    if (Status done = in_header_ ? endOfHeader() : endOfFile(); !done) return done;
  }
  return Done{};
}

// Learns from the header how long the file is. Whether the header is sound is readTar's to say.
Status ArchiveStream::endOfHeader() {
  if (entry_[0] == 0) {
    closed_ = true;
    return Done{};
  }
  constexpr std::size_t size_at = 124, size_digits = 11;
  std::size_t size = 0;
  for (std::size_t i = size_at; i < size_at + size_digits; ++i) {
    if (entry_[i] >= '0' && entry_[i] <= '7') size = 8 * size + std::size_t(entry_[i] - '0');
  }
  constexpr std::size_t type_at = 156;
  const bool is_file = entry_[type_at] == '0' || entry_[type_at] == 0;
  const std::string path(entry_.begin(), std::find(entry_.begin(), entry_.begin() + 100, std::uint8_t{0}));
  if (is_file && first_path_.empty()) first_path_ = path;
  const std::size_t padded = (size + block_bytes - 1) / block_bytes * block_bytes;
  // No batch of CIFAR-10 is longer than its 10,000 records: a header that claims more is damaged or somebody else's.
  constexpr std::size_t longest = 10000 * cifar10_record_bytes;
  if (is_file && batchOf(path) >= 0) {
    if (size > longest) {
      return Error{name_ + ": " + path + " claims " + std::to_string(size) +
                   " bytes; a batch of CIFAR-10 has at most " + std::to_string(longest) + "."};
    }
    in_header_ = false;
    entry_bytes_ = block_bytes + padded;
    entry_.reserve(entry_bytes_);
    return padded == 0 ? endOfFile() : Status(Done{});
  }
  // Nobody wants its content, but its header must be sound, or this is no archive.
  const Result<std::vector<TarFile>> header = readTar(entry_, name_);
  if (!header && header.error().find("no tar header") != std::string::npos) {
    return Error{name_ + " is no tar archive, or a damaged one. cifar-10-binary.tar.gz was expected."};
  }
  entry_.clear();
  skip_ = padded;
  return Done{};
}

Status ArchiveStream::endOfFile() {
  const Result<std::vector<TarFile>> files = readTar(entry_, name_);
  if (!files) return files.failure();
  const TarFile& file = files.value().front();
  const Result<ImageSet> images = readCifar10Records(file.bytes, name_ + ": " + file.path);
  if (!images) return images.failure();
  const int batch = batchOf(file.path);
  std::vector<std::uint8_t>().swap(entry_);
  in_header_ = true;
  entry_bytes_ = block_bytes;
  return keep(batch, images.value());
}

Status ArchiveStream::keep(int batch, const ImageSet& images) {
  Index& count = counts_[static_cast<std::size_t>(batch)];
  if (count > 0) return Error{name_ + " holds " + batchFile(batch) + " twice."};
  count = images.size();
  if (batch == batches - 1) {
    images_->test = images;
    return Done{};
  }
  // The official archive has its batches in no order.
  Index before = 0;
  for (int earlier = 0; earlier < batch; ++earlier) before += counts_[static_cast<std::size_t>(earlier)];
  ImageSet& train = images_->train;
  if (train.size() == 0) {
    train.pixels.reserve(5 * images.pixels.size());
    train.y.reserve(5 * images.y.size());
  }
  train.pixels.insert(train.pixels.begin() + before * ImageSet::pixels_per_image, images.pixels.begin(),
                      images.pixels.end());
  train.y.insert(train.y.begin() + before, images.y.begin(), images.y.end());
  return Done{};
}

Result<std::shared_ptr<ImageLibrary>> ArchiveStream::finish() {
  if (skip_ > 0 || (!closed_ && !entry_.empty())) {
    return Error{name_ + " ends in the middle of a file; it is cut short."};
  }
  for (int batch = 0; batch < batches; ++batch) {
    if (counts_[static_cast<std::size_t>(batch)] > 0) continue;
    const std::string first = first_path_.empty() ? "nothing" : first_path_;
    return Error{name_ + " holds no " + batchFile(batch) + " (its first file is " + first +
                 "). The binary version of CIFAR-10, cifar-10-binary.tar.gz, was expected."};
  }
  return std::exchange(images_, std::make_shared<ImageLibrary>());
}

}  // namespace lab::platform
