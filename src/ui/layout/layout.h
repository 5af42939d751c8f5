// Where everything goes: a pure function of the page's size, so that a test can try every size.
#pragma once

#include <array>

#include "ui/layout/rect.h"

namespace lab::ui {

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
