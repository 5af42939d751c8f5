// The cells of a search by their learning rate and strength: a grid as a heat map, random pairs as points on
// logarithmic axes. Colour is validation accuracy.
#pragma once

#include <optional>
#include <span>

#include "lab/study/study_snapshot.h"
#include "ui/kit/frame.h"

namespace lab::ui {

// From what the cells have reached so far, in steps of 5 %, so that colours hold still while it fills.
struct AccuracyScale {
  double low = 0, high = 1;
  // One hue from pale to deep (on a dark page from dim to bright): told apart by lightness, also by colour-blind eyes.
  Color color(const Frame& frame, double accuracy) const;
};
AccuracyScale accuracyScale(std::span<const SearchResult> cells);

// The search's shape in `rect`; a click on a cell puts it into `selected`. `search` may be null: empty axes.
void drawSearchMap(Frame& frame, const Rect& rect, const SearchSnapshot* search, std::optional<std::size_t>& selected);

}  // namespace lab::ui
