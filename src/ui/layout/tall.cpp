// Two storeys for tablets held upright and monitors on their side: picture and plots above, settings and inspector
// below, all in sight.
#include "ui/layout/cut.h"

namespace lab::ui {
namespace {

constexpr float row_height = 58;

void placeBars(Layout& layout, Rect& page) {
  Rect first = cutTop(page, row_height);
  Rect second = cutTop(page, row_height, 4);
  layout.corner = cutRight(first, corner_wide, gap);
  layout.transport = cutLeft(first, 600);
  layout.model_bar = cutLeft(second, 320, 1.5f * gap);
  layout.mode_bar = cutRight(second, mode_width, gap);
  layout.readouts = second;
}

}  // namespace

void placeTall(Layout& layout, const LayoutWish& wish, Rect page) {
  cutLeft(page, gap);
  cutRight(page, gap);
  cutBottom(page, gap);
  placeBars(layout, page);
  layout.picture_header = cutTop(page, header_height);
  const bool both = wish.side_by_side && !wish.images;
  const float plots_w = std::max(236.0f, 0.3f * page.w);
  if (both) {
    const float most = page.h - status_height - 2 * gap - 430;
    placePictures(layout, cutTop(page, std::min(picturesHeight(wish, page.w), most), 4), true);
    layout.status = cutTop(page, status_height, 4);
    Rect plots = cutTop(page, 0.44f * page.h, gap);
    layout.loss_plot = cutLeft(plots, (plots.w - gap) / 2, gap);
    layout.accuracy_plot = plots;
  } else {
    // Ten classes and a picture need more height than three classes.
    const float below = std::max(wish.images ? 420.0f : 340.0f, 0.34f * page.h) + gap;
    const float most = page.h - below - status_height - 4;
    const float side = std::min(page.w - gap - plots_w, most);
    Rect upper = cutTop(page, wish.images ? most : side, 4);
    layout.status = cutTop(page, status_height, 4);
    Rect plots = cutRight(upper, wish.images ? plots_w : upper.w - side - gap, gap);
    // The plots begin where the header does: above them it has nothing to say.
    layout.picture_header.w = upper.w;
    plots.y -= header_height;
    plots.h += header_height;
    layout.loss_plot = cutTop(plots, 0.5f * (plots.h - gap), gap);
    layout.accuracy_plot = plots;
    if (wish.images) {
      layout.stage = upper;
    } else {
      placePictures(layout, upper, false);
    }
  }
  const bool three = page.w >= 1000;
  if (three) layout.data = cutLeft(page, (page.w - 2 * gap) / 3, gap);
  layout.settings = cutLeft(page, (page.w - gap) / 2, gap);
  layout.inspector = page;
}

}  // namespace lab::ui
