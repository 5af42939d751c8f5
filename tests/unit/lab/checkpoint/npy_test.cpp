// NumPy's file format: what we write, what NumPy may write, and what is refused.
#include "lab/checkpoint/npy.h"

#include <array>

#include <doctest/doctest.h>

#include "lab/checkpoint/python_literal.h"
#include "support.h"

namespace lab {
namespace {

using test::contains;
using Bytes = std::vector<std::uint8_t>;

const std::array<float, 6> weights{1, 2, 3, 4, 5, 6};
const std::int64_t iteration = 200;

Bytes someFile() {
  const std::array fields{npyField<float>("W", weights, {2, 3}),
                          npyField<std::int64_t>("iteration", {&iteration, 1}, {}), npyField("settings", "lr=1")};
  return encodeNpyRecord(fields);
}

// A file as somebody else might have written it.
Bytes fileOf(const std::string& header, std::size_t data_bytes, int major = 1) {
  Bytes file{0x93, 'N', 'U', 'M', 'P', 'Y', std::uint8_t(major), 0};
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i) file.push_back(std::uint8_t(header.size() >> (8 * i)));
  file.insert(file.end(), header.begin(), header.end());
  for (std::size_t i = 0; i < data_bytes; ++i) file.push_back(std::uint8_t(i));
  return file;
}

std::string refusal(const Bytes& file) {
  const auto fields = decodeNpyRecord(file, "model.npy");
  REQUIRE_FALSE(fields.ok());
  CHECK(fields.error().starts_with("model.npy"));
  return fields.error();
}

TEST_CASE("npy: a record is written as NumPy writes it") {
  const Bytes file = someFile();
  const std::string header =
      "{'descr': [('W', '<f4', (2, 3)), ('iteration', '<i8'), ('settings', '|S4')], 'fortran_order': False, "
      "'shape': (), }";
  CHECK(std::string(file.begin() + 10, file.begin() + 10 + std::ssize(header)) == header);
  const std::size_t length = file[8] + 256u * file[9];
  CHECK((10 + length) % 64 == 0);
  CHECK(file[10 + length - 1] == '\n');
  CHECK(file.size() == 10 + length + 24 + 8 + 4);
}

TEST_CASE("npy: what was written is read back") {
  const Bytes file = someFile();
  const auto fields = decodeNpyRecord(file, "model.npy");
  REQUIRE(fields.ok());
  REQUIRE(fields.value().size() == 3);
  const NpyField& W = fields.value()[0];
  CHECK(W.name == "W");
  CHECK(W.type == "<f4");
  CHECK(W.shape == NpyShape{2, 3});
  const auto* written = reinterpret_cast<const std::uint8_t*>(weights.data());
  CHECK(std::equal(W.bytes.begin(), W.bytes.end(), written, written + sizeof(weights)));
  CHECK(fields.value()[1].shape.empty());
  CHECK(std::string(fields.value()[2].bytes.begin(), fields.value()[2].bytes.end()) == "lr=1");
}

TEST_CASE("npy: other versions, orders, quotes and blanks, and padding") {
  const std::string header =
      " {\"shape\" : ( ),\n'descr':[('a','<i2',(3,) ,) , ('','|V4'),('b', '|u1', (2, 1))],'fortran_order':True} \n";
  for (const int major : {1, 2, 3}) {
    const Bytes file = fileOf(header, 6 + 4 + 2, major);
    const auto fields = decodeNpyRecord(file, "x");
    REQUIRE(fields.ok());
    REQUIRE(fields.value().size() == 2);
    CHECK(fields.value()[0].bytes.size() == 6);
    CHECK(fields.value()[1].shape == NpyShape{2, 1});
    CHECK(fields.value()[1].bytes[0] == 10);
  }
}

TEST_CASE("npy: the longest header is read at once, a longer one not at all, and numbers as Python 2 wrote them") {
  // As many fields of no bytes as fit: quadratic work would show as seconds.
  std::string header = "{'fortran_order': False, 'shape': (), 'descr': [";
  std::size_t count = 0;
  while (header.size() < 65'000) header += "('" + std::to_string(count++) + "','|S0'),";
  header += "]}";
  const Bytes many = fileOf(header, 0, 2);
  const auto fields = decodeNpyRecord(many, "x");
  REQUIRE(fields.ok());
  CHECK(fields.value().size() == count);
  for (const int major : {2, 3}) {
    CHECK(contains(refusal(fileOf(header + std::string(1000, ' '), 0, major)), "claims a header of 66"));
  }
  Bytes claim = fileOf("{}", 0, 2);
  claim[11] = 0xFF;
  CHECK(contains(refusal(claim), "claims a header of 4278190"));
  const Bytes old = fileOf("{'descr':[('a','<i2',(2L,1L))],'fortran_order':False,'shape':()}", 4);
  const auto read = decodeNpyRecord(old, "x");
  REQUIRE(read.ok());
  CHECK(read.value()[0].shape == NpyShape{2, 1});
}

TEST_CASE("npy: what is no record is refused in words") {
  CHECK(contains(refusal({}), "empty"));
  CHECK(contains(refusal({'h', 'e', 'l', 'l', 'o', '!', '!', '!'}), "no NumPy file"));
  CHECK(contains(refusal({'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0}), ".npz"));
  CHECK(contains(refusal(fileOf("{}", 0, 4)), "version 4.0"));
  CHECK(contains(refusal(fileOf("{'descr': '<f4'", 0)), "not understood"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4')], 'shape': ()}", 4)), "fortran_order"));
  const std::string rest = ", 'fortran_order': False, 'shape': (), }";
  CHECK(contains(refusal(fileOf("{'descr': '<f4'" + rest, 4)), "array of <f4"));
  CHECK(contains(refusal(fileOf("{'descr': '|O'" + rest, 4)), "pickled"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '|O')]" + rest, 8)), "pickled"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', [('b', '<f4')])]" + rest, 4)), "inside the record"));
  CHECK(contains(refusal(fileOf("{'descr': [(('t', 'a'), '<f4')]" + rest, 4)), "titles"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<M8[ns]')]" + rest, 8)), "'<M8[ns]'"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4', 3)]" + rest, 12)), "shape"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4'), ('a', '<f4')]" + rest, 8)), "twice"));
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", 4)), "(1,)"));
}

