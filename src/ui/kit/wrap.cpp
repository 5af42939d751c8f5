#include "ui/kit/wrap.h"

#include <algorithm>
#include <array>

namespace lab::ui {
namespace {

float widthOf(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x; }

bool digit(char c) { return c >= '0' && c <= '9'; }
bool continues(char c) { return (c & 0xC0) == 0x80; }  // a later byte of a character

// Length of the minus or plus at the front: the real minus sign has three bytes.
std::size_t signLength(std::string_view text) {
  if (text.starts_with("−")) return std::string_view("−").size();
  return text.starts_with('-') || text.starts_with('+') ? 1 : 0;
}

// Length of the number that begins here, 0 if none does: "12,345", "0.001", "−1.5e−05", "93.3%".
std::size_t numberLength(std::string_view text) {
  std::size_t at = signLength(text);
  if (at >= text.size() || !digit(text[at])) return 0;
  const auto digits = [&] {
    while (at < text.size() && digit(text[at])) ++at;
  };
  digits();
  while (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && digit(text[at + 1])) {
    ++at;
    digits();
  }
  if (at + 1 < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t sign = signLength(text.substr(at + 1));
    if (at + 1 + sign < text.size() && digit(text[at + 1 + sign])) {
      at += 1 + sign;
      digits();
    }
  }
  return at < text.size() && text[at] == '%' ? at + 1 : at;
}

// What stands behind a number with a blank between, and belongs to it.
bool isUnit(std::string_view word) {
  constexpr std::array<std::string_view, 12> units = {"%", "‰", "s",  "ms", "µs", "min",
                                                      "h", "B", "KB", "MB", "GB", "steps/s"};
  while (!word.empty() &&
         (word.back() == '.' || word.back() == ',' || word.back() == ';' || word.back() == ':' || word.back() == ')')) {
    word.remove_suffix(1);
  }
  return std::find(units.begin(), units.end(), word) != units.end();
}

// Where a word that is too wide may be broken: as far right as `width` allows, best after a sign that joins two parts,
// else between characters, inside a number only if nothing else is left. At least one character.
std::size_t breakOf(std::string_view word, float width) {
  std::size_t good = 0;
  std::size_t fair = 0;
  std::size_t poor = 0;
  std::size_t number_end = 0;
  for (std::size_t at = 0; at < word.size();) {
    if (at >= number_end) number_end = at + numberLength(word.substr(at));
    std::size_t next = at + 1;
    while (next < word.size() && continues(word[next])) ++next;
    if (widthOf(word.substr(0, next)) > width) break;
    poor = next;
    if (next >= number_end) fair = next;
    if (next >= number_end && std::string_view("/&;,_=)").find(word[at]) != std::string_view::npos) good = next;
    at = next;
  }
  if (good > 0) return good;
  if (fair > 0) return fair;
  if (poor > 0) return poor;
  poor = 1;
  while (poor < word.size() && continues(word[poor])) ++poor;
  return poor;
}

// The next piece that stays together, from the front of `text`: a word, and the unit behind it.
std::string_view nextPiece(std::string_view text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  if (end == 0 || end == text.size()) return text.substr(0, end);
  const std::string_view rest = text.substr(end + 1);
  const std::string_view after = rest.substr(0, std::min(rest.find(' '), rest.size()));
  return text.substr(0, digit(text[end - 1]) && isUnit(after) ? end + 1 + after.size() : end);
}

void wrapParagraph(std::string_view text, float width, std::string& out) {
  const std::size_t line_of = out.size();
  std::size_t line = line_of;  // where the line that is being filled begins
  while (!text.empty()) {
    if (text.front() == ' ' && out.size() > line) {
      const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
      const std::string_view piece = nextPiece(text.substr(blanks));
      const std::string joined = out.substr(line) + std::string(text.substr(0, blanks)) + std::string(piece);
      if (widthOf(joined) <= width) {
        out.append(text.substr(0, blanks)).append(piece);
        text.remove_prefix(blanks + piece.size());
        continue;
      }
      out += '\n';
      line = out.size();
      text.remove_prefix(blanks);
      continue;
    }
    std::string_view piece = text.front() == ' ' ? text.substr(0, 1) : nextPiece(text);
    if (widthOf(piece) > width) piece = piece.substr(0, breakOf(piece, width));
    out.append(piece);
    text.remove_prefix(piece.size());
    if (text.empty() || text.front() == ' ') continue;
    out += '\n';  // inside of a word
    line = out.size();
  }
}

}  // namespace

std::string wrapped(std::string_view text, float width) {
  std::string out;
  out.reserve(text.size() + 8);
  for (;;) {
    const std::size_t end = text.find('\n');
    wrapParagraph(text.substr(0, end), width, out);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

ImVec2 wrappedSize(std::string_view text, float width) {
  const std::string lines = wrapped(text, width);
  return ImGui::CalcTextSize(lines.c_str(), lines.c_str() + lines.size());
}

}  // namespace lab::ui
