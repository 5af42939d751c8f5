#include "ui/study/example_terms.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/table.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

std::string signedTail(double value) { return (value < 0 ? " + " : " − ") + handText(std::abs(value)); }

// What is written there.
double handValue(double value) { return shownValue(handText(value)); }

double term(const DataLoss& form, double margin) { return form.power == 2 ? margin * margin : margin; }

}  // namespace

std::string handText(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double near = std::round(value * scale) / scale;
  const std::string digits = shortest(std::abs(near));
  return (near < 0 ? "−" : "") + digits;
}

int decimalsThatFit(std::span<const double> values, int most, float width, std::string (*write)(double, int)) {
  const auto fits = [&](int decimals) {
    return std::all_of(values.begin(), values.end(),
                       [&](double value) { return textWidth(write(value, decimals)) <= width; });
  };
  while (most > 0 && !fits(most)) --most;
  return most;
}

std::string hingeTermText(const DataLoss& form, double score, double label_score) {
  const double margin = std::max(0.0, score - label_score + form.margin);
  const double shown = std::max(0.0, handValue(score) - handValue(label_score) + handValue(form.margin));
  const std::string result = handText(term(form, margin));
  return "max(0, " + handText(score) + signedTail(label_score) + " + " + handText(form.margin) + ")" +
         (form.power == 2 ? "²" : "") + equals(term(form, shown), result) + result;
}

std::string hingeSumText(const DataLoss& form, const LossTerms& terms, int label) {
  std::string sum;
  double shown = 0;
  for (std::size_t j = 0; j < terms.margins.size(); ++j) {
    if (static_cast<int>(j) == label && form.sum == SvmSum::others) continue;
    const std::string one = handText(term(form, terms.margins[j]));
    sum += (sum.empty() ? "" : " + ") + one;
    shown += shownValue(one);
  }
  if (form.reduce == SvmReduce::mean) {
    sum = "(" + sum + ")/" + std::to_string(terms.margins.size());
    shown /= static_cast<double>(terms.margins.size());
  }
  const std::string total = handText(terms.loss, 6);
  return sum + equals(shown, total) + total;
}

void drawHinge(Frame& frame, const DataLoss& form, std::span<const std::string_view> classes,
               std::span<const double> scores, int label) {
  text(frame, "SVM", Tone::heading);
  constexpr std::array<TableColumn, 3> columns = {
      {{"class", 0, true}, {"its term", 0.18f, true}, {"gradient on score", 1, false}}};
  const LossTerms terms = lossTerms(form, scores, label);
  const auto y = static_cast<std::size_t>(label);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  tableHead(frame, columns);
  for (std::size_t j = 0; j < scores.size(); ++j) {
    const bool left_out = j == y && form.sum == SvmSum::others;
    const std::array<std::string, 3> cells = {std::string(classes[j]),
                                              left_out ? "left out: j = y" : hingeTermText(form, scores[j], scores[y]),
                                              handText(terms.dscores[j])};
    const bool pays = terms.margins[j] > 0;
    tableRow(frame, columns, cells, pays ? frame.colors().text : frame.colors().muted,
             j == y ? frame.colors().accent_soft : 0);
  }
  ImGui::PopStyleVar();
  text(frame, "L = " + hingeSumText(form, terms, label), Tone::accent);
}

void drawSoftmax(Frame& frame, std::span<const std::string_view> classes, std::span<const double> scores, int label) {
  text(frame, "Softmax", Tone::heading);
  constexpr std::array<TableColumn, 4> columns = {
      {{"class", 0, true}, {"exp(s)", 0.46f, false}, {"p", 0.72f, false}, {"p − y", 1, false}}};
  const LossTerms terms = lossTerms(LossKind::softmax, scores, label);
  const auto y = static_cast<std::size_t>(label);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  tableHead(frame, columns);
  for (std::size_t j = 0; j < scores.size(); ++j) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = tableRowHeight(frame);
    if (j == y)
      list.AddRectFilled(at, at + ImVec2(width, height - frame.px(1)), frame.colors().accent_soft, frame.px(5));
    const float left = at.x + width * 0.5f;
    const float bar = width * 0.22f * static_cast<float>(terms.probabilities[j]);
    list.AddRectFilled(ImVec2(left, at.y + frame.px(4)), ImVec2(left + bar, at.y + height - frame.px(5)),
                       withAlpha(frame.colors().accent, 0.25f), frame.px(3));
    tableRow(frame, columns,
             std::array<std::string, 4>{std::string(classes[j]), fixed(terms.exponentials[j], 2),
                                        fixed(terms.probabilities[j], 4), fixedSigned(terms.dscores[j], 4)},
             frame.colors().text);
  }
  ImGui::PopStyleVar();
  text(frame, "L = " + logText(terms.probabilities[y], 6, terms.loss, 4), Tone::accent);
}

bool dragNumber(Frame& frame, const char* id, double& value, float width, bool marked) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const float height = frame.theme.control(32);
  pressable(frame, id, ImVec2(width, height));
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool active = heldByMouse();
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  const double before = value;
  if (active) {
    frame.drag_owned = true;
    // Ten pixels a tenth; the way from where the drag began counts, so that rounding loses nothing.
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const ImGuiID key = ImGui::GetItemID();
    if (ImGui::IsItemActivated()) storage.SetFloat(key, static_cast<float>(value));
    const float moved = ImGui::GetMouseDragDelta(0, 0).x / frame.px(10);
    if (std::abs(moved) >= 1)
      value = std::round(10.0 * static_cast<double>(storage.GetFloat(key))) / 10 + std::trunc(moved) / 10.0;
  } else if (const int steps = keySteps(true)) {
    value = std::round(10 * value + steps) / 10;
  }
  value = std::clamp(value, -99.0, 99.0);
  if (hovered || active) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  list.AddRectFilled(a, b, marked ? p.accent_soft : active || hovered ? p.field_hover : p.field, frame.px(8));
  if (marked) list.AddRect(a, b, p.accent, frame.px(8), 0, frame.px(1.5f));
  textAt(list, ImVec2((a.x + b.x) / 2, (a.y + b.y) / 2), 0.5f, p.text, handText(value));
  return value != before;
}

}  // namespace lab::ui
