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
  columns,  // settings, picture, plots and inspector, all in sight: beside each other, or in two storeys where it is
            // tall
  split,    // picture | tabs
  stacked,  // picture over tabs, transport at the bottom
};

struct LayoutWish {
  float width = 0;
  float height = 0;
  float zoom = 1;             // the user's own
  bool side_by_side = false;  // two pictures
  bool images = false;        // image classification: a stage instead of the pictures
  bool experiments = false;   // the sheet of experiments is open
};

// Every rectangle is in ImGui's units, inside the page and apart from the others, but for that of the advice. An empty
// one is not shown.
struct Layout {
  Arrangement arrangement = Arrangement::columns;
  float scale = 1;               // design pixels to units: the zoom, and larger text on very large screens
  Rect transport;                // buttons; in `stacked` the thumb's bar at the bottom
  Rect model_bar;                // linear, two-layer or both
  Rect mode_bar;                 // spiral or images
  Rect readouts;                 // iteration, epoch, loss, accuracy; a column of them where it is higher than wide
  Rect corner;                   // undo and help; where there is room redo and theme
  Rect settings;                 // columns only: training, and data unless they have a place of their own
  Rect data;                     // columns on a tall page
  Rect picture_header;           // legend and switches
  std::array<Rect, 2> pictures;  // squares; the second only side by side
  std::array<Rect, 2> captions;  // a line above each picture, side by side only
  Rect stage;                    // images only: where grid, templates and confusion matrix take turns
  Rect status;                   // what a step is, or where two runs stand; small screens: only side by side
  Rect advice;     // the picture and the strip below it: advice takes from its foot what it needs, and moves nothing
  Rect loss_plot;  // columns only; without the next both plots take turns here
  Rect accuracy_plot;
  Rect inspector;  // columns only
  Rect tabs;       // split and stacked: the row of tabs
  Rect tab_body;
  Rect experiments;  // beside the picture where there is room, else in the place of all but the bars
};

Layout computeLayout(const LayoutWish& wish);

}  // namespace lab::ui
