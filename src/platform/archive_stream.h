// Reads cifar-10-binary.tar as it is decompressed, one file of it at a time: archive and images together would not fit
// the memory that a page may take.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "data/image_set.h"

namespace lab::platform {

class ArchiveStream {
 public:
  // `name`: the archive's, for messages.
  explicit ArchiveStream(std::string name) : name_(std::move(name)) {}

  // The archive's next bytes, cut anywhere. After an error nothing more may come.
  Status add(std::span<const std::uint8_t> bytes);
  // All of it was there: the images, train batches in their order whatever the archive's. Refuses an archive that is
  // cut short or lacks a batch, and says what it holds instead.
  Result<std::shared_ptr<ImageLibrary>> finish();

  Index images() const { return images_->train.size() + images_->test.size(); }

 private:
  static constexpr int batches = 6;  // the sixth is the test batch

  Status endOfHeader();
  Status endOfFile();
  Status keep(int batch, const ImageSet& images);

  std::string name_;
  std::string first_path_;           // of the archive's first file, for messages
  std::vector<std::uint8_t> entry_;  // header and content of the file at hand
  std::size_t entry_bytes_ = 512;    // how long it will be, padded to blocks; first only the header
  std::size_t skip_ = 0;             // bytes of a file that nobody wants
  bool in_header_ = true;
  bool closed_ = false;  // the empty block at the end was there
  std::array<Index, batches> counts_{};
  std::shared_ptr<ImageLibrary> images_ = std::make_shared<ImageLibrary>();
};

}  // namespace lab::platform
