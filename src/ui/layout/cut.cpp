#include "ui/layout/cut.h"

namespace lab::ui {
namespace {

constexpr float columns_from = 1180;
constexpr float experiments_beside_from = 1100;
constexpr float columns_height = 600;
constexpr float split_from = 860;
constexpr float caption_height = 32;

void multiply(Rect& rect, float scale) {
  rect = rect.empty() ? Rect{} : Rect{rect.x * scale, rect.y * scale, rect.w * scale, rect.h * scale};
}

// Upright pages on which a row of columns would leave a hole: tablets, monitors on their side.
bool isTall(float width, float height) { return width >= 700 && height >= 880 && width < 1.15f * height; }

// On the strip below the picture, or on the picture's foot; beside a small picture it has the width of the page.
void placeAdvice(Layout& layout) {
  float left = layout.stage.x, right = layout.stage.right(), top = layout.stage.y, bottom = layout.stage.bottom();
  if (layout.stage.empty()) {
    const bool two = !layout.pictures[1].empty();
    left = layout.pictures[0].x;
    right = std::max(layout.pictures[0].right(), layout.pictures[two ? 1 : 0].right());
    top = two ? layout.captions[0].y : layout.pictures[0].y;
    bottom = std::max(layout.pictures[0].bottom(), layout.pictures[1].bottom());
  }
  if (layout.arrangement == Arrangement::split && layout.loss_plot.empty()) {
    // Low pictures leave room below them.
    bottom = std::max({bottom, layout.tab_body.bottom(), layout.status.bottom()});
  }
  if (layout.arrangement == Arrangement::stacked) {
    left = layout.tabs.x;
    right = layout.tabs.right();
  }
  if (!layout.status.empty() && layout.arrangement != Arrangement::split) {
    left = layout.status.x;
    right = layout.status.right();
    bottom = layout.status.bottom();
  }
  layout.advice = {left, top, right - left, bottom - top};
}

void place(Layout& layout, const LayoutWish& wish, const Rect& page) {
  const bool beside = wish.experiments && page.w >= experiments_beside_from && page.h >= columns_height;
  if (beside || (page.w >= columns_from && page.h >= columns_height && !isTall(page.w, page.h))) {
    placeColumns(layout, wish, page);
  } else if (isTall(page.w, page.h)) {
    placeTall(layout, wish, page);
  } else if (page.w >= split_from || (page.w >= 600 && page.w > 1.35f * page.h)) {
    layout.arrangement = Arrangement::split;
    placeSplit(layout, wish, page);
  } else {
    layout.arrangement = Arrangement::stacked;
    placeStacked(layout, wish, page);
  }
  placeAdvice(layout);
  if (!wish.experiments || beside) return;
  // The sheet takes the place of all but the bars.
  const float top = std::max({layout.model_bar.bottom(), layout.mode_bar.bottom(), layout.readouts.bottom()});
  const float end = layout.arrangement == Arrangement::stacked ? layout.transport.y : page.h - gap;
  const float side = layout.corner.right();
  layout.experiments = {page.w - side, top, 2 * side - page.w, end - top};
  for (Rect* covered : {&layout.settings, &layout.data, &layout.picture_header, &layout.pictures[0], &layout.advice,
                        &layout.pictures[1], &layout.captions[0], &layout.captions[1], &layout.stage, &layout.status,
                        &layout.loss_plot, &layout.accuracy_plot, &layout.inspector, &layout.tabs, &layout.tab_body}) {
    *covered = {};
  }
}

}  // namespace

float picturesHeight(const LayoutWish& wish, float width) {
  return wish.side_by_side ? (width - gap) / 2 + caption_height : width;
}

void placePictures(Layout& layout, const Rect& area, bool side_by_side) {
  if (!side_by_side) {
    const float side = std::max(0.0f, std::min(area.w, area.h));
    layout.pictures[0] = {area.x + (area.w - side) / 2, area.y, side, side};
    return;
  }
  const float beside = std::min((area.w - gap) / 2, area.h - caption_height);
  const float below = std::min(area.w, (area.h - gap) / 2 - caption_height);
  const bool rows = below > beside;
  const float side = std::max(0.0f, rows ? below : beside);
  const float x = area.x + (area.w - (rows ? side : 2 * side + gap)) / 2;
  for (std::size_t i = 0; i < 2; ++i) {
    const float dx = rows ? 0 : static_cast<float>(i) * (side + gap);
    const float dy = rows ? static_cast<float>(i) * (side + caption_height + gap) : 0;
    layout.captions[i] = {x + dx, area.y + dy, side, caption_height};
    layout.pictures[i] = {x + dx, area.y + dy + caption_height, side, side};
  }
}

Layout computeLayout(const LayoutWish& wish) {
  Layout layout;
  const float growth = std::clamp(std::min(wish.width / 1920, wish.height / 1080), 1.0f, 2.5f);
  layout.scale = std::max(0.5f, wish.zoom) * growth;
  place(layout, wish, {0, 0, wish.width / layout.scale, wish.height / layout.scale});
  for (Rect* rect :
       {&layout.transport,     &layout.model_bar,      &layout.mode_bar,    &layout.readouts, &layout.corner,
        &layout.settings,      &layout.data,           &layout.stage,       &layout.advice,   &layout.captions[0],
        &layout.captions[1],   &layout.pictures[0],    &layout.pictures[1], &layout.status,   &layout.loss_plot,
        &layout.accuracy_plot, &layout.picture_header, &layout.inspector,   &layout.tabs,     &layout.tab_body,
        &layout.experiments}) {
    multiply(*rect, layout.scale);
  }
  return layout;
}

}  // namespace lab::ui
