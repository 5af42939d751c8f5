#include <doctest/doctest.h>

#include <vector>

#include "ui/layout.h"

namespace lab::ui {
namespace {

std::vector<Rect> rectsOf(const Layout& layout) {
  return {layout.transport,     layout.model_bar,      layout.readouts,    layout.corner,
          layout.settings,      layout.pictures[0],    layout.pictures[1], layout.captions[0],
          layout.captions[1],   layout.picture_header, layout.status,      layout.loss_plot,
          layout.accuracy_plot, layout.inspector,      layout.tabs,        layout.tab_body};
}

void checkLayout(const LayoutWish& wish) {
  CAPTURE(wish.width);
  CAPTURE(wish.height);
  CAPTURE(wish.zoom);
  CAPTURE(wish.side_by_side);
  const Layout layout = computeLayout(wish);
  const Rect page{0, 0, wish.width, wish.height};
  const std::vector<Rect> rects = rectsOf(layout);
  for (std::size_t i = 0; i < rects.size(); ++i) {
    CAPTURE(i);
    if (rects[i].empty()) continue;
    CHECK(page.contains(rects[i]));
    for (std::size_t j = 0; j < i; ++j) {
      CAPTURE(j);
      CHECK_FALSE(rects[i].overlaps(rects[j]));
    }
  }
  for (const Rect* always :
       {&layout.transport, &layout.model_bar, &layout.readouts, &layout.corner, &layout.pictures[0]}) {
    CHECK_FALSE(always->empty());
  }
  CHECK(layout.pictures[1].empty() != wish.side_by_side);
  for (const Rect& picture : layout.pictures) CHECK(picture.w == doctest::Approx(picture.h));
}

}  // namespace

TEST_CASE("layout: everything is on the page and nothing overlaps, at every size from 360x560 to 4K") {
  for (float width = 360; width <= 3840; width += width < 1400 ? 20 : 240) {
    for (float height = 560; height <= 2160; height += 80) {
      for (const bool both : {false, true}) checkLayout({width, height, 1, both});
    }
  }
}

TEST_CASE("layout: telephones, upright and on their side, and odd windows") {
  for (const bool both : {false, true}) {
    for (const auto& [w, h] : std::vector<std::pair<float, float>>{
             {360, 640}, {390, 844}, {844, 390}, {667, 375}, {768, 1024}, {1024, 768}, {1280, 800}, {1920, 1080}}) {
      checkLayout({w, h, 1, both});
      checkLayout({w * 1.25f, h * 1.25f, 1.25f, both});
    }
  }
}

TEST_CASE("layout: arrangement follows the size") {
  CHECK(computeLayout({390, 844}).arrangement == Arrangement::stacked);
  CHECK(computeLayout({844, 390}).arrangement == Arrangement::split);
  CHECK(computeLayout({1024, 768}).arrangement == Arrangement::split);
  CHECK(computeLayout({1280, 800}).arrangement == Arrangement::columns);
  CHECK(computeLayout({3840, 2160}).arrangement == Arrangement::columns);
}

TEST_CASE("layout: the picture is large, and text grows on very large screens") {
  CHECK(computeLayout({1280, 800}).pictures[0].w > 560);
  CHECK(computeLayout({1920, 1080}).pictures[0].w > 880);
  CHECK(computeLayout({390, 844}).pictures[0].w > 350);
  CHECK(computeLayout({360, 640}).pictures[0].w > 220);
  CHECK(computeLayout({1280, 800, 1, true}).pictures[1].w > 360);
  CHECK(computeLayout({1920, 1080}).scale == doctest::Approx(1));
  CHECK(computeLayout({3840, 2160}).scale == doctest::Approx(2));
}

TEST_CASE("layout: the thumb's bar is at the bottom and high enough") {
  const Layout layout = computeLayout({390, 844});
  CHECK(layout.transport.bottom() == doctest::Approx(844));
  CHECK(layout.transport.h >= 44);
  CHECK(layout.tabs.h >= 44);
}

}  // namespace lab::ui
