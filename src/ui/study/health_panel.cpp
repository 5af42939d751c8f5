#include "ui/study/health_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/text.h"
#include "ui/kit/format.h"
#include "ui/kit/run_choice.h"
#include "ui/kit/table.h"
#include "ui/kit/terms.h"
#include "ui/kit/widgets.h"
#include "ui/plot/line_panel.h"

namespace lab::ui {
namespace {

constexpr double rule_of_thumb = 1e-3;
constexpr double factor = 3;

// "0.0123", "1.2e-5".
std::string normText(double value) {
  if (value == 0) return "0";
  return std::abs(value) >= 1e-3 && std::abs(value) < 1e4 ? fixed(value, 4) : shortestPower(rounded(value, 2));
}

const char* verdictText(RatioVerdict verdict) {
  switch (verdict) {
    case RatioVerdict::low:
      return "low";
    case RatioVerdict::high:
      return "high";
    case RatioVerdict::right:
      break;
  }
  return "about right";
}

}  // namespace

RatioVerdict judgeRatio(double ratio) {
  if (ratio < rule_of_thumb / factor) return RatioVerdict::low;
  return ratio > rule_of_thumb * factor ? RatioVerdict::high : RatioVerdict::right;
}

void HealthPanel::drawBlocks(Frame& frame, const Health& health) {
  constexpr std::array<TableColumn, 5> columns = {{{"", 0, true},
                                                   {"norm", 0.32f, false},
                                                   {"gradient", 0.53f, false},
                                                   {"update / weights", 0.77f, false},
                                                   {"", 1, false}}};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  tableHead(frame, columns);
  for (const BlockHealth& block : health.blocks) {
    const auto ratio = block.is_weight ? block.ratio() : std::nullopt;
    const std::string verdict = ratio ? verdictText(judgeRatio(*ratio)) : "";
    tableRow(frame, columns,
             std::array<std::string, 5>{std::string(block.name), normText(block.norm), normText(block.gradient),
                                        ratio ? normText(*ratio) : "–", verdict},
             frame.colors().text);
  }
  ImGui::PopStyleVar();
}

void HealthPanel::drawRatios(Frame& frame, const RunSnapshot& run, const Rect& rect) {
  Series ratios{.label = "update / weights",
                .points = curveOf(run, false, &HistoryPoint::update_ratio),
                .color = runColor(frame, run),
                .width = 2};
  std::erase_if(ratios.points, [](const PlotPoint& point) { return !(point.y > 0); });
  double low = rule_of_thumb / 10, high = rule_of_thumb * 10;
  for (const PlotPoint& point : ratios.points) {
    low = std::min(low, point.y);
    high = std::max(high, point.y);
  }
  const ReferenceLine rule{rule_of_thumb, "rule of thumb: 1e−3"};
  drawPlot(frame, rect,
           {.x = Axis(0, niceCeiling(std::max<double>(10, static_cast<double>(run.iteration)))),
            .y = logAxis(low, high),
            .series = std::span(&ratios, 1),
            .references = std::span(&rule, 1),
            .x_name = "iteration",
            .y_text = [](double value) { return shortestPower(rounded(value, 2)); }});
}

void HealthPanel::drawHistogram(Frame& frame, const Histogram& histogram, const Rect& rect) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float label = frame.px(22);
  const bool hidden = histogram.name == "hidden";
  textAt(list, ImVec2(rect.x, rect.y + label / 2), 0, frame.colors().text,
         hidden ? "hidden activations above 0" : "weights " + std::string(histogram.name));
  const float top = rect.y + label + frame.px(2);
  const float bottom = rect.bottom() - label;
  list.AddRectFilled(ImVec2(rect.x, top), ImVec2(rect.right(), bottom), frame.colors().field, frame.px(4));
  const std::int64_t most =
      std::max<std::int64_t>(1, *std::max_element(histogram.counts.begin(), histogram.counts.end()));
  const float step = rect.w / static_cast<float>(histogram.counts.size());
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const float share = static_cast<float>(histogram.counts[i]) / static_cast<float>(most);
    if (share <= 0) continue;
    const float x = rect.x + static_cast<float>(i) * step;
    list.AddRectFilled(ImVec2(x + frame.px(0.5f), bottom - std::max(1.0f, share * (bottom - top - frame.px(2)))),
                       ImVec2(x + step - frame.px(0.5f), bottom), frame.colors().accent);
  }
  textAt(list, ImVec2(rect.x, bottom + label / 2), 0, frame.colors().muted, normText(histogram.low));
  textAt(list, ImVec2(rect.right(), bottom + label / 2), 1, frame.colors().muted, normText(histogram.high));
}

void HealthPanel::drawHistograms(Frame& frame, const Health& health) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float total = ImGui::GetContentRegionAvail().x;
  const float gap = frame.px(18);
  const auto count = static_cast<float>(health.histograms.size());
  const bool beside = total >= frame.px(230) * count;
  const float width = beside ? std::min((total - (count - 1) * gap) / count, frame.px(420)) : total;
  const float height = frame.px(150);
  for (std::size_t i = 0; i < health.histograms.size(); ++i) {
    const auto n = static_cast<float>(i);
    drawHistogram(frame, health.histograms[i],
                  {at.x + (beside ? n * (width + gap) : 0), at.y + (beside ? 0 : n * (height + gap)), width, height});
  }
  ImGui::Dummy(ImVec2(total, beside ? height : count * (height + gap)));
}

void HealthPanel::draw(Frame& frame, View& view) {
  view.health = true;
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.runs.size() < 2) run_ = 0;
  if (snapshot.runs.size() > 1) chooseRun(frame, "health run", run_, frame.px(200));
  const RunSnapshot& run = snapshot.runs[run_];
  if (!run.health) return;  // asked for with this frame, here with the next
  const Health& health = *run.health;
  termHeading(frame, "update_ratio", "How far a step moves the weights");
  prose(frame,
        "Train and watch: an update of about a thousandth of the weights is healthy. Far less learns slowly, far "
        "more may not settle.");
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = frame.px(190);
  drawRatios(frame, run, {at.x, at.y, width, height});
  ImGui::SetCursorScreenPos(at + ImVec2(0, height + frame.px(10)));
  text(frame, "By layer", Tone::heading);
  drawBlocks(frame, health);
  if (health.dead_units) {
    const double units = static_cast<double>(snapshot.settings.hidden);
    const bool many = static_cast<double>(*health.dead_units) > 0.2 * units;
    termHeading(frame, "dead_relu", "Dead ReLUs");
    text(frame,
         grouped(static_cast<std::int64_t>(*health.dead_units)) + " of " + grouped(snapshot.settings.hidden) +
             " units (" + percent(static_cast<double>(*health.dead_units) / units) + ") are 0 on every one of " +
             grouped(static_cast<std::int64_t>(health.examples)) + " examples; " + percent(*health.silent_share) +
             " of all activations are 0.",
         many ? Tone::bad : Tone::body, true);
  }
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  drawHistograms(frame, health);
  text(frame,
       "Gradient and activations over the first " + grouped(static_cast<std::int64_t>(health.examples)) +
           " training examples.",
       Tone::muted, true);
}

}  // namespace lab::ui
