// Where zero is in the picture of the plane, and numbers along its lower and left edge.
#pragma once

#include "ui/kit/frame.h"
#include "ui/plane/plane.h"

namespace lab::ui {

void drawPlaneAxes(const Frame& frame, ImDrawList& list, const PlaneMap& map);

}  // namespace lab::ui
