#include "ui_images.h"

#include <doctest/doctest.h>

#include "ui_screen_text.h"

namespace lab::ui {

ImageSet colours(Index count) {
  ImageSet set;
  for (Index i = 0; i < count; ++i) {
    const auto label = static_cast<std::int32_t>((i * 7) % 10);
    set.y.push_back(label);
    for (Index p = 0; p < ImageSet::pixels_per_image; ++p) {
      const Index channel = p / 1024;
      const Index value = 40 + (label * (channel + 3) * 17 + i * 5 + p % 13) % 180;
      set.pixels.push_back(static_cast<std::uint8_t>(value));
    }
  }
  return set;
}

std::shared_ptr<const ImageLibrary> library() {
  auto images = std::make_shared<ImageLibrary>();
  images->train = colours(160);
  images->test = colours(40);
  return images;
}

void post(Harness& page, const std::string& command) {
  CAPTURE(command);
  REQUIRE(page.session.post(command).ok());
  page.frames(3);
}

void clickOn(Harness& page, std::string_view words) {
  CAPTURE(std::string(words));
  const auto place = placeOf(words);
  REQUIRE(place.has_value());
  page.click(place->x + place->w / 2, place->y + place->h / 2);
  page.frames(4);
}

void chooseEntry(Harness& page, std::string_view words) {
  const std::vector<Rect> places = findText(words);
  REQUIRE_FALSE(places.empty());
  page.click(places.back().x + 4, places.back().y + places.back().h / 2);
  page.frames(4);
}

void press(Harness& page, ImGuiKey key) {
  page.press(key);
  page.frames(2);
}

void showImages(Harness& page, const char* settings, const char* steps) {
  page.session.setImages(library());
  post(page, "mode images");
  post(page, settings);
  post(page, steps);
  page.frames(4);
  REQUIRE(page.snapshot().mode == Mode::images);
}

Layout layoutOf(const Harness& page) { return page.layout(); }

namespace {

// Largest vertex count of one draw list: indices may have 16 bits.
int largestList() {
  int most = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) most = ImMax(most, list->VtxBuffer.Size);
  return most;
}

}  // namespace

// All draw commands lie on the page, and something is drawn.
void checkDrawn() {
  const ImDrawData* data = ImGui::GetDrawData();
  REQUIRE(data->Valid);
  CHECK(data->TotalVtxCount > 1500);
  CHECK(largestList() < 65536);
  for (const ImDrawList* list : data->CmdLists) {
    for (const ImDrawVert& vertex : list->VtxBuffer) {
      if (!(vertex.pos.x > -1e5f && vertex.pos.x < 1e5f && vertex.pos.y > -1e5f && vertex.pos.y < 1e5f)) {
        FAIL("a vertex is not a number or far away");
      }
    }
  }
}

void openStage(Harness& page, int tab) {
  const Rect header = layoutOf(page).picture_header;
  const bool stacked = layoutOf(page).arrangement == Arrangement::stacked;
  const float width = stacked ? header.w : 300 * layoutOf(page).scale;
  page.click(header.x + width * (0.16f + 0.33f * static_cast<float>(tab)), header.y + header.h / 2);
  page.frames(3);
}

}  // namespace lab::ui
