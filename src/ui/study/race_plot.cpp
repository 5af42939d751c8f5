#include "ui/study/race_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "lab/settings/change_words.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/plot/plot.h"

namespace lab::ui {
namespace {

std::vector<PlotPoint> lossOf(const RunSnapshot& run) {
  std::vector<PlotPoint> points;
  if (run.history == nullptr) return points;
  for (const HistoryPoint& point : run.history->points()) {
    points.push_back({static_cast<double>(point.iteration), point.loss});
  }
  const auto x = static_cast<double>(run.iteration);
  if (points.empty() || points.back().x < x) points.push_back({x, run.now.loss});
  return points;
}

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
  return Axis(0, niceCeiling(1.02 * high), false);
}

}  // namespace

Color laneColor(std::size_t lane) {
  // The class colours without the yellow, which is weak as a line on white.
  constexpr std::array<int, 6> classes = {0, 1, 3, 4, 5, 6};
  return classColor(classes[lane % classes.size()]);
}

void RacePlot::draw(Frame& frame, const Rect& rect, const RaceSnapshot* race) {
  beginPanel(frame, "race plot panel", rect, bare_panel);
  const float height = frame.theme.control(30);
  const float chip_w = chipWidth(frame, "log y");
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    textAt(*ImGui::GetWindowDrawList(), ImVec2(rect.x, rect.y + height / 2), 0, frame.colors().text, "Loss");
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - chip_w, rect.y));
  if (chip(frame, "race log y", "log y", log_y_, "Logarithmic loss.")) log_y_ = !log_y_;
  std::vector<Series> series;
  double start = 1;
  double steps = 100;
  if (race != nullptr) {
    steps = static_cast<double>(race->steps);
    start = race->lanes.front().run.expected_start;
    for (std::size_t i = 0; i < race->lanes.size(); ++i) {
      const RaceLane& lane = race->lanes[i];
      series.push_back({lane.changes.empty() ? "as set" : describeAssignments(lane.settings, lane.changes),
                        lossOf(lane.run), laneColor(i), 2.2f, true, true});
    }
  }
  const ReferenceLine guessing{start, "guessing: " + fixed(start, 3)};
  drawPlot(frame, {rect.x, rect.y + height, rect.w, rect.h - height},
           {.x = Axis(0, steps, false),
            .y = axisOf(series, start, log_y_),
            .series = series,
            .references = std::span(&guessing, race != nullptr ? 1 : 0),
            .x_name = "iteration",
            .y_text = [](double value) { return fixed(value, 4); }});
  endPanel(frame);
}

}  // namespace lab::ui
