#include "core/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace lab {
namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string_view firstWord(std::string_view text, std::string_view separators) {
  return text.substr(0, text.find_first_of(separators));
}

std::vector<std::string_view> words(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> list;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
    if (text.empty()) return list;
    list.push_back(firstWord(text, separators));
    text.remove_prefix(list.back().size());
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> list;
  while (true) {
    const std::size_t end = text.find(separator);
    list.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return list;
    text.remove_prefix(end + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

void addTo(std::string& list, std::string_view item, std::string_view between) {
  if (!list.empty()) list += between;
  list += item;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t i = text.size(); i > first + 3;) text.insert(i -= 3, ",");
  return first == 1 ? "\u2212" + text.substr(1) : text;
}

std::string timeLeftText(double seconds) {
  const double grain = seconds <= 60 ? 1 : seconds <= 600 ? 5 : 60;
  const double rounded = std::min(std::ceil(std::max(seconds, 0.0) / grain) * grain, 99.0 * 3600);
  const int whole = static_cast<int>(rounded);
  if (whole <= 600) return std::to_string(whole / 60) + ":" + two(whole % 60) + " left";
  if (whole < 3600) return std::to_string(whole / 60) + " min left";
  return std::to_string(whole / 3600) + ":" + two(whole % 3600 / 60) + " h left";
}

bool isUnseen(std::uint32_t character) {
  const auto within = [character](std::uint32_t first, std::uint32_t last) {
    return character >= first && character <= last;
  };
  return character == 0xA0 || character == 0xAD || character == 0x202F || character == 0xFEFF ||
         within(0x200B, 0x200F) || within(0x2028, 0x202E) || within(0x2060, 0x206F);
}

Character firstCharacter(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  // Neither a longer form than needed, nor half of a pair of UTF-16.
  const std::uint32_t least = bytes == 4 ? 0x10000 : bytes == 3 ? 0x800 : 0x80;
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes};
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character next = firstCharacter(text);
    const std::uint32_t code = next.code.value_or(0);
    if (isUnseen(code)) {
      std::array<char, 16> name;
      std::snprintf(name.data(), name.size(), "<U+%04X>", static_cast<unsigned>(code));
      shown += name.data();
    } else if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
      shown += '?';
    } else {
      shown += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  return shown;
}

}  // namespace lab
