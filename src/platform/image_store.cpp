#include "platform/image_store.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "data/cifar10.h"
#include "data/shard.h"

namespace lab::platform {

namespace {

// One to learn from and one to validate on.
constexpr Index kLeastImages = 2;

Index count(const std::shared_ptr<ImageLibrary>& library) {
  return library ? library->train.size() + library->test.size() : 0;
}

// How many there will be is somebody's claim: a file's size, a manifest's count. Memory is taken for no more than the
// lab takes in.
void reserve(ImageSet& set, Index claimed) {
  const Index images = std::clamp<Index>(claimed, 0, most_images);
  set.y.reserve(static_cast<std::size_t>(images));
  set.pixels.reserve(static_cast<std::size_t>(images * ImageSet::pixels_per_image));
}

}  // namespace

void ImageStore::wait() {
  loading_.state = ui::ImageLoading::State::loading;
  loading_.bytes = loading_.total_bytes = 0;
  loading_.message.clear();
}

void ImageStore::use(std::shared_ptr<ImageLibrary> library) {
  library_ = std::move(library);
  source_ = loading_.source;
  stand_in_ = loading_.stand_in;
}

void ImageStore::begin(std::int64_t total_bytes) {
  wait();
  files_.reset();
  archive_.reset();
  loading_.total_bytes = total_bytes;
}

void ImageStore::beginShards(std::string source, bool stand_in, Index train, Index test, std::int64_t total_bytes,
                             bool go_on) {
  begin(total_bytes);
  loading_.source = std::move(source);
  loading_.stand_in = stand_in;
  loading_.total_images = train + test;
  if (!go_on || !growing_) growing_ = std::make_shared<ImageLibrary>();
  reserve(growing_->train, train);
  reserve(growing_->test, test);
  loading_.images = count(growing_);
}

Status ImageStore::addShard(Part part, Bytes bytes, std::string_view name) {
  const Result<ImageSet> images = decodeShard(bytes, name);
  if (!images) return images.failure();
  const Status fits = checkImageCount(count(growing_) + images.value().size(), name);
  if (!fits) return fits;
  (part == Part::train ? growing_->train : growing_->test).append(images.value());
  if (growing_->train.size() >= kLeastImages) use(growing_);
  loading_.images = count(growing_);
  return Done{};
}

Status ImageStore::beginFiles(std::string source, Index train, Index test, std::int64_t total_bytes, bool add) {
  const Index there = add ? count(library_) : 0;
  if (Status fits = checkImageCount(there + train + test, source); !fits) return fits;
  before_ = loading_;
  begin(total_bytes);
  loading_.source = std::move(source);
  loading_.stand_in = false;
  files_ = add && library_ ? std::make_shared<ImageLibrary>(*library_) : std::make_shared<ImageLibrary>();
  files_batches_ = add ? batches_ : Batches{};
  reserve(files_->train, files_->train.size() + train);
  reserve(files_->test, files_->test.size() + test);
  loading_.images = count(files_);
  loading_.total_images = loading_.images + train + test;
  return Done{};
}

Status ImageStore::addRecords(Part part, Bytes bytes, std::string_view name, Index first) {
  // Before they are copied.
  const Status fits = checkImageCount(count(files_) + Index(bytes.size() / cifar10_record_bytes), name);
  if (!fits) return fits;
  const std::string place = first > 0 ? ", from record " + grouped(first) : std::string();
  const Result<ImageSet> images = readCifar10Records(bytes, std::string(name) + place);
  if (!images) return images.failure();
  if (const auto batch = cifar10BatchOf(name)) files_batches_[*batch] = true;
  (part == Part::train ? files_->train : files_->test).append(images.value());
  loading_.images = count(files_);
  return Done{};
}

Status ImageStore::addArchiveBytes(Bytes bytes) {
  Status added = archive_->add(bytes);
  loading_.images = archive_->images();
  return added;
}

Status ImageStore::endArchive() {
  Result<ImageLibrary> images = archive_->finish();
  archive_.reset();
  if (!images) return images.failure();
  files_ = std::make_shared<ImageLibrary>(std::move(images.value()));
  loading_.images = count(files_);
  return Done{};
}

Status ImageStore::endFiles() {
  if (files_->train.size() < kLeastImages) {
    return Error{"There are no images to learn from in " + loading_.source + ": choose data_batch_1.bin to " +
                 "data_batch_5.bin together with the test images, or cifar-10-binary.tar.gz."};
  }
  use(std::exchange(files_, nullptr));
  growing_.reset();
  batches_ = files_batches_;
  const bool some = std::find(batches_.begin(), batches_.end(), true) != batches_.end();
  const std::string missing = some ? cifar10Missing(batches_) : std::string();
  end(missing.empty() ? missing : "Without " + missing + ": the images are those of the other files.", false);
  return Done{};
}

void ImageStore::end(std::string message, bool failed) {
  using State = ui::ImageLoading::State;
  if (files_) loading_ = before_;
  files_.reset();
  archive_.reset();
  loading_.message = std::move(message);
  loading_.state = library_ ? State::done : failed ? State::failed : State::none;
  if (!library_) return;
  // What came to nothing leaves things as they were.
  loading_.source = source_;
  loading_.stand_in = stand_in_;
  loading_.images = count(library_);
  if (library_ != growing_) loading_.total_images = loading_.images;
}

std::vector<std::uint8_t> ImageStore::record(Part part, Index index) const {
  if (!library_) return {};
  const ImageSet& set = part == Part::train ? library_->train : library_->test;
  if (index < 0 || index >= set.size()) return {};
  std::vector<std::uint8_t> record{static_cast<std::uint8_t>(set.y[static_cast<std::size_t>(index)])};
  const auto pixels = set.image(index);
  record.insert(record.end(), pixels.begin(), pixels.end());
  return record;
}

}  // namespace lab::platform
