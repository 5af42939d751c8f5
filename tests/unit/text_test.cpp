// Foreign text in messages.
#include "core/text.h"

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

}  // namespace
}  // namespace lab
