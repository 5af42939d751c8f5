// Where names stand in a plot: beside what they name, on no curve and on no other name.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ui/kit/theme.h"
#include "ui/layout/rect.h"

namespace lab::ui {

class PlotLabels {
 public:
  explicit PlotLabels(const Rect& area) : area_(area) {}

  // A line that names should not lie on. Screen points from left to right.
  void avoid(std::vector<ImVec2> line) { lines_.push_back(std::move(line)); }
  // Takes the first candidate inside the area that is free; if none is, the first that is at least off other names.
  // Nothing if all lie on names or outside.
  std::optional<Rect> take(std::span<const Rect> candidates);
  // Words that stand there whatever else does.
  void occupy(const Rect& place) { names_.push_back(place); }

 private:
  bool inside(const Rect& rect) const;
  bool onName(const Rect& rect) const;
  bool onLine(const Rect& rect) const;

  Rect area_;
  std::vector<std::vector<ImVec2>> lines_;
  std::vector<Rect> names_;
};

// True if the line from a to b touches the rectangle.
bool touches(ImVec2 a, ImVec2 b, const Rect& rect);

}  // namespace lab::ui
