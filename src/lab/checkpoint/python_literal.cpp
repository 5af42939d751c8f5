#include "lab/checkpoint/python_literal.h"

#include <limits>
#include <optional>

namespace lab {
namespace {

using Kind = PythonLiteral::Kind;

// Deeper than any header nests; a hostile one must not exhaust the stack.
constexpr int most_depth = 16;

// Recursive descent. A function that returns nothing has met something else than a literal, at `at`.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<PythonLiteral> literal(int depth = 0);
  void skipWhite() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  std::size_t at() const { return at_; }
  bool atEnd() const { return at_ == text_.size(); }

 private:
  char peek() const { return atEnd() ? '\0' : text_[at_]; }
  bool take(char wanted);
  bool takeWord(std::string_view word);
  std::optional<PythonLiteral> quoted(char quote);
  std::optional<PythonLiteral> number();
  std::optional<PythonLiteral> sequence(char close, int depth);
  std::optional<PythonLiteral> dictionary(int depth);

  std::string_view text_;
  std::size_t at_ = 0;
};

bool Parser::take(char wanted) {
  skipWhite();
  if (peek() != wanted || atEnd()) return false;
  ++at_;
  return true;
}

bool Parser::takeWord(std::string_view word) {
  if (!text_.substr(at_).starts_with(word)) return false;
  at_ += word.size();
  return true;
}

std::optional<PythonLiteral> Parser::literal(int depth) {
  skipWhite();
  if (depth > most_depth) return {};
  if (take('\'')) return quoted('\'');
  if (take('"')) return quoted('"');
  if (take('(')) return sequence(')', depth);
  if (take('[')) return sequence(']', depth);
  if (take('{')) return dictionary(depth);
  if (takeWord("True")) return PythonLiteral{.kind = Kind::boolean, .text = {}, .number = 1, .items = {}};
  if (takeWord("False")) return PythonLiteral{.kind = Kind::boolean, .text = {}, .number = 0, .items = {}};
  return number();
}

// Without escapes: names and types of fields need none.
std::optional<PythonLiteral> Parser::quoted(char quote) {
  const std::size_t end = text_.find_first_of(std::string{quote, '\\', '\n'}, at_);
  if (end == std::string_view::npos || text_[end] != quote) return {};
  PythonLiteral result{.kind = Kind::text, .text = std::string(text_.substr(at_, end - at_)), .number = 0, .items = {}};
  at_ = end + 1;
  return result;
}

std::optional<PythonLiteral> Parser::number() {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  PythonLiteral result{.kind = Kind::number, .text = {}, .number = 0, .items = {}};
  const std::size_t begin = at_;
  for (; peek() >= '0' && peek() <= '9'; ++at_) {
    const int digit = peek() - '0';
    if (result.number > (most - digit) / 10) return {};
    result.number = result.number * 10 + digit;
  }
  if (at_ == begin) return {};
  // Python 2 marks some whole numbers so.
  (void)takeWord("L");
  return result;
}

std::optional<PythonLiteral> Parser::sequence(char close, int depth) {
  PythonLiteral result;
  bool comma = false;
  while (!take(close)) {
    if (!result.items.empty() && !comma) return {};
    std::optional<PythonLiteral> item = literal(depth + 1);
    if (!item) return {};
    result.items.push_back(std::move(*item));
    comma = take(',');
  }
  // (x) is x; (x,) is a tuple.
  if (close == ')' && result.items.size() == 1 && !comma) return PythonLiteral(result.items[0]);
  return result;
}

std::optional<PythonLiteral> Parser::dictionary(int depth) {
  PythonLiteral result{.kind = Kind::dictionary, .text = {}, .number = 0, .items = {}};
  bool comma = true;
  while (!take('}')) {
    if (!comma) return {};
    std::optional<PythonLiteral> key = literal(depth + 1);
    if (!key || key->kind != Kind::text || !take(':')) return {};
    std::optional<PythonLiteral> value = literal(depth + 1);
    if (!value) return {};
    result.items.push_back(std::move(*key));
    result.items.push_back(std::move(*value));
    comma = take(',');
  }
  return result;
}

}  // namespace

const PythonLiteral* PythonLiteral::find(std::string_view key) const {
  for (std::size_t i = 0; kind == Kind::dictionary && i + 1 < items.size(); i += 2) {
    if (items[i].text == key) return &items[i + 1];
  }
  return nullptr;
}

Result<PythonLiteral> parsePythonLiteral(std::string_view text) {
  Parser parser(text);
  const std::optional<PythonLiteral> literal = parser.literal();
  if (literal) parser.skipWhite();
  if (literal && parser.atEnd()) return *literal;
  return Error{"at its character " + std::to_string(parser.at())};
}

}  // namespace lab
