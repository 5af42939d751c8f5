#include <doctest/doctest.h>

#include <vector>

#include "ui/layout/layout.h"

namespace lab::ui {
namespace {

std::vector<Rect> rectsOf(const Layout& layout) {
  return {layout.transport,     layout.model_bar, layout.mode_bar,       layout.readouts,    layout.corner,
          layout.settings,      layout.data,      layout.pictures[0],    layout.pictures[1], layout.captions[0],
          layout.captions[1],   layout.stage,     layout.picture_header, layout.status,      layout.loss_plot,
          layout.accuracy_plot, layout.inspector, layout.tabs,           layout.tab_body,    layout.experiments};
}

// Of the page's area, what the pictures or the stage have.
float share(const LayoutWish& wish) {
  const Layout layout = computeLayout(wish);
  float area = layout.stage.w * layout.stage.h;
  for (const Rect& picture : layout.pictures) area += picture.w * picture.h;
  return area / (wish.width * wish.height);
}

void checkLayout(const LayoutWish& wish) {
  CAPTURE(wish.width);
  CAPTURE(wish.height);
  CAPTURE(wish.zoom);
  CAPTURE(wish.side_by_side);
  CAPTURE(wish.images);
  CAPTURE(wish.experiments);
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
       {&layout.transport, &layout.model_bar, &layout.mode_bar, &layout.readouts, &layout.corner}) {
    CHECK_FALSE(always->empty());
    CHECK(always->h >= 44 * layout.scale - 0.01f);  // a finger's breadth
  }
  CHECK(layout.experiments.empty() != wish.experiments);
  const bool covered = layout.pictures[0].empty() && layout.stage.empty();
  CHECK((!covered || wish.experiments));
  if (covered) return;
  CHECK(layout.stage.empty() != wish.images);
  CHECK(layout.pictures[0].empty() == wish.images);
  if (wish.images) CHECK(layout.stage.h >= 150 * layout.scale);
  CHECK(layout.pictures[1].empty() != (wish.side_by_side && !wish.images));
  for (const Rect& picture : layout.pictures) CHECK(picture.w == doctest::Approx(picture.h));
  CHECK(layout.settings.empty() != layout.tab_body.empty());
  // A sentence of four lines, its button below it, and something of the picture.
  CHECK(layout.advice.h >= 150 * layout.scale - 0.01f);
  CHECK(page.contains(layout.advice));
  for (const Rect* below : {&layout.tabs, &layout.tab_body, &layout.transport}) {
    CHECK_FALSE(layout.advice.overlaps(*below));
  }
}

void checkAll(float width, float height, float zoom = 1) {
  for (const bool both : {false, true}) {
    for (const bool images : {false, true}) {
      for (const bool experiments : {false, true}) {
        checkLayout({width, height, zoom, both, images, experiments});
      }
    }
  }
}

struct Size {
  float w, h;
};
constexpr Size looked_at[] = {{320, 568}, {390, 844}, {844, 390}, {768, 1024}, {1280, 800}, {1280, 1400}, {1920, 1080}};

}  // namespace

TEST_CASE("layout: everything is on the page and nothing overlaps, at every size from 320x560 to 4K") {
  for (float width = 320; width <= 3840; width += width < 1400 ? 36 : 240) {
    for (float height = 560; height <= 2160; height += 110) checkAll(width, height);
  }
}

TEST_CASE("layout: telephones, upright and on their side, tablets and odd windows, zoomed too") {
  for (const Size& size : looked_at) {
    checkAll(size.w, size.h);
    checkAll(size.w * 1.25f, size.h * 1.25f, 1.25f);
  }
  for (const Size& size : {Size{360, 640}, Size{390, 664}, Size{667, 375}, Size{820, 1180}, Size{1024, 768},
                           Size{1024, 1366}, Size{1100, 800}, Size{1280, 1024}}) {
    checkAll(size.w, size.h);
  }
}

TEST_CASE("layout: arrangement follows the size") {
  CHECK(computeLayout({390, 844}).arrangement == Arrangement::stacked);
  CHECK(computeLayout({844, 390}).arrangement == Arrangement::split);
  CHECK(computeLayout({1024, 768}).arrangement == Arrangement::split);
  CHECK(computeLayout({1280, 800}).arrangement == Arrangement::columns);
  CHECK(computeLayout({3840, 2160}).arrangement == Arrangement::columns);
  // Upright tablets and monitors have everything in sight, in two storeys.
  for (const Size& size : {Size{768, 1024}, Size{820, 1180}, Size{1024, 1366}, Size{1280, 1400}}) {
    const Layout layout = computeLayout({size.w, size.h});
    CHECK(layout.arrangement == Arrangement::columns);
    CHECK(layout.settings.y > layout.pictures[0].bottom());
    CHECK(layout.loss_plot.x > layout.pictures[0].right());
  }
}

