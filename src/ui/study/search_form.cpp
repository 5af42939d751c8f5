#include "ui/study/search_form.h"

#include <algorithm>
#include <array>

#include "ui/format.h"
#include "ui/widgets.h"

namespace lab::ui {
namespace {

constexpr float end_width = 86;
constexpr float count_width = 62;

std::string numeral(double value) {
  const bool far = value != 0 && (value < 1e-3 || value >= 1e4);
  return far ? shortestPower(value) : shortest(value);
}

}  // namespace

void SearchForm::take(const SearchPlan& plan) {
  if (!plan.lr.isRange() || !plan.strength.isRange()) return;
  lr_ = {numeral(plan.lr.low), numeral(plan.lr.high)};
  strength_ = {numeral(plan.strength.low), numeral(plan.strength.high)};
  key_ = plan.key;
  steps_ = std::to_string(plan.steps);
  random_ = plan.random();
  if (random_) {
    pairs_ = std::to_string(plan.cells.size());
    seed_ = std::to_string(*plan.seed);
  } else {
    columns_ = std::to_string(plan.rates.size());
    rows_ = std::to_string(plan.strengths.size());
  }
  followed_.clear();
}

void SearchForm::follow(const Settings& base) {
  if (lr_.low.empty()) followed_ = text();
  const std::string usual = usualSearch(base);
  if (usual == usual_ || followed_ != text()) return;
  usual_ = usual;
  const Result<SearchPlan> plan = planSearch(usual, base);
  if (!plan) return;
  take(plan.value());
  followed_ = text();
}

std::string SearchForm::text() const {
  const std::string ranges =
      "lr=" + lr_.low + ".." + lr_.high + " " + key_ + "=" + strength_.low + ".." + strength_.high;
  const std::string cells = random_ ? " random=" + pairs_ + " seed=" + seed_ : " grid=" + columns_ + "x" + rows_;
  return ranges + cells + " steps=" + steps_;
}

void SearchForm::rangeRow(Frame& frame, const char* id, std::string_view label, Ends& ends) {
  ImGui::PushID(id);
  const float dash = textWidth("–") + frame.px(12);
  const float width = frame.px(end_width);
  rowLabel(frame, label, 2 * width + dash, label == "Learning rate" ? "search_lr" : "search_penalty");
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (const auto typed = field(frame, "##low", ends.low, width)) ends.low = *typed;
  hint(frame, "Least value");
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(width + dash / 2, frame.theme.row() / 2), 0.5f, frame.colors().muted,
         "–");
  ImGui::SetCursorScreenPos(at + ImVec2(width + dash, 0));
  if (const auto typed = field(frame, "##high", ends.high, width)) ends.high = *typed;
  hint(frame, "Greatest value");
  ImGui::PopID();
}

void SearchForm::numberRow(Frame& frame, const char* id, std::string_view label, std::string& value) {
  rowLabel(frame, label, frame.px(end_width), id == std::string_view("##steps") ? "search_steps" : "");
  if (const auto typed = field(frame, id, value, frame.px(end_width))) value = *typed;
}

void SearchForm::gridRow(Frame& frame) {
  const float width = frame.px(count_width);
  const float by = textWidth("×") + frame.px(12);
  rowLabel(frame, "Grid: rates × penalties", 2 * width + by, "search_cells");
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (const auto typed = field(frame, "##columns", columns_, width)) columns_ = *typed;
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(width + by / 2, frame.theme.row() / 2), 0.5f, frame.colors().muted,
         "×");
  ImGui::SetCursorScreenPos(at + ImVec2(width + by, 0));
  if (const auto typed = field(frame, "##rows", rows_, width)) rows_ = *typed;
}

void SearchForm::draw(Frame& frame) {
  rangeRow(frame, "lr", "Learning rate", lr_);
  rangeRow(frame, "strength", key_ == "l1" ? "L1 penalty λ" : "L2 penalty λ", strength_);
  constexpr std::array<const char*, 2> penalties = {"L2", "L1"};
  constexpr std::array<const char*, 2> kinds = {"Grid", "Random"};
  const float width = ImGui::GetContentRegionAvail().x;
  const float small = std::min(frame.px(104), width / 2 - frame.px(8));
  if (const auto chosen = segmented(frame, "search kind", kinds, random_ ? 1 : 0, width - small - frame.px(8))) {
    random_ = *chosen == 1;
  }
  ImGui::SameLine(0, frame.px(8));
  if (const auto chosen = segmented(frame, "search penalty", penalties, key_ == "l1" ? 1 : 0, small)) {
    key_ = *chosen == 1 ? "l1" : "l2";
  }
  if (random_) {
    numberRow(frame, "##pairs", "Random pairs", pairs_);
    numberRow(frame, "##seed", "Seed", seed_);
  } else {
    gridRow(frame);
  }
  numberRow(frame, "##steps", "Steps per cell", steps_);
}

}  // namespace lab::ui
