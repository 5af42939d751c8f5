// CIFAR-10 out of tar archives of every form, in pieces of any size, and what is refused in words.
#include <array>
#include <cstring>
#include <memory>

#include <doctest/doctest.h>

#include "data/cifar10_archive.h"
#include "support.h"

namespace lab {
namespace {

using test::contains;
using Bytes = std::vector<std::uint8_t>;

// Images of batch b are all 10 b + their place.
Bytes batchOf(std::size_t batch, int images) {
  Bytes bytes;
  for (int i = 0; i < images; ++i) {
    bytes.push_back(std::uint8_t(i % 10));
    bytes.resize(bytes.size() + 3072, std::uint8_t(10 * batch + std::size_t(i)));
  }
  return bytes;
}

void seal(std::span<std::uint8_t> header) {
  std::fill_n(header.begin() + 148, 8, std::uint8_t(' '));
  unsigned sum = 0;
  for (const std::uint8_t byte : header) sum += byte;
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%06o", sum);
  std::copy(text.begin(), text.end(), header.begin() + 148);
}

// One entry: its header, of the old form, and its content.
void addEntry(Bytes& tar, const std::string& path, const Bytes& bytes, char type = '0') {
  Bytes header(512, 0);
  std::copy(path.begin(), path.end(), header.begin());
  std::array<char, 12> size{};
  std::snprintf(size.data(), size.size(), "%011o", unsigned(bytes.size()));
  std::copy(size.begin(), size.end(), header.begin() + 124);
  header[156] = std::uint8_t(type);
  seal(header);
  tar.insert(tar.end(), header.begin(), header.end());
  tar.insert(tar.end(), bytes.begin(), bytes.end());
  tar.resize((tar.size() + 511) / 512 * 512);
}

Bytes asBytes(const std::string& text) { return {text.begin(), text.end()}; }

// In the order of the official archive, which is none; `before` adds what stands in front of each file.
template <class Before>
Bytes archiveOf(Before before, std::size_t left_out = 99) {
  Bytes tar;
  addEntry(tar, "cifar-10-batches-bin/", {}, '5');
  addEntry(tar, "cifar-10-batches-bin/readme.html", {'h', 'i'});
  for (const std::size_t batch : std::array<std::size_t, 6>{3, 0, 4, 1, 2, 5}) {
    if (batch == left_out) continue;
    addEntry(tar, before(tar, "cifar-10-batches-bin/" + cifar10BatchFile(batch)), batchOf(batch, int(batch) + 1));
  }
  tar.resize(tar.size() + 1024);
  return tar;
}
Bytes plainArchive(std::size_t left_out = 99) {
  return archiveOf([](Bytes&, const std::string& path) { return path; }, left_out);
}

// Given in pieces of that many bytes.
Result<ImageLibrary> read(const Bytes& bytes, std::size_t piece = 1 << 20) {
  Cifar10Archive archive("cifar.tar");
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const Status added = archive.add(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)));
    if (!added) return added.failure();
  }
  return archive.finish();
}

std::string refusal(const Bytes& bytes) {
  const auto library = read(bytes);
  REQUIRE_FALSE(library.ok());
  CHECK(library.error().starts_with("cifar.tar"));
  return library.error();
}

void checkWhole(const Result<ImageLibrary>& library) {
  REQUIRE(library.ok());
  REQUIRE(library.value().train.size() == 15);
  CHECK(library.value().test.size() == 6);
  CHECK(library.value().classes.size() == 10);
  std::vector<int> firsts;
  for (Index i = 0; i < 15; ++i) firsts.push_back(library.value().train.image(i)[0]);
  CHECK(firsts == std::vector<int>{0, 10, 11, 20, 21, 22, 30, 31, 32, 33, 40, 41, 42, 43, 44});
}

TEST_CASE("archive: batches come in their order, however the bytes are cut") {
  for (const std::size_t piece : std::array<std::size_t, 6>{1, 511, 512, 513, 5000, 1 << 20}) {
    checkWhole(read(plainArchive(), piece));
  }
}

