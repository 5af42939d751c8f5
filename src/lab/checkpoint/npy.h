// NumPy's file format .npy (numpy.lib.format), for one structured record: a zero-dimensional array with named fields.
//   "\x93NUMPY"        six bytes
//   version            two bytes: 1 0, or 2 0 or 3 0
//   header length      two bytes, little-endian; four from version 2 on
//   header             {'descr': [('W', '<f4', (2, 3)), …], 'fortran_order': False, 'shape': (), }, blanks, a new line;
//                      ends at a multiple of 64 bytes
//   the fields' bytes  one after the other, each in row-major order
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/result.h"

namespace lab {

// (3072, 10) of a matrix, (10) of a vector, () of a single number.
using NpyShape = std::vector<std::int64_t>;

struct NpyField {
  std::string name;
  std::string type;                     // "<f4", "<i8", "|S12": byte order, kind and bytes of an item
  NpyShape shape;                       // of items
  std::span<const std::uint8_t> bytes;  // somebody else's memory
};

// "(3072, 10)", as Python writes it.
std::string shapeText(const NpyShape& shape);

// NumPy's name of a number type, "<f4" of float.
template <class T>
std::string npyType() {
  static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");
  static_assert(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>);
  const char kind = std::is_floating_point_v<T> ? 'f' : std::is_signed_v<T> ? 'i' : 'u';
  return std::string{'<', kind} + std::to_string(sizeof(T));
}

// A field over numbers that live at least as long. Precondition: as many as the shape says.
template <class T>
NpyField npyField(std::string_view name, std::span<const T> numbers, NpyShape shape) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(numbers.data());
  return {std::string(name), npyType<T>(), std::move(shape), {bytes, numbers.size_bytes()}};
}
// A byte string. Precondition: it is not empty.
NpyField npyField(std::string_view name, std::string_view text);

// The whole file, version 1.0. Preconditions: bytes agree with type and shape, names are Python identifiers, and the
// header stays below 64 KB.
std::vector<std::uint8_t> encodeNpyRecord(std::span<const NpyField> fields);

// The fields in the file's order, as views on `file`. Refuses what is no .npy file, is damaged or cut short, is an
// array instead of one record, or holds pickled Python objects. `name` is the file's, for messages.
Result<std::vector<NpyField>> decodeNpyRecord(std::span<const std::uint8_t> file, std::string_view name);

}  // namespace lab
