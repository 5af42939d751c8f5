// Before the first step a model's verdicts are chance: nothing on the page calls them mistakes.
#include <doctest/doctest.h>

#include <memory>

#include "ui/images/image_desk.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

// Vertices of this colour in the frame that was drawn last, within a rectangle.
int painted(const Rect& where, Color color) {
  int count = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawVert& v : list->VtxBuffer) count += v.col == color && where.contains({v.pos.x, v.pos.y, 0, 0});
  }
  return count;
}

constexpr Color bad = IM_COL32(0xB4, 0x23, 0x18, 255);  // the light theme's colour of mistakes

}  // namespace

TEST_CASE("untrained: images are no mistakes, in no view, until the first step") {
  Harness page(1280, 800);
  showImages(page, small_images, "reset");
  const Rect stage = layoutOf(page).stage;
  const Rect inspector = layoutOf(page).inspector;
  REQUIRE(page.snapshot().runs[0].iteration == 0);
  CHECK_FALSE(page.view().verdicts.has_value());
  CHECK(says("Not trained yet: 60 validation images"));
  CHECK(says("not trained yet"));
  CHECK(painted(stage, bad) == 0);
  CHECK(painted(inspector, bad) == 0);
  clickOn(page, "Mistake ›");
  CHECK(page.view().image == ImageRef{ImagePart::validation, 0});  // it goes nowhere
  clickOn(page, "Mistakes");
  CHECK(says("Nothing is a mistake before the model was trained"));
  openStage(page, 2);
  CHECK(says("Not trained yet: press Train first."));
  page.takeCommands();
  clickOn(page, "Measure on the test images");
  CHECK_FALSE(page.posted("test"));
  openStage(page, 1);
  CHECK(says("Not trained yet: these are the random weights"));

  post(page, "step 1");
  CHECK_FALSE(says("Not trained yet"));
  openStage(page, 2);
  CHECK(says("of 60 validation images right"));
  openStage(page, 0);
  page.frames(30);  // verdicts come a few times a second
  CHECK(painted(stage, bad) > 0);
}

TEST_CASE("untrained: a picture of the visitor's own looks like nothing yet") {
  Harness page(1280, 800);
  showImages(page, small_images, "reset");
  page.host.picture = std::make_shared<const ImageSet>(colours(1));
  page.frames(3);
  CHECK(says("not trained yet"));
  CHECK_FALSE(says("looks like"));
  post(page, "step 3");
  CHECK(says("looks like"));
  CHECK_FALSE(says("not trained yet"));
}

TEST_CASE("untrained: a test before the first step is no verdict either") {
  Harness page(1280, 800);
  showImages(page, small_images, "reset");
  post(page, "test");
  openStage(page, 2);
  clickOn(page, "Test");
  CHECK(says("Not trained yet: press Train first."));
  openStage(page, 0);
  CHECK(painted(layoutOf(page).stage, bad) == 0);
}

TEST_CASE("untrained: points of the plane have no rings and no verdict in words") {
  Harness page(1280, 800);
  page.frames(2);
  const Rect square = page.layout().pictures[0];
  // What the switch takes off the picture, in vertices: a ring is a quad.
  const auto rings = [&] {
    page.move(2, 2);
    page.frames(2);
    const int with = ImGui::GetDrawData()->TotalVtxCount;
    clickOn(page, "Mistakes");
    page.move(2, 2);
    page.frames(2);
    const int without = ImGui::GetDrawData()->TotalVtxCount;
    clickOn(page, "Mistakes");
    return with - without;
  };
  const auto wordsAtAPoint = [&] {
    const Dataset& data = *page.snapshot().data;
    const PlaneBounds& b = page.snapshot().data_bounds;
    const float x = static_cast<float>((data.X(5, 0) - b.min_x) / (b.max_x - b.min_x));
    const float y = static_cast<float>((b.max_y - data.X(5, 1)) / (b.max_y - b.min_y));
    page.move(square.x + x * square.w, square.y + y * square.h);
    page.frames(3);
    return says("not trained yet") ? 0 : says("predicted") ? 1 : -1;
  };
  CHECK(wordsAtAPoint() == 0);
  CHECK(rings() < 100);  // the switch itself
  REQUIRE(page.session.post("step 1").ok());
  page.frames(3);
  CHECK(wordsAtAPoint() == 1);
  CHECK(rings() > 4 * 50);
}

}  // namespace lab::ui
