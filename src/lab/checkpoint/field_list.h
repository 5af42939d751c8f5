// The fields of a record on their way into a file, and out of one with every refusal in words.
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/checkpoint/npy.h"

namespace lab {

// Fields to write, with copies of their bytes.
class FieldList {
 public:
  template <class T>
  void add(std::string_view name, std::span<const T> numbers, NpyShape shape) {
    add(npyField(name, numbers, std::move(shape)));
  }
  template <class T>
  void addNumber(std::string_view name, T number) {
    add(npyField(name, std::span<const T>(&number, 1), {}));
  }
  void addText(std::string_view name, std::string_view text) { add(npyField(name, text)); }
  // Bytes that are there already; not copied.
  void addBytes(std::string_view name, std::vector<std::uint8_t> bytes);
  // One text a row, filled up with zero bytes. Precondition: some text is not empty.
  void addTexts(std::string_view name, std::span<const std::string> texts);

  std::vector<std::uint8_t> encode() const { return encodeNpyRecord(fields_); }

 private:
  void add(NpyField field);

  std::deque<std::vector<std::uint8_t>> bytes_;  // never move
  std::vector<NpyField> fields_;
};

// Fields to read, each by name, type and shape. The first thing that is wrong is kept, and from then on reading gives
// zeros: the caller looks once, at the end, and where a value decides what comes next.
class FieldReader {
 public:
  // `name` is the file's, for messages.
  FieldReader(std::vector<NpyField> fields, std::string_view name) : fields_(std::move(fields)), name_(name) {}

  bool has(std::string_view field) const { return find(field) != nullptr; }
  // How many numbers of that size the field's bytes are, whatever its shape claims; 0 without the field.
  std::size_t count(std::string_view field, std::size_t number_bytes) const;

  // Precondition: `out` has as many places as `shape`.
  template <class T>
  void read(std::string_view name, const NpyShape& shape, std::span<T> out) {
    const NpyField* field = take(name, npyType<T>(), shape);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = field == nullptr ? T(0) : numberAt<T>(*field, i);
  }
  // As read, and refuses NaN; infinite numbers too, unless they are allowed.
  template <class T>
  void readReal(std::string_view name, const NpyShape& shape, std::span<T> out, bool infinite_allowed = false);
  // A single whole number in [low, high].
  std::int64_t readWhole(std::string_view name, std::int64_t low, std::int64_t high);
  std::string readText(std::string_view name);
  std::vector<std::string> readTexts(std::string_view name, std::int64_t count);

  // Refuses what nobody has read.
  void finish();
  // ", field 'W': …" after the file's name.
  void refuse(std::string_view field, const std::string& why);
  const std::optional<Error>& error() const { return error_; }

 private:
  const NpyField* find(std::string_view name) const;
  // The field, marked as read; null, with an error, if it is not what it should be.
  const NpyField* take(std::string_view name, const std::string& type, const NpyShape& shape);
  const NpyField* takeText(std::string_view name, const NpyShape& shape);
  bool checkShape(const NpyField& field, const NpyShape& shape);
  std::string listFields() const;

  // Bytes lie at any address.
  template <class T>
  static T numberAt(const NpyField& field, std::size_t i) {
    T number;
    std::copy_n(field.bytes.data() + i * sizeof(T), sizeof(T), reinterpret_cast<std::uint8_t*>(&number));
    return number;
  }

  std::vector<NpyField> fields_;
  std::string name_;
  std::set<std::string, std::less<>> read_;
  std::optional<Error> error_;
};

}  // namespace lab
