#include "cli/image_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

#ifdef LAB_HAS_ZLIB
#include <zlib.h>
#endif

#include "data/cifar10.h"

namespace lab::cli {
namespace {

namespace fs = std::filesystem;

#ifdef LAB_HAS_ZLIB
Result<std::vector<std::uint8_t>> gunzip(const fs::path& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return Error{path.string() + " cannot be opened."};
  std::vector<std::uint8_t> bytes;
  std::array<std::uint8_t, 1 << 16> piece;
  int read = 0;
  while ((read = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0) {
    bytes.insert(bytes.end(), piece.begin(), piece.begin() + read);
  }
  const bool whole = read == 0 && gzclose_r(file) == Z_OK;
  if (!whole) return Error{path.string() + " is damaged or cut short: it does not decompress to its end."};
  return bytes;
}
#else
Result<std::vector<std::uint8_t>> gunzip(const fs::path& path) {
  return Error{path.string() +
               " is compressed, and this program was built without zlib. Unpack it and name the folder."};
}
#endif

Result<ImageSet> readBatch(const fs::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return Error{bytes.error()};
  return readCifar10Records(bytes.value(), path.string());
}

Result<ImageLibrary> readFolder(const fs::path& folder) {
  ImageLibrary library;
  library.classes.assign(cifar10_classes.begin(), cifar10_classes.end());
  for (int batch = 1; batch <= 6; ++batch) {
    const fs::path path = folder / (batch == 6 ? "test_batch.bin" : "data_batch_" + std::to_string(batch) + ".bin");
    if (!fs::exists(path)) continue;
    const auto images = readBatch(path);
    if (!images) return Error{images.error()};
    (batch == 6 ? library.test : library.train).append(images.value());
  }
  if (library.train.size() > 0) return library;
  for (const fs::path& archive : {folder / "cifar-10-binary.tar.gz", folder / "cifar-10-batches-bin"}) {
    if (fs::exists(archive)) return readImages(archive);
  }
  return Error{folder.string() + " holds no data_batch_1.bin … data_batch_5.bin and no cifar-10-binary.tar.gz."};
}

}  // namespace

Result<std::vector<std::uint8_t>> readFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path.string() + " cannot be opened."};
  return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

Result<ImageLibrary> readImages(const fs::path& path) {
  if (!fs::exists(path)) return Error{path.string() + " does not exist."};
  if (fs::is_directory(path)) return readFolder(path);
  if (path.extension() == ".gz") {
    const auto archive = gunzip(path);
    if (!archive) return Error{archive.error()};
    return readCifar10Tar(archive.value(), path.string());
  }
  const auto images = readBatch(path);
  if (!images) return Error{images.error()};
  return ImageLibrary{images.value(), {}, {cifar10_classes.begin(), cifar10_classes.end()}};
}

std::vector<Index> balancedChoice(const ImageSet& images, Index count) {
  std::array<Index, 10> taken{};
  std::vector<Index> chosen, rest;
  for (Index i = 0; i < images.size(); ++i) {
    Index& of_class = taken[static_cast<std::size_t>(images.y[static_cast<std::size_t>(i)])];
    if (of_class < (count + 9) / 10 && static_cast<Index>(chosen.size()) < count) {
      ++of_class;
      chosen.push_back(i);
    } else {
      rest.push_back(i);
    }
  }
  const Index missing = std::min<Index>(count - static_cast<Index>(chosen.size()), static_cast<Index>(rest.size()));
  chosen.insert(chosen.end(), rest.begin(), rest.begin() + missing);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

Result<std::shared_ptr<const ImageLibrary>> imagesFor(const ParsedArguments& parsed, const Settings& settings) {
  const bool wanted = modeOf(settings) == Mode::images;
  if (wanted != parsed.has("--data-dir")) {
    return Error{wanted ? "data=cifar10 needs --data-dir PATH." : "--data-dir goes with data=cifar10."};
  }
  if (!wanted) return std::shared_ptr<const ImageLibrary>();
  Result<ImageLibrary> library = readImages(parsed.text("--data-dir"));
  if (!library) return Error{library.error()};
  return std::shared_ptr<const ImageLibrary>(std::make_shared<const ImageLibrary>(std::move(library.value())));
}

}  // namespace lab::cli
