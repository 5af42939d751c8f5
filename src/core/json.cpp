#include "core/json.h"

#include <cmath>
#include <cstdio>

#include "core/number_text.h"

namespace lab {

namespace {

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
      out += escaped;
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace

void JsonWriter::key(std::string_view name) {
  separate();
  appendQuoted(text_, name);
  text_ += ':';
  needs_comma_ = false;
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  text_ += numberText(number);
}

void JsonWriter::whole(std::int64_t number) {
  separate();
  text_ += std::to_string(number);
}

void JsonWriter::value(bool flag) {
  separate();
  text_ += flag ? "true" : "false";
}

void JsonWriter::value(std::string_view text) {
  separate();
  appendQuoted(text_, text);
}

void JsonWriter::null() {
  separate();
  text_ += "null";
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  needs_comma_ = false;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

}  // namespace lab
