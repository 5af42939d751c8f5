#include "ui/plot/curves.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/widgets.h"
#include "ui/plot/trouble.h"

namespace lab::ui {

double iterationPlace(std::int64_t iteration, bool logarithmic) {
  return logarithmic ? std::max(1.0, static_cast<double>(iteration)) : static_cast<double>(iteration);
}

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

namespace {

std::vector<PlotPoint> collect(const RunSnapshot& run, bool log_x, double HistoryPoint::* part, double now) {
  std::vector<PlotPoint> points;
  if (run.history != nullptr) {
    points.reserve(run.history->points().size() + 1);
    for (const HistoryPoint& point : run.history->points()) {
      points.push_back({iterationPlace(point.iteration, log_x), point.*part});
    }
  }
  const double x = iterationPlace(run.iteration, log_x);
  if (points.empty() || points.back().x < x) points.push_back({x, now});
  return points;
}

std::vector<PlotPoint> collectBatch(const RunSnapshot& run, bool log_x) {
  std::vector<PlotPoint> points;
  if (run.history == nullptr) return points;
  for (const HistoryPoint& point : run.history->points())
    points.push_back({iterationPlace(point.iteration, log_x), point.batch_loss});
  return points;
}

std::string expectedLabel(const Snapshot& snapshot) {
  return expectedStartText(snapshot.settings, snapshot.settings.classes, snapshot.runs.front().expected_start);
}

// A line for each curve, and for published losses their ring, which no name along a curve explains.
void drawLegend(Frame& frame, const std::vector<Series>& series, bool published) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // Close to the heading and to the plot, which need not stand far from their names.
  const ImVec2 start = ImGui::GetCursorScreenPos() - ImVec2(0, frame.px(5));
  ImGui::SetCursorScreenPos(start);
  const float room = ImGui::GetContentRegionAvail().x;
  const float line = ImGui::GetFontSize();
  float names = published ? textWidth("published") : 0;
  for (const Series& one : series) names += textWidth(one.label);
  const auto count = static_cast<float>(series.size() + (published ? 1 : 0));
  // Rather a little closer together than a second line, which the plot would lack.
  const bool close = names + count * frame.px(18) + (count - 1) * frame.px(11) > room;
  const float sign = frame.px(close ? 14 : 18);
  const float gap = frame.px(close ? 6 : 11);
  ImVec2 at = start;
  if (published) {
    drawMark(frame, list, ImVec2(at.x + frame.px(close ? 5 : 7), at.y + line / 2), false);
    textAt(list, ImVec2(at.x + sign, at.y + line / 2), 0, frame.colors().muted, "published");
    at.x += sign + gap + textWidth("published");
  }
  for (const Series& one : series) {
    const float width = sign + textWidth(one.label);
    if (at.x > start.x && at.x + width > start.x + room) at = ImVec2(start.x, at.y + line);
    const float y = at.y + line / 2;
    list.AddLine(ImVec2(at.x, y), ImVec2(at.x + sign - frame.px(5), y), one.color, frame.px(one.width + 0.5f));
    textAt(list, ImVec2(at.x + sign, y), 0, frame.colors().muted, one.label);
    at.x += width + gap;
  }
  ImGui::Dummy(ImVec2(1, at.y + line - start.y - frame.px(5)));
}

Rect rest() {
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  return {corner.x, corner.y, size.x, size.y};
}

void title(Frame& frame, const char* words, float chips) {
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = frame.theme.chip();
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, height / 2), 0, frame.colors().text, words);
  ImGui::SetCursorScreenPos(ImVec2(at.x + ImGui::GetContentRegionAvail().x - chips, at.y));
}

}  // namespace

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
  if (!logarithmic) return Axis(0, niceCeiling(std::min(high, 4 * latest) * 1.02), false);
  low = std::min(low, std::max(lowest, 0.01 * low));
  // Above the reference there is room for its name.
  return logAxis(low, std::max(high, reference * std::pow(reference / low, 0.2)));
}