TEST_CASE("layout: the picture has its share of the page, at every size that was looked at") {
  //                           one, two pictures, stage
  constexpr float least[][3] = {{0.19f, 0.22f, 0.30f}, {0.41f, 0.18f, 0.38f}, {0.32f, 0.34f, 0.36f},
                                {0.23f, 0.23f, 0.21f}, {0.33f, 0.24f, 0.34f}, {0.29f, 0.42f, 0.34f},
                                {0.38f, 0.27f, 0.43f}};
  for (std::size_t i = 0; i < std::size(looked_at); ++i) {
    CAPTURE(looked_at[i].w);
    CAPTURE(looked_at[i].h);
    const LayoutWish wish{.width = looked_at[i].w, .height = looked_at[i].h};
    LayoutWish both = wish;
    both.side_by_side = true;
    LayoutWish images = wish;
    images.images = true;
    CHECK(share(wish) > least[i][0]);
    CHECK(share(both) > least[i][1]);
    CHECK(share(images) > least[i][2]);
  }
  CHECK(computeLayout({1920, 1080}).scale == doctest::Approx(1));
  CHECK(computeLayout({3840, 2160}).scale == doctest::Approx(2));
}

TEST_CASE("layout: no blank of more than a hand's breadth beside the picture on small telephones") {
  for (const Size& size : {Size{320, 568}, Size{360, 640}, Size{390, 664}, Size{390, 844}}) {
    CAPTURE(size.w);
    const Layout layout = computeLayout({size.w, size.h});
    const Rect& picture = layout.pictures[0];
    CHECK(picture.x <= 10);
    const float end =
        layout.readouts.overlaps({picture.x, picture.y, size.w, picture.h}) ? layout.readouts.right() : picture.right();
    CHECK(size.w - end <= 10);
    CHECK(layout.tab_body.h >= 150);
  }
}

TEST_CASE("layout: plots of images are as large as those of the plane, if need be one at a time") {
  for (const Size& size : {Size{1280, 720}, Size{1280, 800}, Size{1920, 1080}, Size{1280, 1400}, Size{768, 1024}}) {
    CAPTURE(size.w);
    CAPTURE(size.h);
    const Layout plane = computeLayout({size.w, size.h});
    const Layout images = computeLayout({.width = size.w, .height = size.h, .images = true});
    const float row = images.accuracy_plot.empty() ? 40.0f : 0.0f;  // to choose which
    CHECK(images.loss_plot.h - row > 190);
    CHECK(images.loss_plot.h - row > 0.72f * plane.loss_plot.h);
    if (row == 0) CHECK(images.accuracy_plot.h >= 0.72f * plane.accuracy_plot.h);
    CHECK(images.loss_plot.w >= 230);
  }
}

TEST_CASE("layout: experiments stand beside picture and settings from 1100 pixels on, else in their place") {
  for (const Size& size : {Size{1100, 800}, Size{1280, 800}, Size{1280, 1400}, Size{1920, 1080}}) {
    for (const bool images : {false, true}) {
      CAPTURE(size.w);
      const Layout layout = computeLayout({.width = size.w, .height = size.h, .images = images, .experiments = true});
      const Rect& picture = images ? layout.stage : layout.pictures[0];
      REQUIRE_FALSE(picture.empty());
      CHECK_FALSE(layout.settings.empty());
      CHECK(layout.experiments.w >= 400);
      CHECK(picture.w >= 0.3f * size.w);
    }
  }
  for (const Size& size : {Size{320, 568}, Size{390, 844}, Size{844, 390}, Size{768, 1024}, Size{1024, 768}}) {
    CAPTURE(size.w);
    const Layout layout = computeLayout({.width = size.w, .height = size.h, .experiments = true});
    CHECK(layout.pictures[0].empty());
    CHECK(layout.experiments.w > 0.9f * size.w);
    CHECK(layout.experiments.h > 0.6f * size.h);
  }
}

TEST_CASE("layout: side by side a telephone has room to say that two runs stand apart") {
  for (const Size& size : {Size{320, 568}, Size{390, 844}, Size{844, 390}}) {
    CHECK(computeLayout({.width = size.w, .height = size.h}).status.empty());
    CHECK(computeLayout({.width = size.w, .height = size.h, .side_by_side = true}).status.h >= 56);
  }
}

TEST_CASE("layout: the thumb's bar is at the bottom and high enough") {
  const Layout layout = computeLayout({390, 844});
  CHECK(layout.transport.bottom() == doctest::Approx(844));
  CHECK(layout.transport.h >= 44);
  CHECK(layout.tabs.h >= 44);
}

}  // namespace lab::ui
