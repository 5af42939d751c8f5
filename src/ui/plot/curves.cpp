#include "ui/plot/curves.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/run_choice.h"
#include "ui/plot/line_panel.h"
#include "ui/plot/trouble.h"

namespace lab::ui {

bool logarithmicIterations(const Snapshot& snapshot, std::optional<bool> chosen) {
  if (chosen) return *chosen;
  // A published table has its points at even distances; beyond it the run is one like any other.
  return std::none_of(snapshot.runs.begin(), snapshot.runs.end(), [](const RunSnapshot& run) {
    return !run.published.empty() && run.iteration <= run.published.back().iteration + 10;
  });
}

Axis iterationAxis(const Snapshot& snapshot, bool logarithmic) {
  constexpr std::int64_t short_run = 200;
  std::int64_t last = 10;
  std::int64_t next = std::numeric_limits<std::int64_t>::max();
  for (const RunSnapshot& run : snapshot.runs) {
    last = std::max(last, run.iteration);
    if (run.published.empty()) continue;
    last = std::max(last, std::min(run.published.back().iteration, short_run));
    for (const PublishedCheck& check : run.published) {
      if (check.iteration > run.iteration) next = std::min(next, check.iteration);
    }
  }
  if (next < std::numeric_limits<std::int64_t>::max()) last = std::max(last, next);
  return Axis(logarithmic ? 1 : 0, niceCeiling(static_cast<double>(last)), logarithmic);
}

Axis lossAxis(std::span<const Series> curves, double reference, bool logarithmic, bool diverged) {
  double high = reference;
  double low = reference;
  double latest = reference;
  double lowest = reference;  // of the curves that are followed loosely
  for (const Series& series : curves) {
    if (series.points.empty() || series.fit == Fit::no) continue;
    double& least = series.fit == Fit::whole ? low : lowest;
    if (series.fit == Fit::whole && !diverged && std::isfinite(series.points.back().y)) {
      latest = std::max(latest, series.points.back().y);
    }
    for (const PlotPoint& point : series.points) {
      if (!std::isfinite(point.y)) continue;
      high = std::max(high, point.y);
      if (point.y > 0) least = std::min(least, point.y);
    }
  }
  if (!logarithmic) return Axis(0, niceCeiling(std::min(high, 4 * latest) * 1.02));
  low = std::min(low, std::max(lowest, 0.01 * low));
  // Above the reference there is room for its name.
  return logAxis(low, std::max(high, reference * std::pow(reference / low, 0.2)));
}

void CurvesPanel::drawLoss(Frame& frame, const Rect& rect) {
  const Snapshot& snapshot = frame.snapshot;
  const bool both = snapshot.runs.size() > 1;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  std::vector<Series> series;
  std::vector<PlotMark> marks;
  for (const RunSnapshot& run : snapshot.runs) {
    const Color color = runColor(frame, run);
    const std::string prefix = both ? std::string(modelName(run.model)) + " " : "";
    if (snapshot.settings.batch > 0) {
      series.push_back({.label = prefix + "minibatch",
                        .points = curveOf(run, log_x, &HistoryPoint::batch_loss),
                        .color = withAlpha(color, 0.3f),
                        .width = 1,
                        .in_hover = !both,
                        .fit = Fit::no});
    }
    if (!both) {
      series.push_back({.label = "penalty",
                        .points = curveOf(run, log_x, &HistoryPoint::reg_loss, run.now.reg_loss),
                        .color = frame.colors().muted,
                        .width = 1.4f,
                        .fit = Fit::loosely});
    }
    series.push_back({.label = prefix + "data",
                      .points = curveOf(run, log_x, &HistoryPoint::data_loss, run.now.data_loss),
                      .color = withAlpha(color, 0.55f),
                      .width = 1.2f,
                      .fit = Fit::loosely});
    series.push_back({.label = both ? modelName(run.model) : "total",
                      .points = curveOf(run, log_x, &HistoryPoint::loss, run.now.loss),
                      .color = color,
                      .width = 2.4f});
    for (const PublishedCheck& check : run.published) {
      marks.push_back(
          {iterationPlace(check.iteration, log_x), check.published, check.matches, prefix + "in the CS231n notes"});
    }
  }
  // Side by side what is named is the models; their thin companions have the same colours.
  std::vector<Series> named(series.rbegin(), series.rend());
  if (both) {
    std::erase_if(named, [](const Series& one) { return one.label.find(' ') != std::string::npos; });
    std::reverse(named.begin(), named.end());
  }
  const double expected = snapshot.runs.front().expected_start;
  const ReferenceLine reference{expected, expectedStartText(snapshot.settings, snapshot.settings.classes, expected)};
  const std::vector<PlotEvent> events = divergences(snapshot);
  drawLinePanel(frame, rect,
                {.id = "loss",
                 .title = "Loss",
                 .log_x = &log_x_,
                 .log_y = &log_y_,
                 .legend = Legend::below,
                 .names = named,
                 .plot = {.x = iterationAxis(snapshot, log_x),
                          .y = lossAxis(series, expected, log_y_, !events.empty()),
                          .series = series,
                          .references = std::span(&reference, 1),
                          .marks = marks,
                          .events = events,
                          .x_name = "iteration",
                          .y_text = [](double value) { return fixed(value, 6); }}});
}

void CurvesPanel::drawAccuracy(Frame& frame, const Rect& rect) {
  const Snapshot& snapshot = frame.snapshot;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  const bool both = snapshot.runs.size() > 1;
  std::vector<Series> series;
  for (const RunSnapshot& run : snapshot.runs) {
    series.push_back({.label = both ? modelName(run.model) : "accuracy",
                      .points = curveOf(run, log_x, &HistoryPoint::train_accuracy, run.now.train_accuracy),
                      .color = runColor(frame, run),
                      .width = 2.4f});
  }
  drawLinePanel(frame, rect,
                {.id = "accuracy",
                 .title = "Training accuracy",
                 .legend = Legend::below,
                 .names = both ? std::span<const Series>(series) : std::span<const Series>(),
                 .plot = {.x = iterationAxis(snapshot, log_x),
                          .y = Axis(0, 1),
                          .series = series,
                          .x_name = "iteration",
                          .y_text = [](double value) { return percent(value, 1); },
                          .y_tick_text = [](double value) { return percent(value); }}});
}

}  // namespace lab::ui
