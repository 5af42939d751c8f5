#include "lab/checkpoint/field_list.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace lab {
namespace {

// (row, column, …) of the i-th item.
NpyShape placeOf(std::size_t i, const NpyShape& shape) {
  NpyShape place(shape.size());
  auto rest = static_cast<std::int64_t>(i);
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    place[axis] = rest % shape[axis];
    rest /= shape[axis];
  }
  return place;
}

// Until the zero bytes that NumPy fills a string up with.
std::string textOf(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.begin(), bytes.end());
  text.erase(text.find_last_not_of('\0') + 1);
  return text;
}

}  // namespace

void FieldList::add(NpyField field) {
  bytes_.emplace_back(field.bytes.begin(), field.bytes.end());
  field.bytes = bytes_.back();
  fields_.push_back(std::move(field));
}

void FieldList::addBytes(std::string_view name, std::vector<std::uint8_t> bytes) {
  bytes_.push_back(std::move(bytes));
  fields_.push_back(npyField(name, std::span<const std::uint8_t>(bytes_.back()), {std::ssize(bytes_.back())}));
}

void FieldList::addTexts(std::string_view name, std::span<const std::string> texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, text.size());
  std::vector<std::uint8_t> bytes;
  for (const std::string& text : texts) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.resize(bytes.size() + width - text.size());
  }
  add({std::string(name), "|S" + std::to_string(width), {std::ssize(texts)}, bytes});
}

const NpyField* FieldReader::find(std::string_view name) const {
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.name == name; });
  return found == fields_.end() ? nullptr : &*found;
}

std::string FieldReader::listFields() const {
  return joined(fields_, ", ", [](const NpyField& field) -> std::string_view { return field.name; });
}

void FieldReader::refuse(std::string_view field, const std::string& why) {
  if (!error_) error_ = Error{name_ + printable(", field '" + std::string(field) + "': " + why)};
}

std::size_t FieldReader::count(std::string_view name, std::size_t number_bytes) const {
  const NpyField* field = find(name);
  return field == nullptr ? 0 : field->bytes.size() / number_bytes;
}

bool FieldReader::checkShape(const NpyField& field, const NpyShape& shape) {
  if (field.shape == shape) return true;
  refuse(field.name, "its shape is " + shapeText(field.shape) + "; with the settings in the file it must be " +
                         shapeText(shape) + ".");
  return false;
}

const NpyField* FieldReader::take(std::string_view name, const std::string& type, const NpyShape& shape) {
  if (error_) return nullptr;
  const NpyField* field = find(name);
  if (field == nullptr) {
    error_ = Error{name_ + " has no field '" + std::string(name) + "'. It has " + printable(listFields()) + "."};
    return nullptr;
  }
  read_.emplace(name);
  if (field->type != type) {
    const bool big_endian = field->type[0] == '>';
    refuse(name, (big_endian ? "its numbers are big-endian (" : "its type is ") + field->type +
                     (big_endian ? "); " : "; ") + type + " is needed.");
    return nullptr;
  }
  return checkShape(*field, shape) ? field : nullptr;
}

// Of any width.
const NpyField* FieldReader::takeText(std::string_view name, const NpyShape& shape) {
  const NpyField* field = find(name);
  const bool text = field != nullptr && field->type.starts_with("|S");
  return take(name, text ? field->type : "|S", shape);
}

template <class T>
void FieldReader::readReal(std::string_view name, const NpyShape& shape, std::span<T> out, bool infinite_allowed) {
  read(name, shape, out);
  for (std::size_t i = 0; i < out.size() && !error_; ++i) {
    const bool sound = infinite_allowed ? !std::isnan(out[i]) : std::isfinite(out[i]);
    if (!sound) refuse(name, "the number at " + shapeText(placeOf(i, shape)) + " is not finite.");
  }
}
template void FieldReader::readReal(std::string_view, const NpyShape&, std::span<float>, bool);
template void FieldReader::readReal(std::string_view, const NpyShape&, std::span<double>, bool);

std::int64_t FieldReader::readWhole(std::string_view name, std::int64_t low, std::int64_t high) {
  std::int64_t number = 0;
  read(name, {}, std::span(&number, 1));
  if (number >= low && number <= high) return number;
  refuse(name, "it is " + std::to_string(number) + "; it must be from " + std::to_string(low) + " to " +
                   std::to_string(high) + ".");
  return low;
}

std::string FieldReader::readText(std::string_view name) {
  const NpyField* field = takeText(name, {});
  return field == nullptr ? std::string() : textOf(field->bytes);
}

std::vector<std::string> FieldReader::readTexts(std::string_view name, std::int64_t count) {
  std::vector<std::string> texts(static_cast<std::size_t>(count));
  const NpyField* field = takeText(name, {count});
  if (field == nullptr) return texts;
  const std::size_t width = field->bytes.size() / texts.size();
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = textOf(field->bytes.subspan(i * width, width));
  return texts;
}

void FieldReader::finish() {
  for (const NpyField& field : fields_) {
    if (!read_.contains(field.name)) refuse(field.name, "a model of the settings in the file has no such field.");
  }
}

}  // namespace lab
