#include "lab/checkpoint/npy.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <set>

#include "core/text.h"
#include "lab/checkpoint/python_literal.h"

namespace lab {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Kind = PythonLiteral::Kind;

constexpr std::array<std::uint8_t, 6> magic = {0x93, 'N', 'U', 'M', 'P', 'Y'};
constexpr std::size_t alignment = 64;

// Of a header that is read, in bytes: as many as version 1.0 can have, whatever a file of a later version claims. A
// header of the lab's has 2,000 at most.
constexpr std::size_t most_header = 65'535;

// Bytes of one item; nothing for a type that has no fixed form in a file.
std::optional<std::int64_t> itemBytes(const std::string& type) {
  if (type.size() < 3 || type.size() > 10 || std::string_view("<>|").find(type[0]) == std::string_view::npos) return {};
  if (std::string_view("biufcSUV").find(type[1]) == std::string_view::npos) return {};
  std::int64_t size = 0;
  for (const char digit : std::string_view(type).substr(2)) {
    if (digit < '0' || digit > '9') return {};
    size = size * 10 + (digit - '0');
  }
  return type[1] == 'U' ? 4 * size : size;
}

// Product of the sizes, and of `item`; nothing beyond `most`. In 64 bits, also where std::size_t has 32.
std::optional<std::size_t> totalBytes(const NpyShape& shape, std::int64_t item, std::size_t most) {
  auto total = static_cast<std::uint64_t>(item);
  if (total > most) return {};
  for (const std::int64_t size : shape) {
    const auto factor = static_cast<std::uint64_t>(size);
    if (factor > 0 && total > most / factor) return {};
    total *= factor;
  }
  return static_cast<std::size_t>(total);
}

std::optional<NpyShape> shapeOf(const PythonLiteral& literal) {
  if (literal.kind != Kind::sequence) return {};
  NpyShape shape;
  for (const PythonLiteral& size : literal.items) {
    if (size.kind != Kind::number) return {};
    shape.push_back(size.number);
  }
  return shape;
}

// One file in the making of its fields.
class Reader {
 public:
  Reader(Bytes file, std::string_view name) : file_(file), name_(name) {}
  Result<std::vector<NpyField>> read();

 private:
  Error refuse(const std::string& why) const { return Error{name_ + printable(why)}; }
  Error cutShort(std::size_t needed) const {
    return refuse(" is cut short: it has " + std::to_string(file_.size()) + " bytes of at least " +
                  std::to_string(needed) + ".");
  }
  Result<PythonLiteral> header();
  Status checkArray(const PythonLiteral& header) const;
  Status addField(const PythonLiteral& entry, std::vector<NpyField>& fields);

