// Lines of wrapped text: no number is torn, at any width.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "ui/kit/numeral.h"
#include "ui/kit/scale.h"
#include "ui/kit/wrap.h"
#include "ui_harness.h"

namespace lab::ui {
namespace {

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

// The words of a text in their order, as one string.
std::string packed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

float widthOf(const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; }

// What must stay on one line, in the text below.
const std::vector<std::string> whole = {"1e-5", "0.001·Σ(0.5·W²", "93.3%",  "12,345", "−1.5e−05",
                                        "49 %", "1.77 KB",        "0.25 s", "3.07,"};
const std::string sample =
    "At 1e-5 the penalty + 0.001·Σ(0.5·W² + |W|) reaches training 93.3% after 12,345 steps; a gradient of −1.5e−05 is "
    "small, 49 % are right, an image takes 1.77 KB and 0.25 s. Raw it is 3.07, all of it.";

}  // namespace

TEST_CASE("wrap: no line begins or ends inside a number, and nothing is lost") {
  Harness page(1280, 800);
  ImGui::NewFrame();
  for (float width = 110; width <= 900; width += 7) {
    CAPTURE(width);
    const std::string text = wrapped(sample, width);
    CHECK(packed(text) == packed(sample));
    for (const std::string& line : linesOf(text)) {
      CAPTURE(line);
      CHECK(widthOf(line) <= width);
      CHECK_FALSE(line.starts_with(' '));
      CHECK_FALSE(line.ends_with(' '));
    }
    for (const std::string& piece : whole) {
      CAPTURE(piece);
      CHECK(text.find(piece) != std::string::npos);
    }
    CHECK(wrappedSize(sample, width).x <= width);
  }
  ImGui::EndFrame();
}

TEST_CASE("wrap: a word that is wider than the line breaks beside its numbers") {
  Harness page(1280, 800);
  ImGui::NewFrame();
  const std::string word = "learning_rate=0.125&momentum=0.875&batch=32768";
  for (float width = widthOf("0.125&"); width < widthOf(word); width += 9) {
    CAPTURE(width);
    const std::string text = wrapped(word, width);
    CHECK(packed(text) == word);
    for (const char* number : {"0.125", "0.875", "32768"}) CHECK(text.find(number) != std::string::npos);
  }
  // Even a line of one character ends.
  CHECK(packed(wrapped(word, 1)) == word);
  CHECK(wrapped("first\nsecond", 500) == "first\nsecond");
  CHECK(wrapped("", 100).empty());
  ImGui::EndFrame();
}

TEST_CASE("numerals: a comma is a decimal point where it can only be one") {
  const auto read = [](const char* typed, bool counts) { return readNumeral(typed, counts).text; };
  CHECK(read("0,5", false) == "0.5");
  CHECK(read("-0,25", false) == "-0.25");
  CHECK(read("1,5e-3", false) == "1.5e-3");
  CHECK(read("12,3456", false) == "12.3456");
  CHECK(read("0,500", false) == "0.500");
  CHECK(read("1,234,567", false) == "1234567");
  CHECK(read("1,234.5", false) == "1234.5");
  CHECK(read("1,000", true) == "1000");
  CHECK(read("12,345,678", true) == "12345678");
  // No number in either reading: the setting refuses it as it was typed.
  CHECK(read("1,00", true) == "1,00");
  CHECK(read("0,5", true) == "0,5");
  CHECK(read("1,23,456", false) == "1,23,456");
  CHECK(read("a,b", false) == "a,b");
  CHECK(read("1e-3", false) == "1e-3");
  // Two readings: it asks.
  CHECK(readNumeral("1,000", false).question == "Is 1,000 a thousand and more, or a decimal? Write 1000 or 1.000.");
  CHECK(readNumeral("1,00", false).question.empty());
}

TEST_CASE("numerals: a step is one in the last digit") {
  CHECK(nextNumeral("41", 1) == "42");
  CHECK(nextNumeral("0", -1) == "-1");
  CHECK(nextNumeral("0.25", 1) == "0.26");
  CHECK(nextNumeral("1e-3", 1) == "2e-3");
  CHECK(nextNumeral("none", 1) == "none");
}

TEST_CASE("scales: steps of the keyboard go where a hand would") {
  const Scale rate{1e-5, 10, true, false, false};
  CHECK(stepped(rate, 1, 1) == doctest::Approx(2));
  CHECK(stepped(rate, 1, -1) == doctest::Approx(0.9));
  CHECK(stepped(rate, 0.9, 1) == doctest::Approx(1));
  CHECK(stepped(rate, 0.25, 1) == doctest::Approx(0.3));
  CHECK(stepped(rate, 0.1, 10) == doctest::Approx(1));
  CHECK(stepped(rate, 10, 1) == 10);
  CHECK(stepped(rate, 1, -1000000) == 1e-5);
  const Scale penalty{1e-5, 1, true, true, false};
  CHECK(stepped(penalty, 1e-5, -1) == 0);
  CHECK(stepped(penalty, 0, 1) == 1e-5);
  const Scale points{10, 2000, true, false, true};
  CHECK(stepped(points, 100, 1) == 110);
  CHECK(stepped(points, 10, 1) == 11);
  CHECK(stepped(points, 2000, 1) == 2000);
  const Scale small{1, 100, true, false, true};
  CHECK(stepped(small, 1, 1) == 2);
  CHECK(stepped(small, 2, -1) == 1);
  const Scale classes{2, 10, false, false, true};
  CHECK(stepped(classes, 3, 1) == 4);
  const Scale noise{0, 1, false, false, false};
  CHECK(stepped(noise, 0.2, 1) == doctest::Approx(0.21));
  CHECK(stepped(noise, 0.2, -10) == doctest::Approx(0.1));
  const Scale momentum{0, 0.999, false, false, false, true};
  CHECK(stepped(momentum, 0.9, 1) == doctest::Approx(0.91));
  CHECK(stepped(momentum, 0.99, 1) == doctest::Approx(0.991));
  CHECK(stepped(momentum, 0.9, -1) == doctest::Approx(0.8));
}

}  // namespace lab::ui
