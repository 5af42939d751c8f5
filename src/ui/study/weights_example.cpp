#include "ui/study/weights_example.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "lab/study/worked_examples.h"
#include "ui/kit/table.h"
#include "ui/kit/widgets.h"
#include "ui/study/example_terms.h"

namespace lab::ui {
namespace {

double dot(const std::array<double, 4>& a, const std::array<double, 4>& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
}

}  // namespace

void WeightsExample::drawVector(Frame& frame, const char* name, Four& values) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float label = frame.px(34);
  const float gap = frame.px(8);
  const float room = std::min(ImGui::GetContentRegionAvail().x, frame.px(420)) - label;
  const float width = (room - 3 * gap) / 4;
  const float row = frame.theme.control(32);
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, row / 2), 0, frame.colors().text, name);
  ImGui::PushID(name);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ImGui::SetCursorScreenPos(at + ImVec2(label + static_cast<float>(i) * (width + gap), 0));
    ImGui::PushID(static_cast<int>(i));
    dragNumber(frame, "value", values[i], width, false);
    ImGui::PopID();
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(label + room, row));
}

void WeightsExample::draw(Frame& frame) {
  text(frame,
       "Xinggang Wang's lecture: both vectors give x the same score. Which one does a penalty "
       "prefer?",
       Tone::muted, true);
  drawVector(frame, "x", x_);
  drawVector(frame, "w₁", w1_);
  drawVector(frame, "w₂", w2_);
  constexpr std::array<TableColumn, 4> wide_columns = {
      {{"", 0, true}, {"w₁", 0.55f, false}, {"w₂", 0.72f, false}, {"prefers", 1, false}}};
  constexpr std::array<TableColumn, 4> narrow_columns = {
      {{"", 0, true}, {"w₁", 0.52f, false}, {"w₂", 0.73f, false}, {"prefers", 1, false}}};
  // A small screen has room for the formulas only.
  const float width = ImGui::GetContentRegionAvail().x;
  const bool narrow = width < frame.px(420);
  const std::span<const TableColumn> columns = narrow ? narrow_columns : wide_columns;
  const float figure = width * (columns[2].edge - columns[1].edge) - textWidth("00");  // with air before it
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  tableHead(frame, columns);
  const double score1 = dot(x_, w1_), score2 = dot(x_, w2_);
  const bool alike = std::abs(score1 - score2) < 1e-9;
  const auto figures = [&](const char* name, double first, double second, const char* verdict) {
    const std::array<double, 2> both{first, second};
    const int decimals = decimalsThatFit(both, 4, figure, handText);
    tableRow(frame, columns,
             std::array<std::string, 4>{name, handText(first, decimals), handText(second, decimals), verdict},
             frame.colors().text);
  };
  figures("score w·x", score1, score2, alike ? "alike" : "differ");
  const auto row = [&](const char* name, const char* formula, const Regularizer& regularizer) {
    const double first = penaltyOfWeights(regularizer, w1_);
    const double second = penaltyOfWeights(regularizer, w2_);
    const char* prefers = std::abs(first - second) < 1e-9 ? "indifferent" : first < second ? "w₁" : "w₂";
    figures(narrow ? formula : name, first, second, prefers);
  };
  row("L2: ΣW²", "ΣW²", {.l2 = 1, .half = false});
  row("L2 with ½: ½ΣW²", "½ΣW²", {.l2 = 1, .half = true});
  row("L1: Σ|W|", "Σ|W|", {.l1 = 1});
  row("elastic net: Σ(β·W² + |W|)", "Σ(βW² + |W|)", {.l1 = 1, .elastic_beta = beta_});
  ImGui::PopStyleVar();
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float h = frame.theme.control(32);
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, h / 2), 0, frame.colors().text, "β");
  ImGui::SetCursorScreenPos(at + ImVec2(frame.px(34), 0));
  dragNumber(frame, "beta", beta_, frame.px(90), false);
  beta_ = std::max(beta_, 0.0);
  if (button(frame, {.id = "weights back", .icon = Icon::reset, .label = "The lecture's numbers"})) *this = {};
  prose(frame, "L2 prefers weights that are spread: many inputs count a little, rather than one alone.");
}

}  // namespace lab::ui