void CurvesPanel::drawLoss(Frame& frame, const Rect& rect) {
  beginPanel(frame, "loss", rect, {.scrolls = false});
  const Snapshot& snapshot = frame.snapshot;
  const float chips = 2 * (chipWidth(frame, "log x")) + frame.px(8);
  title(frame, "Loss", chips);
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  if (chip(frame, "log x", "log x", log_x, "Logarithmic iterations, from 1: the first steps stay in sight."))
    log_x_ = !log_x;
  ImGui::SameLine();
  if (chip(frame, "log y", "log y", log_y_, "Logarithmic loss.")) log_y_ = !log_y_;
  if (snapshot.runs.empty()) return endPanel(frame);

  const bool both = snapshot.runs.size() > 1;
  std::vector<Series> series;
  std::vector<PlotMark> marks;
  for (const RunSnapshot& run : snapshot.runs) {
    const Color color = frame.colors().run[placeOf(run.model)];
    const std::string prefix = both ? std::string(modelName(run.model)) + " " : "";
    if (snapshot.settings.batch > 0) {
      series.push_back(
          {prefix + "minibatch", collectBatch(run, log_x), withAlpha(color, 0.3f), 1, !both, false, Fit::no});
    }
    if (!both) {
      series.push_back({"penalty", collect(run, log_x, &HistoryPoint::reg_loss, run.now.reg_loss), frame.colors().muted,
                        1.4f, true, false, Fit::loosely});
    }
    series.push_back({prefix + "data", collect(run, log_x, &HistoryPoint::data_loss, run.now.data_loss),
                      withAlpha(color, 0.55f), 1.2f, true, false, Fit::loosely});
    series.push_back({both ? std::string(modelName(run.model)) : "total",
                      collect(run, log_x, &HistoryPoint::loss, run.now.loss), color, 2.4f, true, false});
    for (const PublishedCheck& check : run.published) {
      marks.push_back(
          {iterationPlace(check.iteration, log_x), check.published, check.matches, prefix + "in the CS231n notes"});
    }
  }
  const double expected = snapshot.runs.front().expected_start;
  // Side by side what is named is the models; their thin companions have the same colours.
  std::vector<Series> shown(series.rbegin(), series.rend());
  if (both) {
    std::erase_if(shown, [](const Series& one) { return one.label.find(' ') != std::string::npos; });
    std::reverse(shown.begin(), shown.end());
  }
  drawLegend(frame, shown, !marks.empty());
  const ReferenceLine reference{expected, expectedLabel(snapshot)};
  const std::vector<PlotEvent> events = divergences(snapshot);
  drawPlot(frame, rest(),
           {.x = iterationAxis(snapshot, log_x),
            .y = lossAxis(series, expected, log_y_, !events.empty()),
            .series = series,
            .references = std::span(&reference, 1),
            .marks = marks,
            .events = events,
            .x_name = "iteration",
            .y_text = [](double value) { return fixed(value, 6); }});
  endPanel(frame);
}

void CurvesPanel::drawAccuracy(Frame& frame, const Rect& rect) {
  beginPanel(frame, "accuracy", rect, {.scrolls = false});
  const Snapshot& snapshot = frame.snapshot;
  title(frame, "Training accuracy", 0);
  ImGui::SetCursorScreenPos(ImGui::GetCursorScreenPos() + ImVec2(0, frame.theme.chip()));
  ImGui::Dummy(ImVec2(0, 0));
  std::vector<Series> series;
  const bool log_x = logarithmicIterations(snapshot, log_x_);
  const bool both = snapshot.runs.size() > 1;
  for (const RunSnapshot& run : snapshot.runs) {
    series.push_back({both ? modelName(run.model) : "accuracy",
                      collect(run, log_x, &HistoryPoint::train_accuracy, run.now.train_accuracy),
                      frame.colors().run[placeOf(run.model)], 2.4f, true, false});
  }
  if (both) drawLegend(frame, series, false);
  drawPlot(frame, rest(),
           {.x = iterationAxis(snapshot, log_x),
            .y = Axis(0, 1, false),
            .series = series,
            .x_name = "iteration",
            .y_text = [](double value) { return percent(value, 1); },
            .y_tick_text = [](double value) { return percent(value); }});
  endPanel(frame);
}

}  // namespace lab::ui
