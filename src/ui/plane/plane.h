// Between the plane of the data and the square on the screen.
#pragma once

#include "lab/observe/snapshot.h"
#include "ui/kit/im.h"
#include "ui/layout/rect.h"

namespace lab::ui {

struct PlaneMap {
  PlaneBounds bounds;
  Rect screen;

  ImVec2 toScreen(double x, double y) const {
    return {screen.x + static_cast<float>((x - bounds.min_x) / (bounds.max_x - bounds.min_x)) * screen.w,
            screen.y + static_cast<float>((bounds.max_y - y) / (bounds.max_y - bounds.min_y)) * screen.h};
  }
  double toX(float x) const {
    return bounds.min_x + static_cast<double>((x - screen.x) / screen.w) * (bounds.max_x - bounds.min_x);
  }
  double toY(float y) const {
    return bounds.max_y - static_cast<double>((y - screen.y) / screen.h) * (bounds.max_y - bounds.min_y);
  }
};

}  // namespace lab::ui
