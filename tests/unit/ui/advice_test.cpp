// The strip that says what is wrong: whole at every size, and nothing moves for it.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "ui_images.h"
#include "ui_notice.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

constexpr std::array<ImVec2, 8> sizes = {ImVec2(320, 568),  ImVec2(390, 844),  ImVec2(844, 390),   ImVec2(768, 1024),
                                         ImVec2(1024, 768), ImVec2(1280, 800), ImVec2(1280, 1400), ImVec2(1920, 1080)};

Diagnosis longAdvice() {
  return {.kind = Diagnosis::Kind::swings,
          .sentence =
              "The loss only swings, at 123,456 or more, up to 1,234 times what guessing costs: the steps are too "
              "long and jump from one side of the valley to the other.",
          .remedy = "Start again with rate 0.0001",
          .commands = {"reset"}};
}

void closeAdvice(Harness& page) {
  const std::vector<Rect> cross = findText("\u00D7");
  REQUIRE(cross.size() == 1);
  page.click(cross[0].x + cross[0].w / 2, cross[0].y + cross[0].h / 2);
}

}  // namespace

TEST_CASE("advice: sentence and button are whole at every size, and nothing moves when it comes or goes") {
  for (const ImVec2 size : sizes) {
    for (const bool touch : {false, true}) {
      for (const bool both : {false, true}) {
        CAPTURE(size.x);
        CAPTURE(touch);
        CAPTURE(both);
        Harness page(size.x, size.y);
        page.host.touch = touch;
        post(page, both ? "set side_by_side=1" : "set model=linear");
        page.frames(3);
        Snapshot said = page.snapshot();
        for (RunSnapshot& run : said.runs) run.diagnoses.clear();
        show(page, said, 3);
        const auto tab = placeOf("Learning rate");
        const auto data = placeOf("Experiments");
        said.runs.back().diagnoses = {longAdvice()};
        show(page, said, 3);
        const auto sentence = placeOf(longAdvice().sentence);
        const auto remedy = placeOf(longAdvice().remedy);
        REQUIRE(sentence);
        REQUIRE(remedy);
        CHECK_FALSE(sentence->overlaps(*remedy));
        CHECK_FALSE(paintedOver(longAdvice().sentence));
        const Layout layout = page.layout();
        CHECK(layout.advice.contains(*sentence));
        CHECK(layout.advice.contains({remedy->x - 8, remedy->y - 6, remedy->w + 16, remedy->h + 12}));
        REQUIRE(findText("\u00D7").size() == 1);
        CHECK_FALSE(findText("\u00D7")[0].overlaps(*sentence));
        if (tab) CHECK(placeOf("Learning rate")->y == tab->y);
        if (data) CHECK(placeOf("Experiments")->y == data->y);
        CHECK(posts(clickIn(page, said, *remedy), "reset"));
      }
    }
  }
}

TEST_CASE("advice: on a telephone that lies down the room below two low pictures is used before the pictures") {
  Harness page(844, 390);
  page.host.touch = true;
  post(page, "set side_by_side=1");
  page.frames(3);
  const Layout layout = page.layout();
  CHECK(layout.advice.bottom() > layout.pictures[0].bottom() + 40);
  CHECK(layout.advice.bottom() <= 390);
}

TEST_CASE("advice: two runs that stand apart are told whole at every size, beside the button") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    CAPTURE(size.y);
    Harness page(size.x, size.y);
    post(page, "set side_by_side=1");
    page.frames(3);
    Snapshot said = page.snapshot();
    said.runs[0].iteration = 168730;
    said.runs[1].iteration = 1234567;
    show(page, said, 3);
    const auto words = placeOf("linear at 168,730, two-layer at 1,234,567");
    const auto together = placeOf("Start both together");
    REQUIRE(words);
    REQUIRE(together);
    CHECK_FALSE(words->overlaps(*together));
    CHECK(page.layout().status.contains(*words));
  }
}

TEST_CASE("advice: what was closed does not come back after a look at the other model, but for another run") {
  Harness page(1280, 800);
  post(page, "set lr=1000");
  post(page, "step 60");
  page.frames(8);
  REQUIRE(says("The loss only swings"));
  closeAdvice(page);
  CHECK_FALSE(says("The loss only swings"));
  const bool linear = page.snapshot().settings.model == ModelKind::linear;
  post(page, linear ? "set model=two_layer" : "set model=linear");
  page.frames(5);
  post(page, linear ? "set model=linear" : "set model=two_layer");
  page.frames(5);
  REQUIRE(page.snapshot().runs[0].iteration == 60);
  REQUIRE_FALSE(page.snapshot().runs[0].diagnoses.empty());
  CHECK_FALSE(says("The loss only swings"));
  post(page, "reset");
  page.frames(3);
  post(page, "step 60");
  page.frames(8);
  CHECK(says("The loss only swings"));
}

}  // namespace lab::ui
