// The losses of a race in one plot.
#pragma once

#include "lab/study/study_snapshot.h"
#include "ui/kit/frame.h"

namespace lab::ui {

class RacePlot {
 public:
  // `race` may be null: the axes alone.
  void draw(Frame& frame, const Rect& rect, const RaceSnapshot* race);

 private:
  bool log_y_ = true;
};

// Colour of a run, the same in plot and table.
Color laneColor(std::size_t lane);

}  // namespace lab::ui
