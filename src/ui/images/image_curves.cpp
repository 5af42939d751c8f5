#include "ui/images/image_curves.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/run_choice.h"
#include "ui/plot/curves.h"
#include "ui/plot/line_panel.h"
#include "ui/plot/trouble.h"

namespace lab::ui {
std::vector<PlotPoint> smoothed(std::span<const PlotPoint> points, double keep) {
  std::vector<PlotPoint> line;
  line.reserve(points.size());
  double sum = 0;
  double weight = 0;
  for (const PlotPoint& point : points) {
    if (!std::isfinite(point.y)) continue;
    sum = keep * sum + point.y;
    weight = keep * weight + 1;
    line.push_back({point.x, sum / weight});
  }
  return line;
}

void ImageCurves::drawLoss(Frame& frame, const Rect& rect) {
  const Snapshot& snapshot = frame.snapshot;
  const bool both = snapshot.runs.size() > 1;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  // The data loss of guessing is a yardstick; the penalty on large weights may start far above it.
  const double expected = snapshot.runs.front().expected_start;
  double high = expected;
  double low = expected;
  std::vector<Series> series;
  for (const RunSnapshot& run : snapshot.runs) {
    const auto latest = run.last_batch ? std::optional(run.last_batch->loss) : std::nullopt;
    std::vector<PlotPoint> raw = curveOf(run, log_x, &HistoryPoint::batch_loss, latest);
    std::vector<PlotPoint> line = smoothed(raw, 0.8);
    for (const PlotPoint& point : line) {
      high = std::max(high, point.y);
      low = std::min(low, std::max(point.y, 1e-6));
    }
    series.push_back({.label = both ? "" : "minibatch",
                      .points = std::move(raw),
                      .color = withAlpha(runColor(frame, run), 0.3f),
                      .width = 1,
                      .in_hover = !both,
                      .fit = Fit::no});
    series.push_back({.label = both ? modelName(run.model) : "smoothed",
                      .points = std::move(line),
                      .color = runColor(frame, run),
                      .width = 2.2f});
  }
  const bool penalized = snapshot.settings.l2 > 0 || snapshot.settings.l1 > 0;
  const ReferenceLine reference{expected, (penalized ? "guessing, without penalty: " : "guessing: ") +
                                              expectedStartText(snapshot.settings, 10, expected)};
  const std::vector<PlotEvent> events = divergences(snapshot);
  if (!events.empty() && !log_y_) high = std::min(high, 4 * expected);  // the way to a divergence leaves the plot
  const bool wide = rect.w > frame.px(300);
  drawLinePanel(frame, rect,
                {.id = "image loss",
                 .title = penalized && rect.w > frame.px(480) ? "Loss with penalty" : "Loss",
                 .log_x = wide ? &log_x_ : nullptr,
                 .log_y = wide ? &log_y_ : nullptr,
                 .legend = Legend::beside,
                 .names = series,
                 .plot = {.x = iterationAxis(snapshot, log_x),
                          .y = log_y_ ? logAxis(low, high) : Axis(std::floor(1.7 * low) / 2, niceCeiling(high * 1.02)),
                          .series = series,
                          .references = std::span(&reference, 1),
                          .events = events,
                          .x_name = "iteration",
                          .y_text = [](double value) { return fixed(value, 4); }}});
}

void ImageCurves::drawAccuracy(Frame& frame, const Rect& rect) {
  const Snapshot& snapshot = frame.snapshot;
  const bool both = snapshot.runs.size() > 1;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  std::vector<Series> series;
  double high = 0.2;
  for (const RunSnapshot& run : snapshot.runs) {
    const Color color = runColor(frame, run);
    series.push_back({.label = both ? "" : "training",
                      .points = curveOf(run, log_x, &HistoryPoint::train_accuracy, run.now.train_accuracy),
                      .color = withAlpha(color, 0.7f),
                      .width = 1.6f});
    series.push_back({.label = both ? modelName(run.model) : "validation",
                      .points = curveOf(run, log_x, &HistoryPoint::val_accuracy, run.now.val_accuracy),
                      .color = color,
                      .width = 2.4f});
  }
  for (const Series& one : series) {
    for (const PlotPoint& point : one.points) high = std::max(high, point.y);
  }
  const ReferenceLine chance{0.1, "guessing: 10%"};
  drawLinePanel(frame, rect,
                {.id = "image accuracy",
                 .title = rect.w > frame.px(300) ? "Accuracy" : "Acc.",
                 .legend = Legend::beside,
                 .names = series,
                 .plot = {.x = iterationAxis(snapshot, log_x),
                          .y = Axis(0, std::min(1.0, niceCeiling(high * 1.05))),
                          .series = series,
                          .references = std::span(&chance, 1),
                          .x_name = "iteration",
                          .y_text = [](double value) { return percent(value, 1); },
                          .y_tick_text = [](double value) { return percent(value); }}});
}

}  // namespace lab::ui
