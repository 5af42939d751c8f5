// Curves of the runs in a panel: title, switches of the axes, names of the curves, and the plot.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/kit/panel.h"
#include "ui/plot/plot.h"

namespace lab::ui {

// Where an iteration lies on an axis of iterations: a logarithmic one has no 0.
double iterationPlace(std::int64_t iteration, bool logarithmic);

// One value of a run's history over its iterations, and the latest (`now`) where it is there and not in it yet.
// `part`: a double of HistoryPoint, or one that some of its points lack.
template <class Value>
std::vector<PlotPoint> curveOf(const RunSnapshot& run, bool log_x, Value HistoryPoint::* part,
                               std::optional<double> now = {}) {
  std::vector<PlotPoint> points;
  if (run.history != nullptr) {
    points.reserve(run.history->points().size() + 1);
    for (const HistoryPoint& point : run.history->points()) {
      const std::optional<double> value = point.*part;
      if (value) points.push_back({iterationPlace(point.iteration, log_x), *value});
    }
  }
  const double x = iterationPlace(run.iteration, log_x);
  if (now && (points.empty() || points.back().x < x)) points.push_back({x, *now});
  return points;
}

// Where the names of the curves stand, each beside a piece of its line.
enum class Legend {
  none,
  below,   // on lines of their own
  beside,  // on the title's line where they fit: for plots that have no height to spare
};

struct LinePanel {
  const char* id = "";
  PanelOptions options = {.scrolls = false};
  std::string title = {};
  std::optional<bool>* log_x = nullptr;  // where a switch keeps what the visitor chose; null: there is none
  bool* log_y = nullptr;
  Legend legend = Legend::none;
  std::span<const Series> names = {};  // of the legend; those without a label have no place in it
  PlotSpec plot = {};
};

// Nothing in an empty rectangle. What is switched shows with the next frame.
void drawLinePanel(Frame& frame, const Rect& rect, const LinePanel& panel);

}  // namespace lab::ui
