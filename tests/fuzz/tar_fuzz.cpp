// Any bytes as a tar archive: refused in words, or read, and both the same however they come in pieces.
#include "data/tar_stream.h"
#include "fuzz.h"

namespace lab::fuzz {
namespace {

// Takes every file and remembers what it was told.
class Taker final : public TarTaker {
 public:
  std::string told;
  std::size_t content = 0;

  Result<bool> beginFile(const std::string& path, std::uint64_t size) override {
    told += path + " " + std::to_string(size) + ";";
    return size % 3 != 0;
  }
  Status addToFile(std::span<const std::uint8_t> bytes) override {
    content += bytes.size();
    return Done{};
  }
  Status endFile() override {
    told += "end " + std::to_string(content) + ";";
    return Done{};
  }
  bool hasAll() const override { return false; }
};

std::string read(std::span<const std::uint8_t> bytes, Pieces pieces) {
  Taker taker;
  TarStream tar("x.tar", taker);
  while (!pieces.finished(bytes.size())) {
    const Status added = tar.add(pieces.next(bytes));
    if (added) continue;
    requireFileReason(added.error());
    return taker.told + added.error();
  }
  require(taker.content <= bytes.size(), "more content than bytes");
  return taker.told + (tar.closed() ? "closed" : tar.betweenFiles() ? "between" : "inside");
}

// A field of a header as its owner writes it, or as somebody else does: octal, with blanks, in base 256.
void writeSize(std::uint8_t* field, NumpyRandom& random) {
  const std::string forms[] = {"00000001000", "       1000 ", "77777777777", "00000000000",
                               "1000       ", "-0000000001",  "0x000000010"};
  const std::string& form = anyOf(std::span<const std::string>(forms), random);
  std::copy(form.begin(), form.end(), field);
  if (random.upTo(4) == 0) *field = 0x80;
}

}  // namespace

Bytes makeInput(NumpyRandom& random) {
  Bytes tar;
  const std::uint32_t entries = random.upTo(6);
  for (std::uint32_t i = 0; i < entries; ++i) {
    Bytes header(tar_block_bytes);
    const std::string path = random.upTo(3) == 0 ? std::string(100, 'p') : "folder/file";
    std::copy(path.begin(), path.end(), header.begin());
    writeSize(header.data() + 124, random);
    header[156] = static_cast<std::uint8_t>(anyOf(std::string("0\0"
                                                              "17xgLK5V",
                                                              10),
                                                  random));
    if (random.upTo(1) == 0) std::copy_n("ustar\00000", 8, header.begin() + 257);
    unsigned sum = 8 * ' ';
    for (std::size_t at = 0; at < header.size(); ++at) sum += at >= 148 && at < 156 ? 0u : header[at];
    const std::string digits = std::to_string(sum / 4096 % 8) + std::to_string(sum / 512 % 8) +
                               std::to_string(sum / 64 % 8) + std::to_string(sum / 8 % 8) + std::to_string(sum % 8);
    std::fill_n(header.begin() + 148, 8, std::uint8_t(0));
    header[148] = '0';
    std::copy(digits.begin(), digits.end(), header.begin() + 149);
    tar.insert(tar.end(), header.begin(), header.end());
    const std::string records = "30 path=somewhere/else/x.bin\n12 size=512\n";
    Bytes content(tar_block_bytes);
    std::copy(records.begin(), records.end(), content.begin());
    tar.insert(tar.end(), content.begin(), content.end());
  }
  return damaged(std::move(tar), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab::fuzz;
  const std::span<const std::uint8_t> bytes(data, size);
  require(read(bytes, Pieces::whole()) == read(bytes, Pieces::of(bytes)), "an archive that reads otherwise in pieces");
  return 0;
}