TEST_CASE("npy: cut short anywhere it says so, and a byte too many is refused") {
  const Bytes file = someFile();
  for (std::size_t size = 1; size < file.size(); ++size) {
    CHECK(contains(refusal(Bytes(file.begin(), file.begin() + std::ptrdiff_t(size))), "cut short"));
  }
  Bytes longer = file;
  longer.push_back(0);
  CHECK(contains(refusal(longer), "1 bytes too many"));
}

TEST_CASE("npy: sizes beyond all memory do not overflow") {
  const std::string rest = ")], 'fortran_order': False, 'shape': (), }";
  for (const char* shape : {"(4611686018427387904, 4)", "(9223372036854775807,)", "(65536, 65536, 65536, 65536)"}) {
    CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4', " + std::string(shape) + rest, 16)), "cut short"));
  }
  CHECK(contains(refusal(fileOf("{'descr': [('a', '<f4', (99999999999999999999,)" + rest, 16)), "not understood"));
  CHECK(contains(refusal(fileOf(std::string(60000, '('), 0)), "not understood"));
}

TEST_CASE("python literals: tuples, parentheses, lists, dictionaries") {
  const auto parsed = [](std::string_view text) { return parsePythonLiteral(text).value(); };
  CHECK(parsed("(1,)").items.size() == 1);
  CHECK(parsed("(1)").number == 1);
  CHECK(parsed("[1]").items.size() == 1);
  CHECK(parsed("()").items.empty());
  CHECK(parsed("{'a': (1, 2), \"b\": False,}").find("b")->kind == PythonLiteral::Kind::boolean);
  CHECK(parsed("{'a': 7}").find("c") == nullptr);
  for (const char* wrong : {"", "(", "(1 2)", "(,)", "[1,,]", "'a", "'a\\n'", "{1: 2}", "{'a' 1}", "{'a': 1 'b': 2}",
                            "-1", "1.5", "None", "1 2", "f()"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parsePythonLiteral(wrong).ok());
  }
}

}  // namespace
}  // namespace lab
