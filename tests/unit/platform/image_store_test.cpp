// The page's images: what is claimed of them before they are there, and what is told once they are.
#include "platform/image_store.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace lab::platform {
namespace {

using Part = ImageStore::Part;

std::vector<std::uint8_t> records(int count, std::uint8_t pixel) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(count) * cifar10_record_bytes, pixel);
  for (std::size_t at = 0; at < bytes.size(); at += cifar10_record_bytes) bytes[at] = 3;
  return bytes;
}

void give(ImageStore& store, const std::string& name, Part part = Part::train) {
  const auto bytes = records(2, 7);
  REQUIRE(store.addRecords(part, bytes, name, 0).ok());
}

}  // namespace

TEST_CASE("image store: what files claim beyond the lab's bound is refused, and all is as it was") {
  ImageStore store;
  const Index most = most_images;
  CHECK(store.beginFiles("a.bin", most, 0, 1, false).ok());
  store.end({}, false);
  for (const auto& [train, test] : {std::pair{most + 1, Index{0}}, {most, Index{1}}, {Index{1'000'000'000}, most}}) {
    const Status begun = store.beginFiles("a.bin", train, test, 1, false);
    REQUIRE_FALSE(begun.ok());
    CHECK(begun.error().find("a.bin: with these there would be ") == 0);
    CHECK(begun.error().find("the lab takes 70,000 at most") != std::string::npos);
    CHECK(store.loading().state == ui::ImageLoading::State::none);
  }
  // Those that join others are counted with them.
  REQUIRE(store.beginFiles("a.bin", 2, 0, 1, false).ok());
  give(store, "a.bin");
  REQUIRE(store.endFiles().ok());
  CHECK(store.beginFiles("a.bin", most - 2, 0, 1, true).ok());
  store.end({}, false);
  CHECK_FALSE(store.beginFiles("a.bin", most - 1, 0, 1, true).ok());
  CHECK(store.library()->train.size() == 2);
  CHECK(store.loading().state == ui::ImageLoading::State::done);
}

TEST_CASE("image store: a manifest's count takes no memory beyond the lab's bound") {
  ImageStore store;
  store.beginShards("a manifest", false, 2'000'000'000, 0, 1, false);
  REQUIRE_FALSE(store.addShard(Part::train, records(2, 7), "no shard").ok());
  CHECK_FALSE(store.library());
  store.end("damaged", true);
  CHECK(store.loading().state == ui::ImageLoading::State::failed);
}

TEST_CASE("image store: which of the six batches are missing is told, of other names nothing") {
  ImageStore store;
  const auto read = [&](const std::vector<std::string>& names, bool add) {
    REQUIRE(store.beginFiles("files", 2, 0, 1, add).ok());
    for (const std::string& name : names) give(store, name, name == "test_batch.bin" ? Part::test : Part::train);
    REQUIRE(store.endFiles().ok());
    return store.loading().message;
  };
  CHECK(read({"mine.bin"}, false).empty());
  CHECK(read({"data_batch_1.bin", "data_batch_2.bin", "data_batch_5.bin", "test_batch.bin"}, false) ==
        "Without data_batch_3.bin and data_batch_4.bin: the images are those of the other files.");
  CHECK(read({"data_batch_4.bin"}, true) == "Without data_batch_3.bin: the images are those of the other files.");
  CHECK(read({"data_batch_3.bin"}, true).empty());
  CHECK_FALSE(read({"data_batch_1.bin"}, false).empty());
}

TEST_CASE("image store: damage in a later piece of a file is told with the piece's place") {
  ImageStore store;
  REQUIRE(store.beginFiles("a.bin", 4, 0, 1, false).ok());
  give(store, "a.bin");
  std::vector<std::uint8_t> bad = records(2, 7);
  bad[cifar10_record_bytes] = 11;
  const Status added = store.addRecords(Part::train, bad, "a.bin", 10'000);
  REQUIRE_FALSE(added.ok());
  CHECK(added.error().find("a.bin, from record 10,000, record 1: the label is 11") == 0);
}

}  // namespace lab::platform
