#include "data/cifar10_archive.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace lab {
namespace {

// No batch of CIFAR-10 is longer than its 10,000 records: a header that claims more is damaged or somebody else's.
constexpr std::size_t longest_batch = 10'000 * cifar10_record_bytes;
constexpr std::string_view expected = "The binary version of CIFAR-10, cifar-10-binary.tar.gz, was expected.";

}  // namespace

Cifar10Archive::Cifar10Archive(std::string_view name) : name_(printable(name)), tar_(name_, *this) {}

bool Cifar10Archive::hasAll() const {
  return std::all_of(counts_.begin(), counts_.end(), [](Index count) { return count > 0; });
}

Status Cifar10Archive::add(std::span<const std::uint8_t> bytes) {
  if (!known_) {
    if (Status looked = lookAtBeginning(bytes); !looked || !known_) return looked;
  }
  return tar_.add(bytes);
}

// What is no archive is told by what it is. Takes from `bytes` what the beginning lacks.
Status Cifar10Archive::lookAtBeginning(std::span<const std::uint8_t>& bytes) {
  const std::size_t part = std::min(tar_block_bytes - beginning_.size(), bytes.size());
  beginning_.insert(beginning_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
  bytes = bytes.subspan(part);
  if (beginning_.size() < tar_block_bytes) return Done{};
  const std::vector<std::uint8_t> beginning = std::exchange(beginning_, {});
  const bool empty = std::all_of(beginning.begin(), beginning.end(), [](std::uint8_t byte) { return byte == 0; });
  known_ = beginsTar(beginning) || empty;
  if (known_) return tar_.add(beginning);
  const std::string other = otherThanCifar10(beginning);
  if (!other.empty()) return Error{name_ + ": " + other};
  if (beginning[0] < cifar10_classes.size()) {
    return Error{name_ +
                 " is no tar archive; it may be a single file of records. If it is compressed, unpack it, and "
                 "use the .bin file."};
  }
  return Error{name_ + " is no tar archive, or a damaged one. " + std::string(expected)};
}

Result<bool> Cifar10Archive::beginFile(const std::string& path, std::uint64_t size) {
  if (first_path_.empty()) first_path_ = path;
  const std::optional<std::size_t> batch = cifar10BatchOf(path);
  if (!batch) return false;
  batch_name_ = name_ + ": " + printable(path);
  if (counts_[*batch] > 0) return Error{name_ + " holds " + cifar10BatchFile(*batch) + " twice."};
  if (size > longest_batch) {
    return Error{batch_name_ + " claims " + std::to_string(size) + " bytes; a batch of CIFAR-10 has at most " +
                 std::to_string(longest_batch) + "."};
  }
  batch_number_ = *batch;
  return true;
}

Status Cifar10Archive::addToFile(std::span<const std::uint8_t> bytes) {
  batch_.insert(batch_.end(), bytes.begin(), bytes.end());
  return Done{};
}

Status Cifar10Archive::endFile() {
  Result<ImageSet> images = readCifar10Records(std::exchange(batch_, {}), batch_name_);
  if (!images) return images.failure();
  counts_[batch_number_] = images.value().size();
  if (batch_number_ == cifar10_test_batch) {
    library_.test = std::move(images.value());
    return Done{};
  }
  // The official archive has its batches in no order.
  Index before = 0;
  for (std::size_t earlier = 0; earlier < batch_number_; ++earlier) before += counts_[earlier];
  const auto& [pixels, labels] = images.value();
  ImageSet& train = library_.train;
  if (train.size() == 0) {
    train.pixels.reserve(5 * pixels.size());
    train.y.reserve(5 * labels.size());
  }
  train.pixels.insert(train.pixels.begin() + before * ImageSet::pixels_per_image, pixels.begin(), pixels.end());
  train.y.insert(train.y.begin() + before, labels.begin(), labels.end());
  return Done{};
}

Result<ImageLibrary> Cifar10Archive::finish() {
  if (!hasAll()) {
    if (!known_ && beginning_.empty()) return Error{name_ + " is empty. " + std::string(expected)};
    if (const std::string other = otherThanCifar10(beginning_); !other.empty()) return Error{name_ + ": " + other};
    if (!known_ || (!tar_.closed() && !tar_.betweenFiles())) {
      return Error{name_ + " ends in the middle of a file; it is cut short."};
    }
    std::array<bool, cifar10_batches> there{};
    for (std::size_t batch = 0; batch < cifar10_batches; ++batch) there[batch] = counts_[batch] > 0;
    const std::string other = otherThanCifar10Path(first_path_);
    const std::string first = first_path_.empty() ? "nothing" : printable(first_path_);
    return Error{name_ + " holds no " + cifar10Missing(there) + " (its first file is " + first + "). " +
                 (other.empty() ? std::string(expected) : other)};
  }
  library_.classes.assign(cifar10_classes.begin(), cifar10_classes.end());
  return std::exchange(library_, {});
}

}  // namespace lab
