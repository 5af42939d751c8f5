#include "ui/study/search_map.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/plot/axis.h"
#include "ui/study/search_words.h"

namespace lab::ui {
namespace {

constexpr double scale_step = 0.05;
constexpr float legend_height = 34;

Color fillOf(const Frame& frame, const AccuracyScale& scale, const SearchResult& cell) {
  if (cell.state == CellState::done) return scale.color(frame, cell.val_accuracy);
  return cell.state == CellState::diverged ? frame.colors().bad_soft : frame.colors().field;
}

std::string tipOf(const SearchPlan& plan, const SearchResult& cell, std::size_t i) {
  const std::string words = cellWords(plan, cell);
  return "learning rate " + rateText(plan.cells[i].lr) + ", λ " + rateText(plan.cells[i].strength) +
         (words.empty() ? ": waiting" : ": " + words);
}

void drawLegend(Frame& frame, const Rect& rect, const SearchSnapshot* search) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = rect.y + rect.h / 2;
  const std::string title = "Validation accuracy";
  textAt(list, ImVec2(rect.x, y), 0, frame.colors().muted, title);
  if (search == nullptr || !search->best) return;
  const AccuracyScale scale = accuracyScale(search->cells);
  const std::string low = percent(scale.low), high = percent(scale.high);
  const float right = rect.right() - textWidth(high) - frame.px(6);
  const float left = std::max(rect.x + textWidth(title + low) + frame.px(22), right - frame.px(160));
  textAt(list, ImVec2(left - frame.px(6), y), 1, frame.colors().muted, low);
  textAt(list, ImVec2(rect.right(), y), 1, frame.colors().muted, high);
  constexpr int pieces = 24;
  for (int i = 0; i < pieces; ++i) {
    const float t = static_cast<float>(i) / pieces;
    const double accuracy = scale.low + (scale.high - scale.low) * (static_cast<double>(i) + 0.5) / pieces;
    list.AddRectFilled(ImVec2(left + t * (right - left), y - frame.px(6)),
                       ImVec2(left + (t + 1.0f / pieces) * (right - left), y + frame.px(6)),
                       scale.color(frame, accuracy));
  }
}

// The longest form that the cell has room for, on one line or two; none where the cell is too small for any.
void drawCellWords(Frame& frame, ImVec2 a, ImVec2 b, Color ink, const std::vector<CellLines>& forms) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 middle = (a + b) / 2;
  const float room = b.x - a.x - frame.px(4);
  const float line = ImGui::GetTextLineHeight();
  for (const CellLines& form : forms) {
    if (std::max(textWidth(form.first), textWidth(form.second)) > room) continue;
    if (form.second.empty()) return textAt(list, middle, 0.5f, ink, form.first);
    if (b.y - a.y < 2 * line) continue;
    textAt(list, middle - ImVec2(0, line / 2), 0.5f, ink, form.first);
    return textAt(list, middle + ImVec2(0, line / 2), 0.5f, ink, form.second);
  }
}

// Where the cells are: labels of the strengths on the left, of the learning rates below.
Rect cellArea(const Frame& frame, const Rect& rect, float labels) {
  const float below = 2 * ImGui::GetTextLineHeight() + frame.px(16);
  return {rect.x + labels, rect.y, rect.w - labels, rect.h - below};
}

void drawAxisNames(Frame& frame, const Rect& rect, const Rect& area) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = rect.bottom() - ImGui::GetTextLineHeight() / 2;
  textAt(list, ImVec2(area.x + area.w / 2, y), 0.5f, frame.colors().muted, "learning rate →");
  textAt(list, ImVec2(rect.x, y), 0, frame.colors().muted, "λ ↑");
}

void drawCell(Frame& frame, const SearchSnapshot& search, std::size_t i, ImVec2 a, ImVec2 b,
              std::optional<std::size_t>& selected) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const SearchResult& cell = search.cells[i];
  ImGui::PushID(static_cast<int>(i));
  ImGui::SetCursorScreenPos(a);
  if (pressable(frame, "cell", b - a, i == selected.value_or(0))) selected = i;
  hint(frame, tipOf(*search.plan, cell, i));
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  ImGui::PopID();
  const Color fill = fillOf(frame, accuracyScale(search.cells), cell);
  const float round = frame.px(6);
  list.AddRectFilled(a, b, fill, round);
  if (cell.state == CellState::running) {
    const float share = static_cast<float>(static_cast<double>(cell.steps) / static_cast<double>(search.plan->steps));
    list.AddRectFilled(ImVec2(a.x + round, b.y - frame.px(7)),
                       ImVec2(a.x + round + share * (b.x - a.x - 2 * round), b.y - frame.px(4)), frame.colors().accent,
                       frame.px(2));
  }
  const bool outlined = cell.state == CellState::running || selected == i || hovered;
  if (outlined) {
    const Color edge = cell.state == CellState::running ? frame.colors().accent : frame.colors().text;
    list.AddRect(a, b, edge, round, 0, frame.px(selected == i ? 2.5f : 1.5f));
  }
  const Color ink = cell.state == CellState::done       ? inkOn(fill)
                    : cell.state == CellState::diverged ? frame.colors().bad
                                                        : frame.colors().muted;
  drawCellWords(frame, a, b, ink, cellForms(*search.plan, cell, search.best == i));
}

