#include "ui/study/search_panel.h"

#include <algorithm>

#include "core/text.h"
#include "lab/settings/presets.h"
#include "ui/kit/column.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/study/search_map.h"
#include "ui/study/search_words.h"

namespace lab::ui {
namespace {

constexpr float form_width = 330;
constexpr float gap_width = 24;
constexpr float least_map = 330;   // beside the form
constexpr float narrow_map = 300;  // high, above the form

bool unfinished(const SearchSnapshot& search) { return !search.stopped && search.finished < search.cells.size(); }

Settings baseOf(const Snapshot& snapshot) {
  Settings base = snapshot.settings;
  base.side_by_side = false;
  return base;
}

std::string_view buttonLabel(LossKind loss) {
  switch (loss) {
    case LossKind::softmax:
      return "Softmax";
    case LossKind::svm:
      return "SVM";
  }
  return {};
}

}  // namespace

void SearchPanel::drawButtons(Frame& frame, const SearchSnapshot* search) {
  const bool running = search != nullptr && search->running;
  const bool halfway = search != nullptr && unfinished(*search);
  if (halfway) {
    const ButtonSpec act{.id = "go on search",
                         .icon = running ? Icon::pause : Icon::play,
                         .label = running ? "Pause" : "Resume",
                         .style = ButtonStyle::primary};
    if (button(frame, act)) frame.post(running ? "search pause" : "search go");
    ImGui::SameLine(0, frame.px(8));
    if (button(frame, {.id = "cancel search",
                       .icon = Icon::close,
                       .label = "Cancel",
                       .tip = "Ends it here; what was found stays"})) {
      frame.post("search stop");
    }
    return;
  }
  const Result<SearchPlan> plan = planSearch(form_.text(), baseOf(frame.snapshot));
  const ButtonSpec start{.id = "start search",
                         .icon = Icon::play,
                         .label = "Start",
                         .style = ButtonStyle::primary,
                         .enabled = plan.ok() && !SearchForm::refused(frame)};
  if (button(frame, start)) frame.post("search start " + form_.text());
  if (!plan) text(frame, plan.failure().shown(), Tone::bad, true);
}

// The assignment's grids, where their images are.
void SearchPanel::drawPresets(Frame& frame) {
  if (frame.snapshot.mode != Mode::images) return;
  text(frame, "The 4 × 4 grid for CS231n's assignment 1", Tone::muted);
  bool first = true;
  for (const std::string_view preset : searchPresets()) {
    const std::string id = "preset " + std::string(preset);
    if (!first) ImGui::SameLine(0, frame.px(8));
    first = false;
    const SearchPlan plan = planSearch(presetSearch(preset), presetSettings(preset)).value();
    const std::string tip = "Learning rates from " + rateText(plan.lr.low) + " to " + rateText(plan.lr.high) +
                            ", λ from " + rateText(plan.strength.low) + " to " + rateText(plan.strength.high) + ", " +
                            grouped(plan.steps) + " steps per cell";
    if (button(frame,
               {.id = id.c_str(), .icon = Icon::play, .label = buttonLabel(presetSettings(preset).loss), .tip = tip})) {
      frame.post("search start preset=" + std::string(preset));
    }
  }
}

void SearchPanel::drawProgress(Frame& frame, const SearchSnapshot& search) {
  std::string words = grouped(static_cast<std::int64_t>(search.finished)) + " of " +
                      grouped(static_cast<std::int64_t>(search.cells.size())) + " cells";
  if (search.stopped) {
    words += ", cancelled";
  } else if (unfinished(search)) {
    if (!search.running) words += ", paused";
    if (search.seconds_left > 0) words += ", " + timeLeftText(search.seconds_left);
  }
  text(frame, words);
  const std::string examples = grouped(search.held_out);
  if (search.held_out_seed) {
    text(frame,
         "Validated on " + examples + " new points of the same shape, drawn with seed " +
             std::to_string(*search.held_out_seed) + ".",
         Tone::muted, true);
  } else {
    text(frame, "Validated on " + examples + " images that no step sees.", Tone::muted, true);
  }
}

void SearchPanel::drawCell(Frame& frame, const SearchSnapshot& search) {
  if (selected_ && *selected_ >= search.cells.size()) selected_.reset();
  const auto shown = selected_ ? selected_ : search.best;
  if (!shown) return;
  const SearchPlan& plan = *search.plan;
  const SearchPoint& point = plan.cells[*shown];
  const SearchResult& cell = search.cells[*shown];
  ImGui::Dummy(ImVec2(1, frame.px(2)));
  const std::string pair = "learning rate " + rateText(point.lr) + ", λ " + rateText(point.strength);
  text(frame, search.best == shown ? "★ Best cell" : "Cell", Tone::heading);
  if (cell.state == CellState::done) {
    text(frame,
         "With " + pair + ": validation " + percent(cell.val_accuracy, 1) + ", training " +
             percent(cell.train_accuracy, 1) + ", loss " + fixed(cell.loss, 4) + " after " + grouped(cell.steps) +
             " steps.",
         Tone::body, true);
  } else if (cell.state == CellState::diverged) {
    text(frame, "With " + pair + ": diverged at step " + grouped(*cell.diverged_at) + ". The others go on.", Tone::bad,
         true);
  } else {
    text(frame,
         "With " + pair + ": " + (cell.state == CellState::running ? cellWords(plan, cell) + " steps." : "waiting."),
         Tone::body, true);
  }
  const bool here = search.mode == frame.snapshot.mode;
  if (button(frame, {.id = "adopt",
                     .icon = Icon::tick,
                     .label = "Start a run with these settings",
                     .tip = here ? "From iteration 0, as the search did: " + pair + ". Undo brings back the run before."
                                 : "The search was on the other screen",
                     .enabled = here})) {
    frame.post("start " + adoptText(plan, *shown));
  }
}

// What was found: how far the search is, the chosen cell, and all of them as text.
void SearchPanel::drawFindings(Frame& frame, const SearchSnapshot& search) {
  drawProgress(frame, search);
  drawCell(frame, search);
  if (search.finished == 0) return;
  if (button(frame, {.id = "copy csv", .label = "Copy CSV", .tip = "All cells that are over, into the clipboard"})) {
    ImGui::SetClipboardText(searchCsv(*search.plan, search.cells).c_str());
  }
}

void SearchPanel::drawExplanation(Frame& frame) {
  prose(
      frame,
      "Every cell begins with the same weights and sees the same minibatches; all other settings are those in force.");
}

// Fields on the left, map on the right.
void SearchPanel::drawBeside(Frame& frame, const SearchSnapshot* search) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float form = frame.px(form_width);
  const float left = form + frame.px(gap_width);
  beginColumn("search form", form);
  form_.draw(frame);
  drawButtons(frame, search);
  if (search == nullptr || !unfinished(*search)) drawPresets(frame);
  drawExplanation(frame);
  if (search != nullptr) drawFindings(frame, *search);
  endColumn();
  ImGui::SetCursorScreenPos(at + ImVec2(left, 0));
  const float height = std::clamp(room.y, frame.px(300), frame.px(980));
  drawSearchMap(frame, {at.x + left, at.y, room.x - left, height}, search, selected_);
}

// The map on top, where it is seen to fill; then what was found, and the fields.
void SearchPanel::drawBelow(Frame& frame, const SearchSnapshot* search) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  drawSearchMap(frame, {at.x, at.y, ImGui::GetContentRegionAvail().x, frame.px(narrow_map)}, search, selected_);
  drawButtons(frame, search);
  if (search != nullptr) drawFindings(frame, *search);
  form_.draw(frame);
  if (search == nullptr || !unfinished(*search)) drawPresets(frame);
  drawExplanation(frame);
}

void SearchPanel::draw(Frame& frame, View& /*view*/) {
  const auto& current = frame.snapshot.studies->search;
  const SearchSnapshot* search = current ? &*current : nullptr;
  form_.follow(baseOf(frame.snapshot));
  if (search != nullptr && search->plan != seen_) {
    seen_ = search->plan;
    selected_.reset();
    form_.take(*seen_);
  }
  if (ImGui::GetContentRegionAvail().x >= frame.px(form_width + gap_width + least_map)) {
    drawBeside(frame, search);
  } else {
    drawBelow(frame, search);
  }
}

}  // namespace lab::ui
