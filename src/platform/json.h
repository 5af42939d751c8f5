// Writes JSON text, piece by piece. Numbers keep every digit; what JSON cannot say (infinity, NaN) becomes null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab::platform {

class JsonWriter {
 public:
  void beginObject() { open('{'); }
  void endObject() { close('}'); }
  void beginArray() { open('['); }
  void endArray() { close(']'); }

  // Inside an object: a key before each value.
  void key(std::string_view name);

  void value(double number);  // 17 significant digits: reads back as the same double
  void value(std::int64_t number);
  void value(int number) { value(static_cast<std::int64_t>(number)); }
  void value(std::uint64_t number) { value(static_cast<double>(number)); }  // as JavaScript will hold it anyway
  void value(bool flag);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void null();

  template <class T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }

  // Absent: null.
  template <class T>
  void optionalMember(std::string_view name, const std::optional<T>& content) {
    key(name);
    if (content) {
      value(*content);
    } else {
      null();
    }
  }

  const std::string& text() const { return text_; }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace lab::platform