void drawGrid(Frame& frame, const Rect& rect, const SearchSnapshot& search, std::optional<std::size_t>& selected) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const SearchPlan& plan = *search.plan;
  float labels = textWidth("λ ↑");
  for (const double strength : plan.strengths) labels = std::max(labels, textWidth(rateText(strength)));
  const Rect area = cellArea(frame, rect, labels + frame.px(10));
  const float w = area.w / static_cast<float>(plan.rates.size());
  const float h = area.h / static_cast<float>(plan.strengths.size());
  const float gap = frame.px(1.5f);
  for (std::size_t row = 0; row < plan.strengths.size(); ++row) {
    // The greatest strength is on top, as on an axis.
    const float y = area.bottom() - static_cast<float>(row + 1) * h;
    textAt(list, ImVec2(area.x - frame.px(8), y + h / 2), 1, frame.colors().text, rateText(plan.strengths[row]));
    for (std::size_t column = 0; column < plan.rates.size(); ++column) {
      const float x = area.x + static_cast<float>(column) * w;
      drawCell(frame, search, row * plan.rates.size() + column, ImVec2(x + gap, y + gap),
               ImVec2(x + w - gap, y + h - gap), selected);
    }
  }
  // Every label that has room beside the one before.
  float taken = area.x - w;
  for (std::size_t column = 0; column < plan.rates.size(); ++column) {
    const std::string label = rateText(plan.rates[column]);
    const float x = area.x + (static_cast<float>(column) + 0.5f) * w;
    if (x - textWidth(label) / 2 < taken) continue;
    textAt(list, ImVec2(x, area.bottom() + frame.px(4) + ImGui::GetTextLineHeight() / 2), 0.5f, frame.colors().text,
           label);
    taken = x + textWidth(label) / 2 + frame.px(6);
  }
  drawAxisNames(frame, rect, area);
}

Axis axisFor(const SearchAxis& axis) {
  if (axis.isRange()) return Axis(axis.low, axis.high, true);
  const double value = axis.low > 0 ? axis.low : 1;  // one value, in the middle
  return Axis(value / 10, value * 10, true);
}

void drawPoint(Frame& frame, const SearchSnapshot& search, std::size_t i, ImVec2 at, bool selected) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const SearchResult& cell = search.cells[i];
  const float radius = frame.px(cell.state == CellState::waiting ? 4 : 9);
  if (cell.state == CellState::diverged) {
    drawIcon(list, Icon::close, at, frame.px(16), frame.colors().bad);
  } else {
    list.AddCircleFilled(at, radius, fillOf(frame, accuracyScale(search.cells), cell));
    const bool running = cell.state == CellState::running;
    list.AddCircle(at, radius, running ? frame.colors().accent : frame.colors().muted, 0, frame.px(running ? 2.5f : 1));
  }
  if (selected) list.AddCircle(at, radius + frame.px(3), frame.colors().text, 0, frame.px(2));
  if (search.best != i && !selected && cell.state != CellState::running) return;
  const std::string words = (search.best == i ? "★ " : "") + cellWords(*search.plan, cell);
  const Rect window{ImGui::GetWindowPos().x, 0, ImGui::GetWindowSize().x, 0};
  const float side = radius + frame.px(8);
  const bool left = at.x + side + textWidth(words) > window.right();
  textAt(list, at + ImVec2(left ? -side : side, 0), left ? 1 : 0, frame.colors().text, words);
}

