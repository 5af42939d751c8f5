// Where the viewer was comes back with the run, and text that is none is passed over.
#include <doctest/doctest.h>

#include "ui_harness.h"

namespace lab::ui {
namespace {

TEST_CASE("kept view: the zoom and the chosen point come back in another page") {
  Harness page(1280, 800);
  page.frames(3);
  CHECK(page.app().keptView() == "stage 0");
  const Rect picture = page.layout().pictures[0];
  page.move(picture.x + 0.4f * picture.w, picture.y + 0.6f * picture.h);
  ImGui::GetIO().AddMouseWheelEvent(0, 3);
  page.frames(3);
  const PlaneBounds bounds = page.view().bounds;
  REQUIRE(bounds != page.snapshot().data_bounds);
  page.app().restoreView(page.app().keptView() + "\nexample 17", page.snapshot().data_revision);
  page.frames(2);
  const std::string kept = page.app().keptView();

  Harness other(390, 844);
  other.frames(2);
  other.app().restoreView(kept, other.snapshot().data_revision);
  other.frames(2);
  CHECK(other.view().bounds == bounds);
  CHECK(other.view().example == 17);
  CHECK(other.app().keptView() == kept);
  // New data is shown whole.
  CHECK(other.session.post("set seed=5").ok());
  other.frames(3);
  CHECK(other.view().bounds == other.snapshot().data_bounds);
  // Starting over.
  page.app().restoreView({}, 0);
  page.frames(2);
  CHECK(page.view().bounds == page.snapshot().data_bounds);
  CHECK_FALSE(page.view().example.has_value());
}

TEST_CASE("kept view: nonsense leaves the view as it is at the beginning") {
  for (const char* text :
       {"zoom", "zoom 1 2 3", "zoom 1 0 1 0", "zoom nan nan nan nan", "zoom 0 1 0 9", "zoom 0 1e9 0 1e9", "example -4",
        "example x", "stage 99", "stage -1", "\xff\xfe", "example 99999999999999999999"}) {
    CAPTURE(text);
    Harness page(1280, 800);
    page.frames(2);
    page.app().restoreView(text, page.snapshot().data_revision);
    page.frames(3);
    CHECK(page.view().bounds == page.snapshot().data_bounds);
    CHECK_FALSE(page.snapshot().runs[0].inspection.has_value());
  }
}

}  // namespace
}  // namespace lab::ui
