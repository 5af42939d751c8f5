// CIFAR-10 out of cifar-10-binary.tar, as the archive comes, one batch of it at a time: archive and images together
// would not fit the memory that a page may take. The page and the terminal read archives so, whatever their names.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/cifar10.h"
#include "data/tar_stream.h"

namespace lab {

class Cifar10Archive final : private TarTaker {
 public:
  // `name`: the archive's, for messages.
  explicit Cifar10Archive(std::string_view name);

  // The archive's next bytes, already decompressed, cut anywhere. After an error nothing more may come.
  Status add(std::span<const std::uint8_t> bytes);
  // All six batches are there: nothing that follows, damage included, matters any more.
  bool hasAll() const override;
  // Nothing more will come: the images, train batches in their order whatever the archive's. Refuses an archive that is
  // cut short or lacks a batch, and says what it holds instead.
  Result<ImageLibrary> finish();

  Index images() const { return library_.train.size() + library_.test.size(); }

 private:
  Result<bool> beginFile(const std::string& path, std::uint64_t size) override;
  Status addToFile(std::span<const std::uint8_t> bytes) override;
  Status endFile() override;
  Status lookAtBeginning(std::span<const std::uint8_t>& bytes);

  std::string name_;
  TarStream tar_;
  std::vector<std::uint8_t> beginning_;  // until it is long enough to be known
  bool known_ = false;                   // that it is a tar archive
  std::string first_path_;               // of the archive's first file, for messages
  std::vector<std::uint8_t> batch_;      // as much of the one at hand as has come
  std::string batch_name_;               // with the archive's
  std::size_t batch_number_ = 0;
  std::array<Index, cifar10_batches> counts_{};
  ImageLibrary library_;
};

}  // namespace lab
