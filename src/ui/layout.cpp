#include "ui/layout.h"

#include <algorithm>

namespace lab::ui {
namespace {

constexpr float gap = 12;
constexpr float min_columns_width = 1180;
constexpr float min_columns_height = 600;
constexpr float stacked_below = 860;
constexpr float corner_width = 86;
constexpr float mode_width = 136;  // two names side by side
constexpr float mode_narrow = 92;  // a button with one name
constexpr float caption_height = 32;
constexpr float header_height = 40;
constexpr float status_height = 62;  // the coach's three lines

// One or two squares inside `area`, centred, as large as fits.
void placePictures(Layout& layout, const Rect& area, bool side_by_side, bool top) {
  if (!side_by_side) {
    const float side = std::max(0.0f, std::min(area.w, area.h));
    layout.pictures[0] = {area.x + (area.w - side) / 2, top ? area.y : area.y + (area.h - side) / 2, side, side};
    return;
  }
  const float beside = std::min((area.w - gap) / 2, area.h - caption_height);
  const float stacked = std::min(area.w, (area.h - gap) / 2 - caption_height);
  const bool rows = stacked > beside;
  const float side = std::max(0.0f, rows ? stacked : beside);
  const float total_w = rows ? side : 2 * side + gap;
  const float total_h = rows ? 2 * (side + caption_height) + gap : side + caption_height;
  const float x = area.x + (area.w - total_w) / 2;
  const float y = top ? area.y : area.y + (area.h - total_h) / 2;
  for (std::size_t i = 0; i < 2; ++i) {
    const float dx = rows ? 0 : static_cast<float>(i) * (side + gap);
    const float dy = rows ? static_cast<float>(i) * (side + caption_height + gap) : 0;
    layout.captions[i] = {x + dx, y + dy, side, caption_height};
    layout.pictures[i] = {x + dx, y + dy + caption_height, side, side};
  }
}

// The top bar on one row.
float placeTopBar(Layout& layout, float width) {
  const float height = 64;
  const float transport = width >= 1440 ? 572 : 496;
  const float model = width >= 1360 ? 252 : 216;
  const float mode = width >= 1260 ? mode_width : mode_narrow;
  layout.transport = {gap, 0, transport, height};
  layout.model_bar = {layout.transport.right() + gap, 0, model, height};
  layout.corner = {width - gap - corner_width, 0, corner_width, height};
  layout.mode_bar = {layout.corner.x - 8 - mode, 0, mode, height};
  const float x = layout.model_bar.right() + (width >= 1360 ? 2 : 1.5f) * gap;
  layout.readouts = {x, 0, layout.mode_bar.x - gap - x, height};
  return height;
}

// Settings | picture | plots.
void placeColumns(Layout& layout, const LayoutWish& wish, float width, float height) {
  const float top = placeTopBar(layout, width) + gap;
  const float body = height - top - gap;
  float left = std::clamp(0.2f * width, 312.0f, 360.0f);
  if (wish.images) {
    const float right = std::clamp(0.27f * width, 336.0f, 560.0f);
    layout.settings = {gap, top, left, body};
    const float x = layout.settings.right() + gap;
    const float w = width - left - right - 4 * gap;
    layout.picture_header = {x, top, w, header_height};
    layout.stage = {x, top + header_height + 4, w, body - header_height - status_height - 8};
    layout.status = {x, layout.stage.bottom() + 4, w, status_height};
    // The inspector needs the height: ten classes and a picture.
    const float inspector = std::clamp(0.44f * body, 320.0f, 560.0f);
    const float rx = x + w + gap;
    const float plots = body - inspector - 2 * gap;
    layout.loss_plot = {rx, top, right, 0.54f * plots};
    layout.accuracy_plot = {rx, layout.loss_plot.bottom() + gap, right, 0.46f * plots};
    layout.inspector = {rx, layout.accuracy_plot.bottom() + gap, right, inspector};
    return;
  }
  if (wish.side_by_side) {
    // The two pictures take the width, plots and inspector lie below them.
    layout.settings = {gap, top, left, body};
    const float x = layout.settings.right() + gap;
    const float w = width - x - gap;
    layout.picture_header = {x, top, w, header_height};
    const float pictures_h = std::min(0.53f * body + caption_height, (w - gap) / 2 + caption_height);
    placePictures(layout, {x, top + header_height, w, pictures_h}, true, true);
    const float y = top + header_height + pictures_h + gap;
    const float h = height - gap - status_height - y - 4;
    const float plot_w = 0.31f * (w - 2 * gap);
    layout.loss_plot = {x, y, plot_w, h};
    layout.accuracy_plot = {x + plot_w + gap, y, plot_w, h};
    layout.inspector = {x + 2 * (plot_w + gap), y, w - 2 * (plot_w + gap), h};
    layout.status = {x, height - gap - status_height, w, status_height};
    return;
  }

  float right = std::clamp(0.265f * width, 336.0f, 560.0f);
  const float picture_h = body - header_height - status_height - 8;
  float slack = width - left - right - 4 * gap - picture_h;
  if (slack > 0) {
    const float more = std::min(slack, 760 - right);
    right += more;
    slack -= more;
    left += std::min(slack, 440 - left);
  }
  layout.settings = {gap, top, left, body};
  const float x = layout.settings.right() + gap;
  const float w = width - left - right - 4 * gap;
  layout.picture_header = {x, top, w, header_height};
  placePictures(layout, {x, top + header_height, w, picture_h}, false, true);
  layout.status = {x, layout.pictures[0].bottom() + 6, w, status_height};

  const float rx = x + w + gap;
  const float loss_h = 0.37f * body;
  const float accuracy_h = 0.22f * body;
  layout.loss_plot = {rx, top, right, loss_h};
  layout.accuracy_plot = {rx, top + loss_h + gap, right, accuracy_h};
  const float y = layout.accuracy_plot.bottom() + gap;
  layout.inspector = {rx, y, right, top + body - y};
}

// Picture | tabs, for small windows and telephones on their side.
void placeSplit(Layout& layout, const LayoutWish& wish, float width, float height) {
  const float row = height < 520 ? 48.0f : 56.0f;
  layout.transport = {gap, 0, std::min(496.0f, width - corner_width - 3 * gap), row};
  layout.corner = {width - gap - corner_width, 0, corner_width, row};
  layout.model_bar = {gap, row, 252, row};
  const float readouts_x = layout.model_bar.right() + 2 * gap;
  // The first row has room for it beside the buttons, or the second gives some.
  const bool above = layout.corner.x - gap - mode_width >= layout.transport.right() + gap;
  layout.mode_bar = {above ? layout.corner.x - gap - mode_width : width - gap - mode_width, above ? 0 : row, mode_width,
                     row};
  layout.readouts = {readouts_x, row, (above ? width : layout.mode_bar.x) - gap - readouts_x, row};
  const float top = 2 * row;
  const float body = height - top - gap;
  const bool tall = height >= 520;
  if (wish.images) {
    const float tabs_w = std::clamp(0.38f * width, 300.0f, 360.0f);
    const float stage_w = width - 3 * gap - tabs_w;
    const float status_h = tall ? status_height : 0;
    layout.picture_header = {gap, top, stage_w, 48};
    layout.stage = {gap, top + 48, stage_w, body - 48 - status_h};
    layout.status = {gap, height - gap - status_h, stage_w, status_h};
    layout.tabs = {2 * gap + stage_w, top, tabs_w, 44};
    layout.tab_body = {2 * gap + stage_w, top + 44, tabs_w, body - 44};
    return;
  }
  const float header = tall ? header_height : 0;
  const float status = tall ? status_height : 0;
  const float picture_w = std::min(width - 3 * gap - 340, wish.side_by_side ? width : body - header - status);
  layout.picture_header = {gap, top, picture_w, header};
  placePictures(layout, {gap, top + header, picture_w, body - header - status}, wish.side_by_side, true);
  layout.status = {gap, height - gap - status, picture_w, status};
  const float y = std::max(layout.pictures[0].bottom(), layout.pictures[1].bottom()) + gap;
  const float below = layout.status.y - 4 - y;
  if (tall && below >= 170) {
    const float plot_h = std::min(below, 260.0f);
    layout.loss_plot = {gap, y, (picture_w - gap) / 2, plot_h};
    layout.accuracy_plot = {gap + (picture_w + gap) / 2, y, (picture_w - gap) / 2, plot_h};
  }
  const float x = 2 * gap + picture_w;
  const float w = width - gap - x;
  layout.tabs = {x, top, w, 44};
  layout.tab_body = {x, top + 44, w, body - 44};
}

// Picture over tabs, transport at the bottom.
void placeStacked(Layout& layout, const LayoutWish& wish, float width, float height) {
  const float margin = 10;
  const float inner = width - 2 * margin;
  const float bar = 64;
  layout.transport = {margin, height - bar, inner, bar};
  const float corner = 92;
  layout.corner = {width - margin - corner, 0, corner, 52};
  layout.model_bar = {margin, 0, std::min(inner - corner - 8, 300.0f), 52};
  const float mode = inner >= 410 ? mode_width : mode_narrow;
  layout.mode_bar = {margin + inner - mode, 52, mode, 44};
  layout.readouts = {margin, 52, inner - mode - 4, 44};
  layout.picture_header = {margin, 96, inner, 44};
  const float top = 140;
  const float room = height - bar - top;
  const float picture_h = wish.images ? 0.56f * room
                                      : std::min(wish.side_by_side ? inner / 2 + caption_height : inner,
                                                 (height < 720 ? 0.52f : 0.6f) * room);
  if (wish.images) {
    layout.stage = {margin, top, inner, picture_h};
  } else {
    placePictures(layout, {margin, top, inner, picture_h}, wish.side_by_side, true);
  }
  layout.tabs = {margin, top + picture_h + 4, inner, 44};
  const float y = layout.tabs.bottom();
  layout.tab_body = {margin, y, inner, std::max(0.0f, height - bar - y)};
}

void multiply(Rect& rect, float scale) {
  rect = rect.empty() ? Rect{} : Rect{rect.x * scale, rect.y * scale, rect.w * scale, rect.h * scale};
}

}  // namespace

Layout computeLayout(const LayoutWish& wish) {
  Layout layout;
  const float growth = std::clamp(std::min(wish.width / 1920, wish.height / 1080), 1.0f, 2.5f);
  layout.scale = std::max(0.5f, wish.zoom) * growth;
  const float width = wish.width / layout.scale;
  const float height = wish.height / layout.scale;
  if (width >= min_columns_width && height >= min_columns_height) {
    layout.arrangement = Arrangement::columns;
    placeColumns(layout, wish, width, height);
  } else if (width >= stacked_below || (width >= 600 && width > 1.35f * height)) {
    layout.arrangement = Arrangement::split;
    placeSplit(layout, wish, width, height);
  } else {
    layout.arrangement = Arrangement::stacked;
    placeStacked(layout, wish, width, height);
  }
  for (Rect* rect : {&layout.transport, &layout.model_bar, &layout.mode_bar, &layout.readouts, &layout.corner,
                     &layout.settings, &layout.stage, &layout.picture_header, &layout.pictures[0], &layout.pictures[1],
                     &layout.captions[0], &layout.captions[1], &layout.status, &layout.loss_plot, &layout.accuracy_plot,
                     &layout.inspector, &layout.tabs, &layout.tab_body}) {
    multiply(*rect, layout.scale);
  }
  return layout;
}

}  // namespace lab::ui
