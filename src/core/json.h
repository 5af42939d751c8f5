// Writes JSON text, piece by piece. Numbers keep every digit; what JSON cannot say (infinity, NaN) becomes null.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lab {

class JsonWriter {
 public:
  // An object whose members, or an array whose elements, `content` writes.
  template <class Content>
  void object(const Content& content) {
    open('{');
    content();
    close('}');
  }
  template <class Content>
  void array(const Content& content) {
    open('[');
    content();
    close(']');
  }
  // The same as a member of an object.
  template <class Content>
  void object(std::string_view name, const Content& content) {
    key(name);
    object(content);
  }
  template <class Content>
  void array(std::string_view name, const Content& content) {
    key(name);
    array(content);
  }

  // Inside an object: a key before each value.
  void key(std::string_view name);

  void value(double number);  // as few digits as read back as the same double
  void value(bool flag);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  template <std::signed_integral Whole>
  void value(Whole number) {
    whole(static_cast<std::int64_t>(number));
  }
  template <std::unsigned_integral Whole>
  void value(Whole number) {
    value(static_cast<double>(number));  // as JavaScript will hold it anyway
  }
  void null();
  // Absent: null.
  template <class T>
  void value(const std::optional<T>& content) {
    if (content) {
      value(*content);
    } else {
      null();
    }
  }

  template <class T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }

  const std::string& text() const { return text_; }

 private:
  void whole(std::int64_t number);
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace lab
