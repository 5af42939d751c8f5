// Any bytes as an archive of CIFAR-10: refused in words, or taken, and both the same however they come in pieces.
#include <array>
#include <cstdio>

#include "data/cifar10_archive.h"
#include "fuzz.h"

namespace lab::fuzz {
namespace {

void seal(Bytes& tar, std::size_t header) {
  std::fill_n(tar.begin() + static_cast<std::ptrdiff_t>(header) + 148, 8, std::uint8_t(' '));
  unsigned sum = 0;
  for (std::size_t i = 0; i < tar_block_bytes; ++i) sum += tar[header + i];
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%06o", sum);
  std::copy(text.begin(), text.end(), tar.begin() + static_cast<std::ptrdiff_t>(header) + 148);
}

void addEntry(Bytes& tar, const std::string& path, const Bytes& content, char type) {
  const std::size_t header = tar.size();
  tar.resize(header + tar_block_bytes);
  std::copy_n(path.begin(), std::min<std::size_t>(path.size(), 100), tar.begin() + static_cast<std::ptrdiff_t>(header));
  std::array<char, 12> size{};
  std::snprintf(size.data(), size.size(), "%011zo", content.size());
  std::copy(size.begin(), size.end(), tar.begin() + static_cast<std::ptrdiff_t>(header) + 124);
  tar[header + 156] = static_cast<std::uint8_t>(type);
  seal(tar, header);
  tar.insert(tar.end(), content.begin(), content.end());
  tar.resize((tar.size() + tar_block_bytes - 1) / tar_block_bytes * tar_block_bytes);
}

Bytes records(std::size_t count, NumpyRandom& random) {
  Bytes bytes(count * cifar10_record_bytes, std::uint8_t(random.upTo(255)));
  for (std::size_t i = 0; i < count; ++i) bytes[i * cifar10_record_bytes] = static_cast<std::uint8_t>(random.upTo(9));
  return bytes;
}

// An entry that tells of the next one: PAX's records or GNU's long name.
void addAnnouncement(Bytes& tar, NumpyRandom& random) {
  const std::string path =
      "long/" + std::string(random.upTo(300), 'n') + "/data_batch_" + std::to_string(random.upTo(6)) + ".bin";
  if (random.upTo(1) == 0) return addEntry(tar, "././@LongLink", bytesOf(path), 'L');
  const std::string record =
      random.upTo(1) == 0 ? " path=" + path + "\n" : " size=" + std::to_string(random.upTo(9000)) + "\n";
  addEntry(tar, "PaxHeader", bytesOf(std::to_string(record.size() + 3) + record), random.upTo(3) == 0 ? 'g' : 'x');
}

struct Outcome {
  std::string error;
  Index train = 0, test = 0;
  bool operator==(const Outcome&) const = default;
};

Outcome read(std::span<const std::uint8_t> bytes, Pieces pieces) {
  Cifar10Archive archive("x.tar");
  while (!pieces.finished(bytes.size())) {
    const Status added = archive.add(pieces.next(bytes));
    if (!added) return {added.error()};
  }
  const auto library = archive.finish();
  if (!library) return {library.error()};
  return {"", library.value().train.size(), library.value().test.size()};
}

}  // namespace

Bytes makeInput(NumpyRandom& random) {
  Bytes tar;
  const std::uint32_t entries = random.upTo(8);
  for (std::uint32_t i = 0; i < entries; ++i) {
    if (random.upTo(2) == 0) addAnnouncement(tar, random);
    const std::string path =
        random.upTo(4) == 0 ? "readme.html" : "x/data_batch_" + std::to_string(1 + random.upTo(4)) + ".bin";
    addEntry(tar, random.upTo(5) == 0 ? "x/test_batch.bin" : path, records(random.upTo(2), random),
             anyOf(std::string("0000\0"
                               "57L",
                               8),
                   random));
  }
  tar.resize(tar.size() + 2 * tar_block_bytes);
  tar = damaged(std::move(tar), random);
  // Damage behind a right checksum goes further.
  for (std::size_t at = 0; at + tar_block_bytes <= tar.size() && random.upTo(1) == 0; at += tar_block_bytes)
    seal(tar, at);
  return tar;
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab::fuzz;
  const std::span<const std::uint8_t> bytes(data, size);
  const Outcome whole = read(bytes, Pieces::whole());
  if (!whole.error.empty()) requireFileReason(whole.error);
  require(whole.error.empty() == (whole.train > 0), "an archive without images to learn from that is taken");
  require(read(bytes, Pieces::of(bytes)) == whole, "an archive that reads otherwise in pieces");
  return 0;
}