TEST_CASE("archive: names of their own entries, of PAX and of GNU's tar") {
  const std::string deep(150, 'd');
  checkWhole(read(archiveOf([&](Bytes& tar, const std::string& path) {
    const std::string record = " path=" + deep + "/" + path + "\n";
    const std::size_t length = record.size() + 3;
    addEntry(tar, "PaxHeaders/x", asBytes(std::to_string(length) + record), 'x');
    return deep.substr(0, 99);
  })));
  checkWhole(read(archiveOf([&](Bytes& tar, const std::string& path) {
    addEntry(tar, "././@LongLink", asBytes(deep + "/" + path + '\0'), 'L');
    return deep.substr(0, 99);
  })));
  // A name that is told of a folder is not the next file's.
  const std::string refused = refusal(archiveOf([&](Bytes& tar, const std::string& path) {
    addEntry(tar, "././@LongLink", asBytes(path + '\0'), 'L');
    addEntry(tar, "folder/", {}, '5');
    return std::string("other");
  }));
  CHECK(contains(refused, "holds no data_batch_1.bin"));
}

TEST_CASE("archive: companions of macOS, links with a size, sizes in base 256") {
  checkWhole(read(archiveOf([&](Bytes& tar, const std::string& path) {
    addEntry(tar, "cifar-10-batches-bin/._data_batch_1.bin", Bytes(4096, 7));
    Bytes link;
    addEntry(link, "somewhere", Bytes(10, 1), '2');
    tar.insert(tar.end(), link.begin(), link.begin() + 512);
    return path;
  })));
  Bytes tar = plainArchive();
  // The first batch's header: behind a folder, and a page with its block.
  const std::span<std::uint8_t> header = std::span(tar).subspan(3 * 512, 512);
  REQUIRE(contains(std::string(header.begin(), header.begin() + 50), "data_batch_4.bin"));
  const std::size_t size = 4 * 3073;
  std::fill_n(header.begin() + 124, 12, std::uint8_t(0));
  header[124] = 0x80;
  header[134] = std::uint8_t(size >> 8);
  header[135] = std::uint8_t(size & 255);
  seal(header);
  checkWhole(read(tar));
}

TEST_CASE("archive: nothing behind the last batch matters, damage before it is named") {
  Bytes tar = plainArchive();
  tar.resize(tar.size() - 1024);
  checkWhole(read(tar));
  tar.resize(tar.size() + 700, 'x');
  checkWhole(read(tar));

  Bytes damaged = plainArchive();
  damaged[520] ^= 1;  // the name of the readme
  CHECK(contains(refusal(damaged), "byte 512: this is no header"));
  Bytes cut = plainArchive();
  cut.resize(9000);
  CHECK(contains(refusal(cut), "cut short"));
  CHECK(contains(refusal(plainArchive(2)), "holds no data_batch_3.bin (its first file is cifar-10-batches-bin/readme"));
  CHECK(contains(refusal({}), "is empty"));
  CHECK(contains(refusal(Bytes(5000, 'x')), "no tar archive"));
  CHECK(contains(refusal(batchOf(1, 1)), "single file of records"));
  CHECK(contains(refusal(Bytes(2048, 0)), "holds no data_batch_1.bin, data_batch_2.bin"));
  Bytes twice;
  addEntry(twice, "data_batch_1.bin", batchOf(0, 1));
  addEntry(twice, "data_batch_1.bin", batchOf(0, 1));
  CHECK(contains(refusal(twice), "data_batch_1.bin twice"));
}

TEST_CASE("archive: a size that is claimed takes no memory, and a name that is told may not be endless") {
  Bytes batch;
  addEntry(batch, "data_batch_1.bin", {});
  std::memcpy(batch.data() + 124, "77777777777", 11);
  seal(std::span(batch).first(512));
  CHECK(contains(refusal(batch), "claims 8589934591 bytes"));
  Bytes name;
  addEntry(name, "././@LongLink", {}, 'L');
  std::memcpy(name.data() + 124, "00077777777", 11);
  seal(std::span(name).first(512));
  CHECK(contains(refusal(name), "a name is said to be 16777215 bytes long"));
  Bytes junk;
  addEntry(junk, "data_batch_1.bin", {});
  std::memcpy(junk.data() + 124, "0001x", 5);
  seal(std::span(junk).first(512));
  CHECK(contains(refusal(junk), "no header"));
}

TEST_CASE("archive: neighbours are named, and names of foreign files are made printable") {
  Bytes python;
  addEntry(python, "cifar-10-batches-py/data_batch_1", Bytes(600, 1));
  CHECK(contains(refusal(python), "Python version of CIFAR-10"));
  Bytes hundred;
  addEntry(hundred, "cifar-100-binary/train.bin", Bytes(600, 1));
  CHECK(contains(refusal(hundred), "CIFAR-100"));
  Bytes evil;
  addEntry(evil, "\x1b[2Jname\xFF", Bytes(600, 1));
  CHECK(contains(refusal(evil), "(its first file is ?[2Jname?)"));
}

}  // namespace
}  // namespace lab
