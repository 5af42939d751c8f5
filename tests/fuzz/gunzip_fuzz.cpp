// Any bytes as gzip: what comes out is what zlib makes of them in one go, member after member; damage is told, trailing
// bytes are ignored, and both the same however the bytes come in pieces.
#include "cli/gunzip.h"

#include <algorithm>
#include <string_view>

#include <zlib.h>

#include "fuzz.h"

namespace lab::fuzz {
namespace {

// Of a text: more, and whoever takes it refuses.
constexpr std::size_t most_text = 1 << 16;
constexpr std::string_view full = "This is more than fits.";
constexpr int gzip = 16 + MAX_WBITS;

struct Outcome {
  Bytes text;
  bool damaged = false;
  bool refused = false;  // by whoever takes the text
  bool operator==(const Outcome&) const = default;
};

std::string_view refusalOf(const Status& status) { return status ? std::string_view() : status.error(); }

// The reader, with the bytes in pieces.
Outcome read(std::span<const std::uint8_t> bytes, Pieces pieces) {
  Outcome outcome;
  cli::Gunzip gunzip("x.gz", [&](cli::Bytes piece) -> Status {
    require(!piece.empty(), "a piece of nothing");
    if (outcome.text.size() + piece.size() > most_text) return Error{std::string(full)};
    outcome.text.insert(outcome.text.end(), piece.begin(), piece.end());
    return Done{};
  });
  Status status = Done{};
  while (status && !pieces.finished(bytes.size())) status = gunzip.add(pieces.next(bytes));
  if (status) status = gunzip.finish();
  outcome.refused = refusalOf(status) == full;
  outcome.damaged = !status && !outcome.refused;
  if (outcome.damaged) requireFileReason(status.error());
  // How much had come before the end of what is damaged or too long depends on the pieces.
  if (!status) outcome.text.clear();
  return outcome;
}

// The same by zlib alone, in one go: each member whole into a buffer that holds all that may come out.
Outcome oracle(std::span<const std::uint8_t> bytes) {
  static Bytes room(most_text + 1);
  Outcome outcome;
  do {
    z_stream stream{};
    require(inflateInit2(&stream, gzip) == Z_OK, "no memory for zlib");
    stream.next_in = const_cast<std::uint8_t*>(bytes.data());
    stream.avail_in = static_cast<unsigned>(bytes.size());
    stream.next_out = room.data();
    stream.avail_out = static_cast<unsigned>(room.size());
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    bytes = bytes.last(stream.avail_in);
    const std::size_t made = room.size() - stream.avail_out;
    outcome.text.insert(outcome.text.end(), room.begin(), room.begin() + static_cast<std::ptrdiff_t>(made));
    if (outcome.text.size() > most_text) return {.text = {}, .refused = true};
    if (result != Z_STREAM_END) return {.text = {}, .damaged = true};
  } while (cli::isGzip(bytes));
  return outcome;
}

void addMember(Bytes& file, NumpyRandom& random) {
  Bytes text(random.upTo(3) == 0 ? 0 : random.upTo(3000));
  const std::uint32_t letters = random.upTo(255);
  for (std::uint8_t& byte : text) byte = static_cast<std::uint8_t>(random.upTo(letters));
  z_stream stream{};
  const int strategy = static_cast<int>(random.upTo(4));  // of zlib's five
  require(deflateInit2(&stream, static_cast<int>(random.upTo(9)), Z_DEFLATED, gzip, 9, strategy) == Z_OK, "no zlib");
  gz_header header{};
  Bytes name = bytesOf("cifar-10-binary.tar");
  name.push_back(0);
  header.name = name.data();
  header.hcrc = static_cast<int>(random.upTo(1));
  if (random.upTo(1) == 0) deflateSetHeader(&stream, &header);
  const std::size_t before = file.size();
  file.resize(before + 2 * text.size() + 1000);
  stream.next_in = text.data();
  stream.avail_in = static_cast<unsigned>(text.size());
  stream.next_out = file.data() + before;
  stream.avail_out = static_cast<unsigned>(file.size() - before);
  require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "a text that zlib does not compress");
  file.resize(file.size() - stream.avail_out);
  deflateEnd(&stream);
}

}  // namespace

Bytes makeInput(NumpyRandom& random) {
  static const std::vector<std::string> ends{"",  std::string(700, '\0'), "\x1f", "\x1f\x8b", "\x1f\x8b\x08more",
                                             "x", "\x1f\x1f\x8b"};
  Bytes file;
  const std::uint32_t members = random.upTo(3);
  for (std::uint32_t i = 0; i < members; ++i) addMember(file, random);
  const Bytes end = bytesOf(anyOf(ends, random));
  file.insert(file.end(), end.begin(), end.end());
  return damaged(std::move(file), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab::fuzz;
  const std::span<const std::uint8_t> bytes(data, size);
  const Outcome right = oracle(bytes);
  require(read(bytes, Pieces::whole()) == right, "another text than zlib's");
  require(read(bytes, Pieces::of(bytes)) == right, "another text in pieces");
  return 0;
}
