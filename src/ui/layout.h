// Where everything goes: a pure function of the page's size, so that a test can try every size.
#pragma once

#include <array>

namespace lab::ui {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(const Rect& other) const {
    return other.x >= x - 0.01f && other.y >= y - 0.01f && other.right() <= right() + 0.01f &&
           other.bottom() <= bottom() + 0.01f;
  }
  bool overlaps(const Rect& other) const {
    return !empty() && !other.empty() && x < other.right() - 0.01f && other.x < right() - 0.01f &&
           y < other.bottom() - 0.01f && other.y < bottom() - 0.01f;
  }
};

enum class Arrangement {
  columns,  // settings | picture | plots
  split,    // picture | tabs
  stacked,  // picture over tabs, transport at the bottom
};

struct LayoutWish {
  float width = 0;
  float height = 0;
  float zoom = 1;             // the user's own
  bool side_by_side = false;  // two pictures
  bool images = false;        // image classification: a stage instead of the pictures
};

// Every rectangle is in ImGui's units, inside the page and apart from the others. An empty one is not shown.
struct Layout {
  Arrangement arrangement = Arrangement::columns;
  float scale = 1;               // design pixels to units: the zoom, and larger text on very large screens
  Rect transport;                // buttons; in `stacked` the thumb's bar at the bottom
  Rect model_bar;                // model toggle, and in `stacked` theme and help
  Rect mode_bar;                 // spiral or images
  Rect readouts;                 // iteration, epoch, loss, accuracy
  Rect corner;                   // theme and help
  Rect settings;                 // columns only: data and training
  Rect picture_header;           // legend and switches
  std::array<Rect, 2> pictures;  // squares; the second only side by side
  std::array<Rect, 2> captions;  // a line above each picture, side by side only
  Rect stage;                    // images only: where grid, templates and confusion matrix take turns
  Rect status;                   // one quiet line: what a step is, what it runs on
  Rect loss_plot;                // columns, and split where there is room below the pictures
  Rect accuracy_plot;
  Rect published;  // columns only: shares its place with the inspector when `detail_tabs`
  Rect inspector;  // columns only
  Rect tabs;       // split and stacked: the row of tabs
  Rect tab_body;
};

Layout computeLayout(const LayoutWish& wish);

}  // namespace lab::ui
