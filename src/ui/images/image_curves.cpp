#include "ui/images/image_curves.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/widgets.h"
#include "ui/plot/curves.h"
#include "ui/plot/trouble.h"

namespace lab::ui {
namespace {

// `read` gives the value at a point of the history; `now` the latest.
template <class Read>
std::vector<PlotPoint> collect(const RunSnapshot& run, bool log_x, Read&& read, std::optional<double> now) {
  std::vector<PlotPoint> points;
  if (run.history != nullptr) {
    for (const HistoryPoint& point : run.history->points()) {
      const std::optional<double> value = read(point);
      if (value) points.push_back({iterationPlace(point.iteration, log_x), *value});
    }
  }
  const double x = iterationPlace(run.iteration, log_x);
  if (now && (points.empty() || points.back().x < x)) points.push_back({x, *now});
  return points;
}

// Title on the left, names of the curves on the same line where they fit, since a plot of this size has no height to
// spare; else on a line of their own. Returns where the plot is.
Rect heading(Frame& frame, const char* words, const std::vector<Series>& series, float reserved) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = frame.theme.chip();
  float left = at.x;
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    textAt(list, at + ImVec2(0, height / 2), 0, frame.colors().text, words);
    left += textWidth(words) + frame.px(14);
  }
  const ImVec2 size = ImGui::GetContentRegionAvail();
  float names = 0;
  for (const Series& one : series) {
    if (!one.label.empty()) names += textWidth(one.label) + frame.px(31);
  }
  const bool beside = at.x + size.x - reserved - names + frame.px(10) >= left;
  float x = beside ? at.x + size.x - reserved - names + frame.px(10) : at.x;
  const float y = at.y + height / 2 + (beside ? 0 : height / 2 + ImGui::GetFontSize() / 2);
  for (const Series& one : series) {
    if (one.label.empty()) continue;
    list.AddLine(ImVec2(x, y), ImVec2(x + frame.px(14), y), one.color, frame.px(one.width + 0.6f));
    textAt(list, ImVec2(x + frame.px(19), y), 0, frame.colors().muted, one.label);
    x += textWidth(one.label) + frame.px(31);
  }
  const float head = height + frame.px(2) + (beside ? 0 : ImGui::GetFontSize());
  return {at.x, at.y + head, size.x, size.y - head};
}

Color runColor(const Frame& frame, const RunSnapshot& run) { return frame.colors().run[placeOf(run.model)]; }

}  // namespace

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
  beginPanel(frame, "image loss", rect, {.scrolls = false});
  const Snapshot& snapshot = frame.snapshot;
  const bool both = snapshot.runs.size() > 1;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  std::vector<Series> series;
  double high = 0;
  double low = 1e300;
  for (const RunSnapshot& run : snapshot.runs) {
    const auto latest = run.last_batch ? std::optional(run.last_batch->loss) : std::nullopt;
    std::vector<PlotPoint> raw =
        collect(run, log_x, [](const HistoryPoint& p) { return std::optional(p.batch_loss); }, latest);
    std::vector<PlotPoint> line = smoothed(raw, 0.8);
    for (const PlotPoint& point : line) {
      high = std::max(high, point.y);
      low = std::min(low, std::max(point.y, 1e-6));
    }
    series.push_back(
        {both ? "" : "minibatch", std::move(raw), withAlpha(runColor(frame, run), 0.3f), 1, !both, false, Fit::no});
    series.push_back(
        {both ? modelName(run.model) : "smoothed", std::move(line), runColor(frame, run), 2.2f, true, false});
  }
  const float chip_w = 2 * (chipWidth(frame, "log x")) + frame.px(8);
  const bool chips = rect.w > frame.px(300);
  const bool penalized = snapshot.settings.l2 > 0 || snapshot.settings.l1 > 0;
  const Rect area = heading(frame, penalized && rect.w > frame.px(480) ? "Loss with penalty" : "Loss", series,
                            chips ? chip_w + frame.px(12) : 0);
  if (chips) {
    ImGui::SetCursorScreenPos(ImGui::GetCursorScreenPos() + ImVec2(ImGui::GetContentRegionAvail().x - chip_w, 0));
    if (chip(frame, "log x", "log x", log_x, "Logarithmic iterations, from 1: the first steps stay in sight."))
      log_x_ = !log_x;
    ImGui::SameLine();
    if (chip(frame, "log y", "log y", log_y_, "Logarithmic loss.")) log_y_ = !log_y_;
  }
  const double expected = snapshot.runs.front().expected_start;
  const ReferenceLine reference{expected, (penalized ? "guessing, without penalty: " : "guessing: ") +
                                              expectedStartText(snapshot.settings, 10, expected)};
  // The data loss of guessing is a yardstick; the penalty on large weights may start far above it.
  high = std::max(high, expected);
  low = std::min(low, expected);
  const std::vector<PlotEvent> events = divergences(snapshot);
  if (!events.empty() && !log_y_) high = std::min(high, 4 * expected);  // the way to a divergence leaves the plot
  const Axis y = log_y_ ? logAxis(low, high) : Axis(std::floor(1.7 * low) / 2, niceCeiling(high * 1.02), false);
  drawPlot(frame, area,
           {.x = iterationAxis(snapshot, log_x),
            .y = y,
            .series = series,
            .references = std::span(&reference, 1),
            .events = events,
            .x_name = "iteration",
            .y_text = [](double value) { return fixed(value, 4); }});
  endPanel(frame);
}

void ImageCurves::drawAccuracy(Frame& frame, const Rect& rect) {
  beginPanel(frame, "image accuracy", rect, {.scrolls = false});
  const Snapshot& snapshot = frame.snapshot;
  const bool both = snapshot.runs.size() > 1;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  std::vector<Series> series;
  double high = 0.2;
  for (const RunSnapshot& run : snapshot.runs) {
    const std::string name = both ? std::string(modelName(run.model)) + " " : "";
    const Color color = runColor(frame, run);
    auto train = collect(
        run, log_x, [](const HistoryPoint& p) { return std::optional(p.train_accuracy); }, run.now.train_accuracy);
    auto validation = collect(run, log_x, [](const HistoryPoint& p) { return p.val_accuracy; }, run.now.val_accuracy);
    for (const auto* points : {&train, &validation}) {
      for (const PlotPoint& point : *points) high = std::max(high, point.y);
    }
    series.push_back({both ? "" : "training", std::move(train), withAlpha(color, 0.7f), 1.6f, true, false});
    series.push_back({both ? modelName(run.model) : "validation", std::move(validation), color, 2.4f, true, false});
  }
  const Rect area = heading(frame, rect.w > frame.px(300) ? "Accuracy" : "Acc.", series, 0);
  const ReferenceLine chance{0.1, "guessing: 10%"};
  drawPlot(frame, area,
           {.x = iterationAxis(snapshot, log_x),
            .y = Axis(0, std::min(1.0, niceCeiling(high * 1.05)), false),
            .series = series,
            .references = std::span(&chance, 1),
            .x_name = "iteration",
            .y_text = [](double value) { return percent(value, 1); },
            .y_tick_text = [](double value) { return percent(value); }});
  endPanel(frame);
}

}  // namespace lab::ui