void drawScatter(Frame& frame, const Rect& rect, const SearchSnapshot& search, std::optional<std::size_t>& selected) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const SearchPlan& plan = *search.plan;
  const Axis x = axisFor(plan.lr), y = axisFor(plan.strength);
  float labels = textWidth("λ ↑");
  for (const Tick& tick : y.ticks(6)) labels = std::max(labels, textWidth(tick.label));
  const Rect area = cellArea(frame, rect, labels + frame.px(10));
  list.AddRectFilled(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), withAlpha(frame.colors().field, 0.5f),
                     frame.px(6));
  for (const Tick& tick : x.ticks(6)) {
    if (!tick.labelled) continue;
    const float at = area.x + static_cast<float>(x.position(tick.value)) * area.w;
    list.AddLine(ImVec2(at, area.y), ImVec2(at, area.bottom()), frame.colors().line);
    textAt(list, ImVec2(at, area.bottom() + frame.px(11) + ImGui::GetTextLineHeight() / 2), 0.5f, frame.colors().text,
           tick.label);
  }
  for (const Tick& tick : y.ticks(6)) {
    if (!tick.labelled) continue;
    const float at = area.bottom() - static_cast<float>(y.position(tick.value)) * area.h;
    list.AddLine(ImVec2(area.x, at), ImVec2(area.right(), at), frame.colors().line);
    textAt(list, ImVec2(area.x - frame.px(8), at), 1, frame.colors().text, tick.label);
  }
  const float inset = frame.px(12);  // a point on the rim is whole
  const auto place = [&](const SearchPoint& cell) {
    return ImVec2(area.x + inset + static_cast<float>(x.position(cell.lr)) * (area.w - 2 * inset),
                  area.bottom() - inset - static_cast<float>(y.position(cell.strength)) * (area.h - 2 * inset));
  };
  ImGui::SetCursorScreenPos(ImVec2(area.x, area.y));
  const bool clicked = pressable(frame, "pairs", ImVec2(area.w, area.h)) && ImGui::IsMouseReleased(0);
  const int last = static_cast<int>(plan.cells.size()) - 1;
  if (const int steps = keySteps(false)) {
    const int next = selected ? static_cast<int>(*selected) + steps : 0;
    selected = static_cast<std::size_t>(std::clamp(next, 0, last));
  }
  float nearest = frame.px(30);
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    const ImVec2 way = place(plan.cells[i]) - ImGui::GetIO().MousePos;
    const float distance = std::hypot(way.x, way.y);
    if (!clicked || distance >= nearest) continue;
    nearest = distance;
    selected = i;
  }
  for (std::size_t i = 0; i < plan.cells.size(); ++i) {
    drawPoint(frame, search, i, place(plan.cells[i]), selected == i);
  }
  drawAxisNames(frame, rect, area);
}

}  // namespace

Color AccuracyScale::color(const Frame& frame, double accuracy) const {
  const bool dark = frame.theme.dark();
  const Color pale = dark ? IM_COL32(36, 48, 66, 255) : IM_COL32(226, 236, 245, 255);
  const Color middle = dark ? IM_COL32(42, 118, 170, 255) : IM_COL32(107, 174, 214, 255);
  const Color deep = dark ? IM_COL32(190, 232, 255, 255) : IM_COL32(8, 60, 125, 255);
  const auto t = static_cast<float>(std::clamp((accuracy - low) / (high - low), 0.0, 1.0));
  return t < 0.5f ? mix(pale, middle, 2 * t) : mix(middle, deep, 2 * t - 1);
}

AccuracyScale accuracyScale(std::span<const SearchResult> cells) {
  double low = 1, high = 0;
  for (const SearchResult& cell : cells) {
    if (cell.state != CellState::done) continue;
    low = std::min(low, cell.val_accuracy);
    high = std::max(high, cell.val_accuracy);
  }
  if (low > high) return {};
  AccuracyScale scale{scale_step * std::floor(low / scale_step), scale_step * std::ceil(high / scale_step)};
  if (scale.high <= scale.low) scale.high = scale.low + scale_step;
  return scale;
}

void drawSearchMap(Frame& frame, const Rect& rect, const SearchSnapshot* search, std::optional<std::size_t>& selected) {
  const float legend = frame.px(legend_height);
  drawLegend(frame, {rect.x, rect.y, rect.w, legend}, search);
  const Rect body{rect.x, rect.y + legend, rect.w, rect.h - legend};
  if (search == nullptr) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(ImVec2(body.x, body.y), ImVec2(body.right(), body.bottom()),
                       withAlpha(frame.colors().field, 0.5f), frame.px(6));
    textAt(list, ImVec2(body.x + body.w / 2, body.y + body.h / 2), 0.5f, frame.colors().muted,
           "The map fills cell by cell.");
  } else if (search->plan->random()) {
    drawScatter(frame, body, *search, selected);
  } else {
    drawGrid(frame, body, *search, selected);
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  ImGui::Dummy(ImVec2(rect.w, rect.h));
}

}  // namespace lab::ui
