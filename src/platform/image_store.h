// Owns the images that the page has found, takes them in as they come, and tells how far they are. It fetches nothing:
// web/images.mjs and web/image_files.mjs hand it bytes.
//
// The library grows in place while shards come in: its images never change, and its memory is reserved ahead,
// so that 60,000 images are copied once; what is announced beyond what the lab takes in is not believed. Files of the
// visitor's own make a library beside it, which takes its place when all of them could be read.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "data/cifar10.h"
#include "data/cifar10_archive.h"
#include "data/image_set.h"
#include "ui/app.h"

namespace lab::platform {

class ImageStore {
 public:
  using Bytes = std::span<const std::uint8_t>;
  enum class Part { train, test };

  // Something is being asked for; how much, nobody knows yet.
  void wait();
  // Shards begin to arrive: so many images and bytes in all. With `go_on` they join those that came earlier.
  void beginShards(std::string source, bool stand_in, Index train, Index test, std::int64_t total_bytes, bool go_on);
  Status addShard(Part part, Bytes bytes, std::string_view name);

  // Files of the visitor's own, read beside the library in use. `add`: they join it instead of taking its place.
  // Refuses more images than the lab takes in, with nothing changed.
  Status beginFiles(std::string source, Index train, Index test, std::int64_t total_bytes, bool add);
  // Records of a file, from its record `first` on.
  Status addRecords(Part part, Bytes bytes, std::string_view name, Index first);
  void beginArchive(std::string_view name) { archive_.emplace(name); }
  Status addArchiveBytes(Bytes bytes);
  Status endArchive();
  // All files were read: they take their place, and what is missing of CIFAR-10's six is told. Refuses files without
  // images to learn from.
  Status endFiles();

  void setBytes(std::int64_t bytes) { loading_.bytes = bytes; }
  void setMessage(std::string message) { loading_.message = std::move(message); }
  // Nothing more will come; the message says why if that is not as it should be. `failed`: not at the visitor's wish.
  void end(std::string message, bool failed);

  const ui::ImageLoading& loading() const { return loading_; }
  // What there is to learn from, or null.
  std::shared_ptr<const ImageLibrary> library() const { return library_; }
  // One image of the library as an official record: its label, then its 3,072 bytes. Empty if there is no such image.
  std::vector<std::uint8_t> record(Part part, Index index) const;

 private:
  void begin(std::int64_t total_bytes);
  void use(std::shared_ptr<ImageLibrary> library);

  ui::ImageLoading loading_;
  std::shared_ptr<ImageLibrary> library_;  // in use
  std::string source_;                     // of the library in use
  bool stand_in_ = false;
  std::shared_ptr<ImageLibrary> growing_;  // from shards; in use as soon as there is something to learn from
  std::shared_ptr<ImageLibrary> files_;    // while they are read
  std::optional<Cifar10Archive> archive_;
  using Batches = std::array<bool, cifar10_batches>;
  Batches batches_{};        // of CIFAR-10's six, that came as files into the library in use
  Batches files_batches_{};  // and into files_
  ui::ImageLoading before_;  // the files: shown again if they come to nothing
};

}  // namespace lab::platform
