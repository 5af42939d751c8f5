#include "ui/study/search_form.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/number_text.h"
#include "ui/kit/entry.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr float end_width = 86;
constexpr float count_width = 62;
constexpr std::string_view prefix = "search ";

std::string numeral(double value) {
  const bool far = value != 0 && (value < 1e-3 || value >= 1e4);
  return withHyphens(far ? shortestPower(value) : shortest(value));
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
  base_ = base;
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

bool SearchForm::refused(const Frame& frame) { return holdsRefused(frame, prefix); }

std::array<SearchForm::Field, 9> SearchForm::fields() {
  return {{{"search least rate", &lr_.low, false},
           {"search greatest rate", &lr_.high, false},
           {"search least penalty", &strength_.low, false},
           {"search greatest penalty", &strength_.high, false},
           {"search columns", &columns_, true},
           {"search rows", &rows_, true},
           {"search pairs", &pairs_, true},
           {"search seed", &seed_, true},
           {"search steps", &steps_, true}}};
}

// Why this text cannot be; empty: it is in force. A range is often entered one end after the other: what was refused in
// one field may be good together with this.
std::string SearchForm::take(Frame& frame, const Field& field, const std::string& text) {
  const auto refusal = [&] {
    const Result<SearchPlan> plan = planSearch(this->text(), base_);
    return plan ? std::string() : plan.failure().shown();
  };
  const std::string before = std::exchange(*field.value, text);
  std::string reason = refusal();
  for (const Field& other : fields()) {
    if (other.value == field.value || other.key != frame.notes.error_key) continue;
    const std::string kept = std::exchange(*other.value, frame.notes.error_text);
    if (refusal().empty()) {
      frame.notes.error_key.clear();
      return {};
    }
    *other.value = kept;
  }
  if (!reason.empty()) *field.value = before;
  return reason;
}

void SearchForm::drawField(Frame& frame, std::string& value, float width) {
  for (const Field& one : fields()) {
    if (one.value != &value) continue;
    const EntryKind kind = one.whole ? EntryKind::whole : EntryKind::number;
    entry(frame, {.key = one.key, .value = value, .width = width, .kind = kind},
          [&](const std::string& text) { return take(frame, one, text); });
  }
}

void SearchForm::rangeRow(Frame& frame, std::string_view label, std::string_view term, Ends& ends) {
  const float dash = textWidth("–") + frame.px(12);
  const float width = frame.px(end_width);
  rowLabel(frame, label, 2 * width + dash, term);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  drawField(frame, ends.low, width);
  hint(frame, "Least value");
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(width + dash / 2, frame.theme.row() / 2), 0.5f, frame.colors().muted,
         "–");
  ImGui::SetCursorScreenPos(at + ImVec2(width + dash, 0));
  drawField(frame, ends.high, width);
  hint(frame, "Greatest value");
}

void SearchForm::numberRow(Frame& frame, std::string_view label, std::string& value, std::string_view term) {
  rowLabel(frame, label, frame.px(end_width), term);
  drawField(frame, value, frame.px(end_width));
}

void SearchForm::gridRow(Frame& frame) {
  const float width = frame.px(count_width);
  const float by = textWidth("×") + frame.px(12);
  rowLabel(frame, "Grid: rates × penalties", 2 * width + by, "search_cells");
  const ImVec2 at = ImGui::GetCursorScreenPos();
  drawField(frame, columns_, width);
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(width + by / 2, frame.theme.row() / 2), 0.5f, frame.colors().muted,
         "×");
  ImGui::SetCursorScreenPos(at + ImVec2(width + by, 0));
  drawField(frame, rows_, width);
}

void SearchForm::draw(Frame& frame) {
  rangeRow(frame, "Learning rate", "search_lr", lr_);
  rangeRow(frame, key_ == "l1" ? "L1 penalty λ" : "L2 penalty λ", "search_penalty", strength_);
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
    numberRow(frame, "Random pairs", pairs_);
    numberRow(frame, "Seed", seed_);
  } else {
    gridRow(frame);
  }
  numberRow(frame, "Steps per cell", steps_, "search_steps");
}

}  // namespace lab::ui
