// Numbers on the screen have real minus signs, whoever wrote them.
#include <string>

#include <doctest/doctest.h>

#include "core/number_text.h"
#include "ui/kit/numeral.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// The first place where a digit follows a hyphen; empty: none does.
std::string hyphenated() {
  const std::string letters = screenLetters();
  for (std::size_t at = letters.find('-'); at != std::string::npos; at = letters.find('-', at + 1)) {
    const bool digit = at + 1 < letters.size() && letters[at + 1] >= '0' && letters[at + 1] <= '9';
    if (digit) return letters.substr(at < 20 ? 0 : at - 20, 40);
  }
  return {};
}

void checkScreen(Harness& page) {
  page.frames(2);
  CHECK(hyphenated() == "");
}

}  // namespace

TEST_CASE("minus: what a computer writes, as people read it, and the way back") {
  CHECK(withMinusSigns("-2") == "−2");
  CHECK(withMinusSigns("-2.5e-08") == "−2.5e−8");
  CHECK(withMinusSigns("1e+06") == "1e6");
  CHECK(withMinusSigns("1e-10") == "1e−10");
  CHECK(withMinusSigns("two-layer") == "two-layer");
  CHECK(withHyphens("−2.5e−8") == "-2.5e-8");
  CHECK(shownNumber(1e-8) == "1e−8");
  CHECK(shownNumber(-0.25) == "−0.25");
  CHECK(numberIn("−2.5e−8") == -2.5e-8);
  CHECK(nextNumeral("1e−3", 1) == "2e-3");
}

TEST_CASE("minus: on every panel, with settings that need an exponent") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1280, 1400), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = w < 1000;
    post(page,
         "set model=two_layer&lr=1e-8&l2=2e-7&l1=3e-9&elastic_beta=0.5&optimizer=adam&epsilon=1e-8&init_scale=1e-7");
    post(page, "step 5");
    checkScreen(page);
    if (w > 1000) {
      for (const char* words : {"Losses and penalties", "First weights"}) {
        if (says(words)) clickOn(page, words);
        checkScreen(page);
      }
      const Rect square = page.layout().pictures[0];
      clickUntil(page, square, [&] { return page.view().example.has_value(); });
      checkScreen(page);
    }
    page.type("?");
    checkScreen(page);
    page.press(ImGuiKey_Escape);
    page.press(ImGuiKey_E);
    for (int study = 0; study < 9; ++study) {
      page.press(static_cast<ImGuiKey>(ImGuiKey_1 + study));
      checkScreen(page);
    }
  }
}

TEST_CASE("minus: in the experiments and their verdicts") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.press(ImGuiKey_E);
    for (const char* command :
         {"check gradient count=6 seed=1", "check gradient count=6 seed=1 break=flip_sign", "check sanity initial_loss",
          "check sanity regularization", "search start lr=1e-8..1e-5 l2=1e-9..1e-7 grid=2x2 steps=5"}) {
      CAPTURE(command);
      post(page, command);
      page.frames(60);
      bool power = false;
      for (int study = 0; study < 9; ++study) {
        page.press(static_cast<ImGuiKey>(ImGuiKey_1 + study));
        checkScreen(page);
        power = power || says("e−");
      }
      CHECK(power);
    }
  }
}

TEST_CASE("minus: a field that shows one takes it back") {
  Harness page(1280, 1400);
  post(page, "set lr=1e-8");
  page.frames(2);
  const auto place = placeOf("1e−8");
  REQUIRE(place);
  page.click(place->x + 4, place->y + place->h / 2);
  page.frames(2);
  page.press(ImGuiKey_End);
  page.press(ImGuiKey_Backspace);
  page.type("7");
  page.press(ImGuiKey_Enter);
  page.frames(2);
  CHECK(page.snapshot().settings.lr == 1e-7);
  CHECK(says("1e−7"));
}

}  // namespace lab::ui
