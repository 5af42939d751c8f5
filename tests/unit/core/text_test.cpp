// Texts taken apart and put together, and foreign text in messages.
#include "core/text.h"

#include <array>

#include <doctest/doctest.h>

namespace lab {
namespace {

TEST_CASE("text: what a terminal would obey becomes '?', marks that nobody sees are named, the rest stays") {
  CHECK(printable("plain – Grüße 日本 😀") == "plain – Grüße 日本 😀");
  CHECK(printable("a\x1b[31m\r\n\x7f"
                  "b") == "a?[31m???b");
  CHECK(printable("\xEF\xBB\xBFlr\xC2\xA0=1\xE2\x80\x8B") == "<U+FEFF>lr<U+00A0>=1<U+200B>");
  CHECK(printable("\xE2\x80\xAEtxt") == "<U+202E>txt");
  CHECK(printable("\xC2\x9B") == "?");  // a control sequence in one character
  // No UTF-8: a byte alone, a form that is too long, half a pair, cut off.
  CHECK(printable("\xFF-\x80") == "?-?");
  CHECK(printable("\xC0\xAF") == "??");
  CHECK(printable("\xED\xA0\x80") == "???");
  CHECK(printable("ab\xE2\x82") == "ab??");
}

using Pieces = std::vector<std::string_view>;

TEST_CASE("text: words lie between separators, parts between single ones") {
  CHECK(words("  one\ttwo \r\n three") == Pieces{"one", "two", "three"});
  CHECK(words("lr=1&&l2=0 batch=32&", between_assignments) == Pieces{"lr=1", "l2=0", "batch=32"});
  CHECK(words("").empty());
  CHECK(words(" \t ").empty());
  CHECK(split("400; lr=1;;", ';') == Pieces{"400", " lr=1", "", ""});
  CHECK(split("", ';') == Pieces{""});
  CHECK(firstWord("start 400") == "start");
  CHECK(firstWord("start") == "start");
  CHECK(firstWord(" start").empty());
  CHECK(firstWord("start;400", " ;") == "start");
  CHECK(trimmed(" \t a b\r\n") == "a b");
  CHECK(trimmed(" \n").empty());
}

TEST_CASE("text: lists are joined without a separator before the first or after the last") {
  std::string list;
  addTo(list, "a");
  CHECK(list == "a");
  addTo(list, "b");
  addTo(list, "c", " and ");
  CHECK(list == "a, b and c");
  constexpr std::array<int, 3> numbers{1, 2, 3};
  CHECK(joined(Pieces{"x", "y"}) == "x, y");
  CHECK(joined(Pieces{}) == "");
  CHECK(joined(numbers, "&", [](int number) { return std::to_string(number * number); }) == "1&4&9");
  CHECK(quoted("lr") == "'lr'");
}

}  // namespace
}  // namespace lab
