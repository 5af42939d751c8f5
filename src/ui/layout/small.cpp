// Small windows and telephones: one panel at a time, chosen by tabs.
#include "ui/layout/cut.h"

namespace lab::ui {
namespace {

void placeTabs(Layout& layout, Rect area) {
  layout.tabs = cutTop(area, tabs_height);
  layout.tab_body = area;
}

// A telephone on its side: one row of buttons, and the figures beside the picture.
void placeLying(Layout& layout, const LayoutWish& wish, Rect page) {
  Rect bar = cutTop(page, 50, 2);
  layout.transport = cutLeft(bar, transport_least, 8);
  layout.corner = cutRight(bar, corner_narrow, 4);
  layout.mode_bar = cutRight(bar, mode_narrow, 8);
  layout.model_bar = bar;
  if (wish.experiments) {
    layout.readouts = cutTop(page, 44);
    return;
  }
  const bool two = wish.side_by_side && !wish.images;
  const float most = page.w - gap - 320;
  Rect left = cutLeft(page, wish.images ? 0.52f * page.w : std::min(two ? most : page.h, most), gap);
  layout.readouts = cutTop(page, 44);
  if (wish.images) {
    layout.picture_header = cutTop(left, 44, 2);
    layout.stage = left;
  } else {
    layout.picture_header = cutTop(page, 40);
    placePictures(layout, left, two);
  }
  if (wish.side_by_side) layout.status = cutBottom(page, status_small, 2);
  placeTabs(layout, page);
}

}  // namespace

void placeSplit(Layout& layout, const LayoutWish& wish, Rect page) {
  const float margin = page.h < 520 ? 10 : gap;
  cutLeft(page, margin);
  cutRight(page, margin);
  cutBottom(page, margin);
  const bool low = page.h < 520;
  if (low && page.w >= 800) return placeLying(layout, wish, page);
  const float row = low ? 48.0f : 58.0f;
  Rect first = cutTop(page, row);
  Rect second = cutTop(page, row);
  layout.corner = cutRight(first, page.w >= 820 ? corner_wide : corner_narrow, gap);
  layout.transport = cutLeft(first, 560);
  layout.model_bar = cutLeft(second, low ? 236.0f : 300.0f, 1.5f * gap);
  layout.mode_bar = cutRight(second, page.w >= 720 ? mode_width : mode_narrow, gap);
  layout.readouts = second;

  const float tabs = std::clamp(0.38f * page.w, 310.0f, 424.0f);
  Rect left = cutLeft(page, page.w - gap - tabs, gap);
  if (!wish.images && !wish.side_by_side) {
    // What a square picture leaves free is the tabs'.
    const float square = left.h - (low ? 0 : header_height);
    const float more = std::max(0.0f, left.w - square);
    left.w -= more;
    page.x -= more;
    page.w += more;
  }
  if (low && !wish.images) {
    layout.picture_header = cutTop(page, 38);
  } else {
    layout.picture_header = cutTop(left, wish.images ? 48 : header_height);
  }
  if (wish.side_by_side) layout.status = cutBottom(page, status_small, 4);
  if (wish.images) {
    layout.stage = left;
  } else {
    placePictures(layout, left, wish.side_by_side);
    // Two pictures beside each other leave room below them.
    const float bottom = std::max(layout.pictures[0].bottom(), layout.pictures[1].bottom());
    const float rest = left.bottom() - bottom - gap;
    if (!low && rest >= 170) {
      Rect plots{left.x, bottom + gap, left.w, rest};
      layout.loss_plot = cutLeft(plots, (plots.w - gap) / 2, gap);
      layout.accuracy_plot = plots;
    }
  }
  placeTabs(layout, page);
}

void placeStacked(Layout& layout, const LayoutWish& wish, Rect page) {
  constexpr float margin = 10;
  constexpr float readouts_h = 44;
  constexpr float header_h = 44;
  constexpr float least_body = 150;   // of a tab's page
  constexpr float side_column = 100;  // figures beside the picture
  cutLeft(page, margin);
  cutRight(page, margin);
  const float height = page.h;
  layout.transport = cutBottom(page, height < 700 ? 58 : 64);
  Rect bar = cutTop(page, height < 700 ? 48 : 52);
  layout.corner = cutRight(bar, corner_narrow, 8);
  layout.model_bar = cutLeft(bar, 320);
  const bool two = wish.side_by_side && !wish.images;
  const float rows = readouts_h + header_h + tabs_height + 4;
  const float full = picturesHeight(wish, page.w);
  const bool beside = !wish.images && !two && !wish.experiments && page.h - rows - full < least_body;
  if (!beside) {
    Rect second = cutTop(page, readouts_h);
    layout.mode_bar = cutRight(second, page.w >= 410 ? mode_width : mode_narrow, 4);
    layout.readouts = second;
  }
  layout.picture_header = cutTop(page, header_h);
  if (beside) {
    // A short screen: the figures stand in a column beside the picture, which would leave its sides empty.
    const float most = std::max(120.0f, page.h - tabs_height - 4 - least_body);
    Rect upper = cutTop(page, std::min(page.w - side_column - 8, most), 4);
    const Rect picture = cutLeft(upper, upper.h, 8);
    placePictures(layout, picture, false);
    layout.mode_bar = cutBottom(upper, 44, 4);
    layout.readouts = upper;
  } else if (wish.images) {
    const float strip = wish.side_by_side ? status_small + 4 : 0;
    layout.stage = cutTop(page, 0.58f * (page.h - tabs_height - strip), 4);
  } else {
    placePictures(layout, cutTop(page, std::min(full, page.h - tabs_height - 4 - 138), 4), two);
  }
  if (wish.side_by_side) layout.status = cutTop(page, status_small, 4);
  placeTabs(layout, page);
}

}  // namespace lab::ui
