// Any bytes as a .npy record: refused in words, or read as fields that written again are the same fields.
#include "fuzz.h"
#include "lab/checkpoint/npy.h"

namespace lab::fuzz {

Bytes makeInput(NumpyRandom& random) {
  static const std::vector<float> numbers(60, 0.5f);
  static const std::vector<std::int64_t> counts{1, -2, 3};
  std::vector<NpyField> fields{npyField("W1", std::span<const float>(numbers).first(12), {3, 4}),
                               npyField("b1", std::span<const float>(numbers).first(4), {4}),
                               npyField("iteration", std::span<const std::int64_t>(counts).first(1), {}),
                               npyField("settings", "model=two_layer&hidden=4")};
  fields.resize(1 + below(fields.size(), random));
  Bytes file = encodeNpyRecord(fields);
  if (random.upTo(1) == 0) return damaged(std::move(file), random);
  // The header's text is where a parser has something to do.
  const auto begin = file.begin() + 10;
  const auto end = std::find(begin, file.end(), std::uint8_t('\n'));
  Bytes header = damaged({begin, end}, random);
  header.resize(static_cast<std::size_t>(end - begin), ' ');
  std::copy(header.begin(), header.end(), begin);
  return file;
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab;
  const auto fields = decodeNpyRecord({data, size}, "x.npy");
  if (!fields) {
    fuzz::requireFileReason(fields.error());
    return 0;
  }
  for (const NpyField& field : fields.value()) {
    const bool inside =
        field.bytes.empty() || (field.bytes.data() >= data && field.bytes.data() + field.bytes.size() <= data + size);
    fuzz::require(inside, "a field outside of its file");
  }
  return 0;
}