  Bytes file_;
  std::string name_;
  std::set<std::string> names_;
  std::size_t at_ = 0;  // where the next field's bytes begin
};

// Leaves at_ at the first byte after the header.
Result<PythonLiteral> Reader::header() {
  if (file_.empty()) return refuse(" is empty; a NumPy file (.npy) was expected.");
  if (!std::equal(magic.begin(), magic.begin() + std::min<std::ptrdiff_t>(std::ssize(magic), std::ssize(file_)),
                  file_.begin())) {
    const bool zip = file_.size() >= 2 && file_[0] == 'P' && file_[1] == 'K';
    return refuse(std::string(" is no NumPy file (.npy): it does not begin with \\x93NUMPY.") +
                  (zip ? " It looks like a zip, as .npz files are; a single .npy is read here." : ""));
  }
  const std::size_t length_at = magic.size() + 2;
  if (file_.size() < length_at) return cutShort(length_at);
  const int major = file_[6];
  const int minor = file_[7];
  if (major < 1 || major > 3 || minor != 0) {
    return refuse(" is of version " + std::to_string(major) + "." + std::to_string(minor) +
                  " of NumPy's format; 1.0, 2.0 and 3.0 are known.");
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  at_ = length_at + length_bytes;
  if (file_.size() < at_) return cutShort(at_);
  std::size_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) length |= std::size_t{file_[length_at + i]} << (8 * i);
  if (length > most_header) {
    return refuse(" claims a header of " + std::to_string(length) + " bytes; at most " + std::to_string(most_header) +
                  " are read.");
  }
  if (length > file_.size() - at_) return cutShort(at_ + length);
  const Bytes text = file_.subspan(at_, length);
  at_ += length;
  Result<PythonLiteral> header = parsePythonLiteral(std::string(text.begin(), text.end()));
  if (!header) return refuse(" has a header that is not understood, " + header.error() + ".");
  return header;
}

// One record with fields, and not an array of numbers or objects.
Status Reader::checkArray(const PythonLiteral& header) const {
  const PythonLiteral* fields = header.find("descr");
  const PythonLiteral* order = header.find("fortran_order");
  const PythonLiteral* shape = header.find("shape");
  const std::optional<NpyShape> sizes = shape == nullptr ? std::nullopt : shapeOf(*shape);
  if (fields == nullptr || order == nullptr || !sizes.has_value() || order->kind != Kind::boolean) {
    return refuse(" has a header without descr, fortran_order and shape.");
  }
  if (fields->kind == Kind::text && fields->text.ends_with('O')) {
    return refuse(" holds pickled Python objects, which are never read. A record of plain numbers is needed.");
  }
  if (fields->kind != Kind::sequence || fields->items.empty()) {
    return refuse(" holds an array of " + (fields->text.empty() ? "nothing" : fields->text) +
                  "; a record with named fields was expected.");
  }
  if (!sizes->empty()) {
    return refuse(" holds an array of records of shape " + shapeText(*sizes) +
                  "; a single record was expected, of shape ().");
  }
  return Done{};
}

// ('W', '<f4', (2, 3)), ('iteration', '<i8'), or ('', '|V4') for padding, which is passed over.
Status Reader::addField(const PythonLiteral& entry, std::vector<NpyField>& fields) {
  const auto& parts = entry.items;
  const bool formed =
      entry.kind == Kind::sequence && (parts.size() == 2 || parts.size() == 3) && parts[0].kind == Kind::text;
  if (!formed) return refuse(" has a field without a plain name and type; titles are not read.");
  NpyField field{parts[0].text, parts[1].text, {}, {}};
  const std::string what = ", field '" + field.name + "': ";
  if (parts[1].kind != Kind::text) return refuse(what + "a record inside the record is not read.");
  if (field.type.ends_with('O')) return refuse(what + "it holds pickled Python objects, which are never read.");
  const std::optional<std::int64_t> item = itemBytes(field.type);
  if (!item) return refuse(what + "its type '" + field.type + "' is not known.");
  if (parts.size() == 3) {
    const std::optional<NpyShape> shape = shapeOf(parts[2]);
    if (!shape) return refuse(what + "its shape is not a tuple of sizes.");
    field.shape = *shape;
  }
  const std::size_t rest = file_.size() - at_;
  const std::optional<std::size_t> total = totalBytes(field.shape, *item, rest);
  if (!total) {
    return refuse(" is cut short: it ends inside field '" + field.name + "' of type " + field.type + " and shape " +
                  shapeText(field.shape) + ", with " + std::to_string(rest) + " bytes left for it.");
  }
  field.bytes = file_.subspan(at_, *total);
  at_ += *total;
  if (field.name.empty()) return Done{};
  if (!names_.insert(field.name).second) return refuse(what + "it is there twice.");
  fields.push_back(std::move(field));
  return Done{};
}

Result<std::vector<NpyField>> Reader::read() {
  const Result<PythonLiteral> parsed = header();
  if (!parsed) return parsed.failure();
  const Status array = checkArray(parsed.value());
  if (!array) return array.failure();
  std::vector<NpyField> fields;
  for (const PythonLiteral& entry : parsed.value().find("descr")->items) {
    const Status added = addField(entry, fields);
    if (!added) return added.failure();
  }
  if (at_ != file_.size()) {
    return refuse(" has " + std::to_string(file_.size() - at_) + " bytes too many after its last field.");
  }
  return fields;
}

}  // namespace

std::string shapeText(const NpyShape& shape) {
  std::string text;
  for (const std::int64_t size : shape) addTo(text, std::to_string(size));
  return "(" + text + (shape.size() == 1 ? ",)" : ")");
}

NpyField npyField(std::string_view name, std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return {std::string(name), "|S" + std::to_string(text.size()), {}, {bytes, text.size()}};
}

std::vector<std::uint8_t> encodeNpyRecord(std::span<const NpyField> fields) {
  std::string header = "{'descr': [";
  for (const NpyField& field : fields) {
    header.append(&field == fields.data() ? "('" : ", ('").append(field.name).append("', '").append(field.type);
    header.append(field.shape.empty() ? "')" : "', " + shapeText(field.shape) + ")");
  }
  header += "], 'fortran_order': False, 'shape': (), }";
  const std::size_t before = magic.size() + 4;  // version and length
  const std::size_t whole = (before + header.size() + 1 + alignment - 1) / alignment * alignment;
  header.append(whole - before - header.size() - 1, ' ').append("\n");
  assert(header.size() < 1 << 16);

  std::size_t size = before + header.size();
  for (const NpyField& field : fields) size += field.bytes.size();
  std::vector<std::uint8_t> file;
  file.reserve(size);
  file.insert(file.end(), magic.begin(), magic.end());
  file.insert(file.end(),
              {1, 0, static_cast<std::uint8_t>(header.size() & 255), static_cast<std::uint8_t>(header.size() >> 8)});
  file.insert(file.end(), header.begin(), header.end());
  for (const NpyField& field : fields) file.insert(file.end(), field.bytes.begin(), field.bytes.end());
  return file;
}

Result<std::vector<NpyField>> decodeNpyRecord(std::span<const std::uint8_t> file, std::string_view name) {
  return Reader(file, name).read();
}

}  // namespace lab
