#include "data/cifar10.h"

#include <algorithm>
#include <initializer_list>

#include "core/text.h"

namespace lab {
namespace {

std::string_view fileOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

constexpr std::string_view python_version =
    "This is the Python version of CIFAR-10; the lab reads the binary version, cifar-10-binary.tar.gz, from the same "
    "page.";
constexpr std::string_view hundred_classes =
    "This is CIFAR-100, whose records have two labels; the lab reads CIFAR-10, cifar-10-binary.tar.gz, from the same "
    "page.";

// Whether each record begins with labels up to those.
bool labelsHold(std::span<const std::uint8_t> bytes, std::size_t record, std::initializer_list<std::uint8_t> most) {
  for (std::size_t at = 0; at + record <= bytes.size(); at += record) {
    std::size_t label = at;
    for (const std::uint8_t limit : most) {
      if (bytes[label++] > limit) return false;
    }
  }
  return true;
}

}  // namespace

void ImageSet::append(const ImageSet& other) {
  pixels.insert(pixels.end(), other.pixels.begin(), other.pixels.end());
  y.insert(y.end(), other.y.begin(), other.y.end());
}

Status checkImageCount(Index images, std::string_view name) {
  if (images <= most_images) return Done{};
  return Error{printable(name) + ": with these there would be " + grouped(images) + " images; the lab takes " +
               grouped(most_images) + " at most."};
}

std::string cifar10BatchFile(std::size_t batch) {
  return batch == cifar10_test_batch ? "test_batch.bin" : "data_batch_" + std::to_string(batch + 1) + ".bin";
}

std::optional<std::size_t> cifar10BatchOf(std::string_view path) {
  for (std::size_t batch = 0; batch < cifar10_batches; ++batch) {
    if (fileOf(path) == cifar10BatchFile(batch)) return batch;
  }
  return {};
}

std::string cifar10Missing(const std::array<bool, cifar10_batches>& there) {
  std::string list;
  auto left = std::count(there.begin(), there.end(), false);
  for (std::size_t batch = 0; batch < cifar10_batches; ++batch) {
    if (there[batch]) continue;
    if (!list.empty()) list += left == 1 ? " and " : ", ";
    list += cifar10BatchFile(batch);
    --left;
  }
  return list;
}

Result<ImageSet> readCifar10Records(std::span<const std::uint8_t> bytes, std::string_view name) {
  const std::string file = printable(name);
  if (bytes.empty()) return Error{file + " is empty; CIFAR-10 records of 3073 bytes were expected."};
  if (const std::string other = otherThanCifar10(bytes); !other.empty()) return Error{file + ": " + other};
  const std::size_t count = bytes.size() / cifar10_record_bytes;
  const std::size_t rest = bytes.size() % cifar10_record_bytes;
  if (rest != 0) {
    return Error{file + " ends inside record " + std::to_string(count) + ": " + std::to_string(rest) +
                 " of 3073 bytes are there. The file is cut short, or holds no CIFAR-10 records."};
  }
  ImageSet images;
  images.y.reserve(count);
  images.pixels.reserve(count * ImageSet::pixels_per_image);
  for (std::size_t record = 0; record < count; ++record) {
    const auto here = bytes.subspan(record * cifar10_record_bytes, cifar10_record_bytes);
    if (here[0] >= cifar10_classes.size()) {
      return Error{file + ", record " + std::to_string(record) + ": the label is " + std::to_string(here[0]) +
                   "; labels of CIFAR-10 are 0 to 9."};
    }
    images.y.push_back(here[0]);
    images.pixels.insert(images.pixels.end(), here.begin() + 1, here.end());
  }
  return images;
}

std::string otherThanCifar10(std::span<const std::uint8_t> bytes) {
  const auto begins = [&](std::string_view mark) {
    return bytes.size() >= mark.size() &&
           std::equal(mark.begin(), mark.end(), bytes.begin(), [](char a, std::uint8_t b) {
             return static_cast<std::uint8_t>(a) == b || (b >= 'A' && b <= 'Z' && a == static_cast<char>(b + 32));
           });
  };
  if (begins("<!doctype") || begins("<html")) {
    return "This is a web page, perhaps a server's message in place of the file. Download it again.";
  }
  if (begins("version https://git-lfs")) {
    return "This is only a pointer of Git LFS to the file. Run 'git lfs pull' where it came from.";
  }
  if (begins("pk\x03\x04")) return "This is a zip archive. Unpack it and use the .bin files.";
  const bool whole_records = bytes.size() % cifar10_record_bytes == 0;
  if (!whole_records && begins(std::string_view("\0\x05\x16\x07", 4))) {
    return "This is a companion file that macOS writes beside the real one, which has the same name without '._'.";
  }
  if (begins("\x1f\x8b")) return "This is compressed with gzip. Unpack it, and use the .bin file.";
  if (begins("\x80\x02") || begins("\x80\x03") || begins("\x80\x04")) return std::string(python_version);
  // CIFAR-100 has a coarse and a fine label before each image. A few such records by chance are no sign.
  constexpr std::size_t record = cifar10_record_bytes + 1;
  if (bytes.size() < 4 * record || (whole_records && labelsHold(bytes, cifar10_record_bytes, {9}))) return {};
  return labelsHold(bytes, record, {19, 99}) ? std::string(hundred_classes) : std::string();
}

std::string otherThanCifar10Path(std::string_view path) {
  const std::string_view file = fileOf(path);
  if (path.find("cifar-100") != std::string_view::npos) return std::string(hundred_classes);
  const bool python = path.find("batches-py") != std::string_view::npos || file == "batches.meta";
  const bool batch = (file.starts_with("data_batch_") || file == "test_batch") && file.find('.') == std::string::npos;
  return python || batch ? std::string(python_version) : std::string();
}

}  // namespace lab
