#include "cli/image_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>

#include "cli/files.h"
#include "cli/gunzip.h"
#include "core/text.h"
#include "data/cifar10.h"
#include "data/cifar10_archive.h"

namespace lab::cli {
namespace {

constexpr std::size_t most_record_bytes = std::size_t{most_images} * cifar10_record_bytes;

// One file, known by its first bytes whatever its name: an archive, compressed or not, or records.
class ImageFile {
 public:
  explicit ImageFile(const std::string& path) : path_(path), archive_(path) {}

  Status add(Bytes piece) {
    if (gunzip_) return addCompressed(piece);
    if (is_archive_) return archive_.add(piece);
    bytes_.insert(bytes_.end(), piece.begin(), piece.end());
    if (bytes_.size() > most_record_bytes) return checkImageCount(Index(bytes_.size() / cifar10_record_bytes), path_);
    return known_ || bytes_.size() < tar_block_bytes ? Status(Done{}) : recognize();
  }

  Result<ImageLibrary> finish() {
    if (!known_ && !bytes_.empty()) {
      if (Status recognized = recognize(); !recognized) return recognized.failure();
    }
    if (gunzip_ && !archive_.hasAll()) {
      if (Status whole = gunzip_->finish(); !whole) return whole.failure();
    }
    if (is_archive_) return archive_.finish();
    Result<ImageSet> images = readCifar10Records(bytes_, path_);
    if (!images) return images.failure();
    return ImageLibrary{std::move(images.value()), {}, {cifar10_classes.begin(), cifar10_classes.end()}};
  }

 private:
  Status recognize() {
    known_ = true;
    is_archive_ = isGzip(bytes_) || beginsTar(bytes_);
    if (!is_archive_) return Done{};
    if (isGzip(bytes_)) gunzip_.emplace(path_, [this](Bytes piece) { return archive_.add(piece); });
    return add(std::exchange(bytes_, {}));
  }

  // Damage behind the last batch does not matter.
  Status addCompressed(Bytes piece) {
    if (archive_.hasAll()) return Done{};
    Status added = gunzip_->add(piece);
    return added || archive_.hasAll() ? Status(Done{}) : added;
  }

  std::string path_;
  bool known_ = false, is_archive_ = false;
  std::vector<std::uint8_t> bytes_;  // of records, or of what is not known yet
  Cifar10Archive archive_;
  std::optional<Gunzip> gunzip_;
};

Result<ImageLibrary> readOneFile(const std::string& path) {
  ImageFile file(path);
  const Status read = readPieces(path, [&](Bytes piece) { return file.add(piece); });
  if (!read) return read.failure();
  return file.finish();
}

// What a folder without batches holds instead; nothing that is known: says what was expected.
Result<ImageLibrary> readWithin(const std::string& folder, Terminal& terminal) {
  for (const char* name :
       {"cifar-10-binary.tar.gz", "cifar-10-binary.tar", "cifar-10-binary.tgz", "cifar-10-batches-bin"}) {
    const std::string path = inFolder(folder, name);
    const auto place = placeAt(path);
    if (place && place.value() != PlaceKind::nothing) return readImages(path, terminal);
  }
  std::string other;
  for (const char* name : {"data_batch_1", "cifar-10-batches-py", "cifar-10-python.tar.gz", "cifar-100-binary",
                           "cifar-100-binary.tar.gz", "cifar-100-python"}) {
    const auto place = placeAt(inFolder(folder, name));
    if (other.empty() && place && place.value() != PlaceKind::nothing) other = otherThanCifar10Path(name);
  }
  return Error{printable(folder) + " holds no data_batch_1.bin … data_batch_5.bin and no cifar-10-binary.tar.gz." +
               (other.empty() ? "" : " " + other)};
}

Result<ImageLibrary> readFolder(const std::string& folder, Terminal& terminal) {
  ImageLibrary library;
  library.classes.assign(cifar10_classes.begin(), cifar10_classes.end());
  std::array<bool, cifar10_batches> there{};
  for (std::size_t batch = 0; batch < cifar10_batches; ++batch) {
    const std::string path = inFolder(folder, cifar10BatchFile(batch));
    const auto place = placeAt(path);
    if (!place) return place.failure();
    if (place.value() == PlaceKind::nothing) continue;
    const auto bytes = readFile(path, most_record_bytes);
    if (!bytes) return bytes.failure();
    const auto images = readCifar10Records(bytes.value(), path);
    if (!images) return images.failure();
    there[batch] = true;
    (batch == cifar10_test_batch ? library.test : library.train).append(images.value());
    const Status fits = checkImageCount(library.train.size() + library.test.size(), path);
    if (!fits) return fits.failure();
  }
  if (library.train.size() == 0) return readWithin(folder, terminal);
  if (const std::string missing = cifar10Missing(there); !missing.empty()) {
    terminal.err << "lab: " << printable(folder) << " has no " << missing << "; the images are those of the others.\n";
  }
  return library;
}

}  // namespace

Result<ImageLibrary> readImages(const std::string& path, Terminal& terminal) {
  const auto place = placeAt(path);
  if (!place) return place.failure();
  if (place.value() == PlaceKind::nothing) return Error{printable(path) + " does not exist."};
  return place.value() == PlaceKind::folder ? readFolder(path, terminal) : readOneFile(path);
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

Result<std::shared_ptr<const ImageLibrary>> imagesFor(const ParsedArguments& parsed, const Settings& settings,
                                                      Terminal& terminal) {
  const bool wanted = modeOf(settings) == Mode::images;
  if (wanted != parsed.has("--data-dir")) {
    return Error{wanted ? "data=cifar10 needs --data-dir PATH." : "--data-dir goes with data=cifar10."};
  }
  if (!wanted) return std::shared_ptr<const ImageLibrary>();
  Result<ImageLibrary> library = readImages(parsed.text("--data-dir"), terminal);
  if (!library) return library.failure();
  return std::shared_ptr<const ImageLibrary>(std::make_shared<const ImageLibrary>(std::move(library.value())));
}

}  // namespace lab::cli
