#include "ui/study/race_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "lab/settings/change_words.h"
#include "ui/kit/format.h"
#include "ui/plot/line_panel.h"

namespace lab::ui {
namespace {

// All that is near the start or below it; what climbs far above leaves the plot.
Axis axisOf(const std::vector<Series>& series, double start, bool logarithmic) {
  double low = start, high = start;
  for (const Series& one : series) {
    for (const PlotPoint& point : one.points) {
      if (!std::isfinite(point.y)) continue;
      high = std::max(high, point.y);
      if (point.y > 0) low = std::min(low, point.y);
    }
  }
  high = std::min(high, 4 * start);
  // From a round number to a round number: an axis that follows in steps does not shimmer.
  if (logarithmic) return Axis(1 / niceCeiling(1 / low), niceCeiling(1.02 * high), true);
  return Axis(0, niceCeiling(1.02 * high));
}

}  // namespace

Color laneColor(std::size_t lane) {
  // The class colours without the yellow, which is weak as a line on white.
  constexpr std::array<int, 6> classes = {0, 1, 3, 4, 5, 6};
  return classColor(classes[lane % classes.size()]);
}

void RacePlot::draw(Frame& frame, const Rect& rect, const RaceSnapshot* race) {
  std::vector<Series> series;
  double start = 1;
  double steps = 100;
  if (race != nullptr) {
    steps = static_cast<double>(race->steps);
    start = race->lanes.front().run.expected_start;
    for (std::size_t i = 0; i < race->lanes.size(); ++i) {
      const RaceLane& lane = race->lanes[i];
      series.push_back({.label = lane.changes.empty() ? "as set" : describeAssignments(lane.settings, lane.changes),
                        .points = curveOf(lane.run, false, &HistoryPoint::loss, lane.run.now.loss),
                        .color = laneColor(i),
                        .width = 2.2f,
                        .direct_label = true});
    }
  }
  const ReferenceLine guessing{start, "guessing: " + fixed(start, 3)};
  drawLinePanel(frame, rect,
                {.id = "race plot panel",
                 .options = bare_panel,
                 .title = "Loss",
                 .log_y = &log_y_,
                 .plot = {.x = Axis(0, steps),
                          .y = axisOf(series, start, log_y_),
                          .series = series,
                          .references = std::span(&guessing, race != nullptr ? 1 : 0),
                          .x_name = "iteration",
                          .y_text = [](double value) { return fixed(value, 4); }}});
}

}  // namespace lab::ui
