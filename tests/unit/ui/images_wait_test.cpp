// Images that are not there yet: choosing them has them fetched, and meanwhile nothing trains that nobody sees.
#include <doctest/doctest.h>

#include <algorithm>

#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

using State = ImageLoading::State;

constexpr ImGuiKey keys_of_the_run[] = {ImGuiKey_Space, ImGuiKey_Backspace, ImGuiKey_R, ImGuiKey_L,
                                        ImGuiKey_M,     ImGuiKey_G,         ImGuiKey_E};

bool waits() { return says("Image classification"); }

int asked(Harness& page) {
  const std::vector<std::string> commands = page.takeCommands();
  return static_cast<int>(std::count(commands.begin(), commands.end(), "page load_images"));
}

void chooseImages(Harness& page) {
  clickOn(page, "Images");
  page.frames(2);
  REQUIRE(waits());
}

// Nothing that is posted by any key is about a run.
void checkKeysRest(Harness& page) {
  page.takeCommands();
  for (const ImGuiKey key : keys_of_the_run) page.press(key);
  page.type(".");
  page.type(",");
  page.frames(2);
  CHECK(page.takeCommands().empty());
}

}  // namespace

TEST_CASE("waiting for images: choosing them has them fetched, once, with progress and a way to stop") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(390, 844)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.frames(2);
    page.takeCommands();
    chooseImages(page);
    CHECK(asked(page) == 1);
    page.host.images.state = State::loading;
    page.host.images.bytes = 1'000'000;
    page.host.images.total_bytes = 11'000'000;
    page.frames(2);
    CHECK(says("1.0 of 11.0 MB"));
    clickOn(page, "Cancel");
    CHECK(page.posted("page cancel_images"));
    page.host.images = {};
    page.frames(2);
    clickOn(page, "Load the images");
    CHECK(asked(page) == 1);
  }
}

TEST_CASE("waiting for images: on the smallest screen all that it says and offers is in sight") {
  Harness page(320, 568);
  page.host.save_data = true;
  page.host.images_wished = true;
  page.frames(3);
  REQUIRE(waits());
  for (const char* words : {"stay on this device", "before you say so", "Load the images", "Choose CIFAR-10 files"}) {
    CAPTURE(std::string(words));
    CHECK(says(words));
  }
}

TEST_CASE("waiting for images: where bytes are to be saved, it asks first and says why") {
  Harness page(1280, 800);
  page.host.save_data = true;
  page.frames(2);
  page.takeCommands();
  chooseImages(page);
  CHECK(asked(page) == 0);
  CHECK(says("Your browser asks pages to save data"));
  clickOn(page, "Load the images");
  CHECK(asked(page) == 1);
}

TEST_CASE("waiting for images: what trained rests, and no key trains what nobody sees") {
  Harness page(1280, 800);
  page.frames(2);
  post(page, "run");
  REQUIRE(page.snapshot().state == RunState::running);
  chooseImages(page);
  page.frames(2);
  CHECK(page.snapshot().state == RunState::paused);
  checkKeysRest(page);
  page.type("?");
  page.frames(3);
  CHECK(says("Start over"));
  page.press(ImGuiKey_Escape);
  page.frames(3);
  clickOn(page, "Points");
  page.frames(2);
  CHECK_FALSE(waits());
  page.press(ImGuiKey_Space);
  page.frames(1);
  CHECK(page.posted("run"));
}

TEST_CASE("waiting for images: under the help no key trains what nobody sees") {
  Harness page(390, 844);
  page.frames(2);
  page.type("?");
  page.frames(3);
  REQUIRE(says("Classifier Lab"));
  checkKeysRest(page);
}

TEST_CASE("waiting for images: a link to them waits as if they were chosen, and its going ends it") {
  Harness page(1280, 800);
  page.frames(2);
  page.host.images_wished = true;
  page.frames(2);
  CHECK(waits());
  clickOn(page, "Points");
  CHECK(page.posted("mode plane"));
  page.host.images_wished = false;
  page.frames(2);
  CHECK_FALSE(waits());
  page.host.images_wished = true;
  page.frames(2);
  CHECK(waits());
  // The first have come: the link itself leads to them.
  page.session.setImages(library());
  page.frames(1);
  CHECK(waits());
  page.host.images_wished = false;
  post(page, "mode images");
  page.frames(2);
  CHECK_FALSE(waits());
  CHECK(page.snapshot().mode == Mode::images);
}

TEST_CASE("waiting for images: a run that was left on them is waited for, and whoever looks elsewhere stays there") {
  Harness before(1280, 800);
  before.session.setImages(library());
  showImages(before);
  const KeptSession kept = before.session.keep(1 << 24);

  for (const bool leaves : {false, true}) {
    CAPTURE(leaves);
    Harness page(1280, 800);
    page.session.comeBack(kept, false);
    page.frames(2);
    REQUIRE(waits());
    if (leaves) {
      clickOn(page, "Points");
      page.frames(2);
      CHECK_FALSE(waits());
    }
    page.session.setImages(library());
    page.frames(3);
    CHECK_FALSE(waits());
    CHECK((page.snapshot().mode == Mode::plane) == leaves);
    post(page, "mode images");
    CHECK(page.snapshot().runs.front().iteration == before.snapshot().runs.front().iteration);
  }
}

}  // namespace lab::ui
