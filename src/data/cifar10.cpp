#include "data/cifar10.h"

#include <string>

#include "data/tar.h"

namespace lab {

void ImageSet::append(const ImageSet& other) {
  pixels.insert(pixels.end(), other.pixels.begin(), other.pixels.end());
  y.insert(y.end(), other.y.begin(), other.y.end());
}

Result<ImageSet> readCifar10Records(std::span<const std::uint8_t> bytes, std::string_view name) {
  const std::string file(name);
  if (bytes.empty()) return Error{file + " is empty; CIFAR-10 records of 3073 bytes were expected."};
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

namespace {

bool endsWith(std::string_view path, std::string_view file) {
  return path == file || (path.ends_with(file) && path[path.size() - file.size() - 1] == '/');
}

}  // namespace

Result<ImageLibrary> readCifar10Tar(std::span<const std::uint8_t> bytes, std::string_view name) {
  const Result<std::vector<TarFile>> files = readTar(bytes, name);
  if (!files) return Error{files.error()};
  ImageLibrary set;
  set.classes.assign(cifar10_classes.begin(), cifar10_classes.end());
  for (int batch = 1; batch <= 6; ++batch) {
    const std::string wanted = batch == 6 ? "test_batch.bin" : "data_batch_" + std::to_string(batch) + ".bin";
    bool found = false;
    for (const TarFile& file : files.value()) {
      if (!endsWith(file.path, wanted)) continue;
      const Result<ImageSet> images = readCifar10Records(file.bytes, std::string(name) + ": " + file.path);
      if (!images) return Error{images.error()};
      (batch == 6 ? set.test : set.train).append(images.value());
      found = true;
      break;
    }
    if (!found) {
      const std::string first = files.value().empty() ? "nothing" : files.value().front().path;
      return Error{std::string(name) + " holds no " + wanted + " (its first file is " + first +
                   "). The binary version of CIFAR-10, cifar-10-binary.tar.gz, was expected."};
    }
  }
  return set;
}

}  // namespace lab
