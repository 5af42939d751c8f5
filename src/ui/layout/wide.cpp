// Settings | picture | plots and inspector.
#include "ui/layout/cut.h"

namespace lab::ui {
namespace {

constexpr float bar_height = 60;
constexpr float model_height = 50;
constexpr float least_plot = 190;  // below this a plot is no help

void placeTopBar(Layout& layout, Rect bar) {
  cutLeft(bar, gap);
  cutRight(bar, gap);
  layout.transport = cutLeft(bar, bar.w >= 1400 ? 600 : 540, 1.5f * gap);
  layout.corner = cutRight(bar, corner_wide, 8);
  layout.mode_bar = cutRight(bar, mode_width, gap);
  layout.readouts = bar;
}

void placeHeader(Layout& layout, Rect& area) { layout.picture_header = cutTop(area, header_height); }

// The picture is as large as its column allows, and what is left below it is the loss plot's if that is worth it.
void placeOnePicture(Layout& layout, Rect middle, Rect right) {
  placeHeader(layout, middle);
  const float status = status_height;
  const float side = std::min(middle.w, middle.h - status - 4);
  const float rest = middle.h - side - status - 4 - gap;
  if (rest >= least_plot) {
    layout.loss_plot = cutBottom(middle, rest, gap);
    layout.accuracy_plot = cutBottom(right, rest, gap);
  } else {
    const float height = right.h;
    layout.loss_plot = cutTop(right, 0.35f * height, gap);
    layout.accuracy_plot = cutTop(right, 0.21f * height, gap);
  }
  layout.inspector = right;
  placePictures(layout, cutTop(middle, side, 4), false);
  layout.status = cutTop(middle, status);
}

// The two pictures take the width; plots and inspector lie below them.
void placeTwoPictures(Layout& layout, Rect area) {
  placeHeader(layout, area);
  layout.status = cutBottom(area, status_height, 2);
  const float pictures = std::min(0.63f * area.h, picturesHeight({.side_by_side = true}, area.w));
  placePictures(layout, cutTop(area, pictures, gap), true);
  const float plot = 0.31f * (area.w - 2 * gap);
  layout.loss_plot = cutLeft(area, plot, gap);
  layout.accuracy_plot = cutLeft(area, plot, gap);
  layout.inspector = area;
}

// The stage, its plots, and an inspector that needs the height: ten classes and a picture. Where two plots would be too
// low to read, they take turns in one place.
void placeImages(Layout& layout, Rect middle, Rect right) {
  placeHeader(layout, middle);
  cutTop(middle, 4);
  constexpr float inspector = 450;
  if (right.h >= inspector + 2 * (240 + gap)) {
    layout.loss_plot = cutTop(right, (right.h - inspector) / 2 - gap, gap);
    layout.accuracy_plot = cutTop(right, layout.loss_plot.h, gap);
  } else {
    layout.loss_plot = cutTop(right, std::clamp(0.41f * right.h, 210.0f, 400.0f), gap);
  }
  layout.inspector = right;
  layout.status = cutBottom(middle, status_height, 4);
  layout.stage = middle;
}

// Half for the picture, which stays alive, half for the sheet.
void placeBesideExperiments(Layout& layout, const LayoutWish& wish, Rect area) {
  layout.experiments = cutRight(area, std::clamp(std::min(0.52f * area.w, area.w - gap - 480), 400.0f, 900.0f), gap);
  placeHeader(layout, area);
  layout.status = cutBottom(area, status_height, 4);
  if (wish.images) {
    layout.stage = area;
    return;
  }
  const float wanted = std::min(area.h, wish.side_by_side ? area.h : area.w);
  const float rest = area.h - wanted - gap;
  if (rest >= least_plot) {
    Rect plots = cutBottom(area, rest, gap);
    const bool high = rest >= 2 * 240;
    layout.loss_plot = high ? cutTop(plots, 0.6f * (rest - gap), gap) : cutLeft(plots, 0.6f * (plots.w - gap), gap);
    layout.accuracy_plot = plots;
  }
  placePictures(layout, area, wish.side_by_side);
}

}  // namespace

void placeColumns(Layout& layout, const LayoutWish& wish, Rect page) {
  placeTopBar(layout, cutTop(page, bar_height, 4));
  cutLeft(page, gap);
  cutRight(page, gap);
  cutBottom(page, gap);
  float left = std::clamp(0.2f * page.w, 312.0f, 360.0f);
  float right = std::clamp(0.265f * page.w, 336.0f, 560.0f);
  if (!wish.images && !wish.side_by_side && !wish.experiments) {
    // What a square picture leaves free goes to the columns beside it.
    const float square = page.h - header_height - status_height - 4;
    const float slack = std::max(0.0f, page.w - left - right - 2 * gap - square);
    const float more = std::min(slack, 760 - right);
    right += more;
    left += std::min(slack - more, 440 - left);
  }
  Rect settings = cutLeft(page, left, gap);
  layout.model_bar = cutTop(settings, model_height, 6);
  layout.settings = settings;
  if (wish.experiments) return placeBesideExperiments(layout, wish, page);
  if (!wish.images && wish.side_by_side) return placeTwoPictures(layout, page);
  const Rect column = cutRight(page, right, gap);
  if (wish.images) return placeImages(layout, page, column);
  placeOnePicture(layout, page, column);
}

}  // namespace lab::ui
