#include "ui/study/gradient_panel.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "lab/study/check_plan.h"
#include "ui/kit/entry.h"
#include "ui/kit/format.h"
#include "ui/kit/table.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr std::string_view at_key = "gradient at";

// On a switch there is room for few words.
constexpr std::array<const char*, 5> switches = {"none", "forget the penalty", "flip a sign", "forget the 1/N",
                                                 "forget the bias"};

// There is room for all the columns.
bool isWide(const Frame& frame) { return ImGui::GetContentRegionAvail().x >= frame.px(760); }

Color tintOf(const Frame& frame, const CheckedParameter& one) {
  if (!one.entry.counts()) return frame.colors().field;
  switch (one.band) {
    case GradientBand::happy:
      return frame.colors().good_soft;
    case GradientBand::kinks_only:
      return mix(frame.colors().good_soft, frame.colors().bad_soft, 0.5f);
    case GradientBand::uncomfortable:
    case GradientBand::wrong:
      break;
  }
  return frame.colors().bad_soft;
}

constexpr std::array<TableColumn, 8> wide_columns{{{"parameter", 0, true},
                                                   {"analytic", 0.24f},
                                                   {"forward", 0.37f},
                                                   {"centered", 0.5f},
                                                   {"automatic", 0.62f},
                                                   {"difference", 0.71f},
                                                   {"relative error", 0.835f},
                                                   {"verdict", 0.845f, true}}};
constexpr std::array<TableColumn, 4> narrow_columns{
    {{"parameter", 0, true}, {"analytic", 0.53f}, {"centered", 0.8f}, {"error", 1}}};

}  // namespace

std::string GradientPanel::options() const {
  std::string text = at_.empty() ? "count=12 seed=" + std::to_string(seed_) : "at=" + at_;
  if (mistake_ != "none") text += " break=" + mistake_;
  return text;
}

// Why the model on the screen cannot be checked so; empty: it can.
std::string GradientPanel::refusal(const Frame& frame) const {
  Settings settings = frame.snapshot.settings;
  settings.side_by_side = false;
  settings.model = frame.snapshot.runs.front().model;
  const Result<GradientPlan> plan = planGradientCheck(options(), settings);
  return plan ? std::string() : plan.failure().shown();
}

// A check that somebody else has begun comes onto the switches.
void GradientPanel::follow(const GradientCheckSnapshot& gradient) {
  if (gradient.mistake == seen_) return;
  seen_ = mistake_ = gradient.mistake;
}

void GradientPanel::drawControls(Frame& frame) {
  const std::string reason = refusal(frame);
  if (button(frame, {.id = "check gradient",
                     .icon = Icon::play,
                     .label = "Check the gradient",
                     .tip = "The run on the screen, at its present parameters",
                     .style = ButtonStyle::primary,
                     .enabled = reason.empty() && !holdsRefused(frame, at_key)})) {
    frame.post("check gradient " + options());
  }
  ImGui::SameLine(0, frame.px(8));
  if (button(frame, {.id = "draw again", .label = "Draw again", .tip = "Other parameters, drawn at random"})) {
    at_.clear();
    if (holdsRefused(frame, at_key)) frame.notes.error_key.clear();
    ++seed_;
    frame.post("check gradient " + options());
  }
  // On the same line only where the field has room for its words.
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  const float least = frame.px(14 + 8 + 160) + textWidth("At");
  if (right - ImGui::GetItemRectMax().x >= least) ImGui::SameLine(0, frame.px(14));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, frame.theme.row() / 2), 0, frame.colors().text, "At");
  ImGui::SetCursorScreenPos(at + ImVec2(textWidth("At") + frame.px(8), 0));
  const float width = std::min(ImGui::GetContentRegionAvail().x, frame.px(260));
  const std::string shown = at_.empty() ? "at random" : at_;
  entry(frame, {.key = at_key, .value = shown, .width = width, .kind = EntryKind::text}, [&](const std::string& typed) {
    const bool random = typed.empty() || typed == "atrandom" || typed == "random";
    const std::string before = std::exchange(at_, random ? "" : typed);
    std::string why = refusal(frame);
    if (!why.empty()) at_ = before;
    return why;
  });
  hint(frame, "Parameters by name, W1:3,4;b1:2, or by place, 0,5,17");
  if (!reason.empty()) text(frame, reason, Tone::bad, true);
}

void GradientPanel::drawMistakes(Frame& frame) {
  text(frame, "Break the gradient", Tone::heading);
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  for (std::size_t i = 1; i < switches.size(); ++i) {
    const GradientBreakInfo& info = gradientBreaks()[i];
    if (i > 1) ImGui::SameLine(0, frame.px(8));
    if (i > 1 && ImGui::GetCursorScreenPos().x + chipWidth(frame, switches[i]) > right) ImGui::NewLine();
    const bool on = mistake_ == info.name;
    if (!chip(frame, switches[i], switches[i], on, info.meaning)) continue;
    mistake_ = on ? "none" : std::string(info.name);
    frame.post("check gradient " + options());
  }
}

void GradientPanel::drawTable(Frame& frame, const GradientCheckSnapshot& gradient) const {
  const float width = ImGui::GetContentRegionAvail().x;
  const bool wide = isWide(frame);
  const std::span<const TableColumn> columns =
      wide ? std::span<const TableColumn>(wide_columns) : std::span<const TableColumn>(narrow_columns);
  tableHead(frame, columns);
  for (const CheckedParameter& one : gradient.parameters) {
    const GradientEntry& entry = one.entry;
    const int digits = width >= frame.px(1100) ? 6 : wide ? 4 : 2;
    const std::string error = scientific(entry.relative_error, 0);
    std::vector<std::string> cells{one.name, scientific(entry.analytic, digits)};
    if (wide) cells.push_back(scientific(entry.forward, digits));
    cells.push_back(scientific(entry.centered, digits));
    if (wide) cells.push_back(scientific(entry.automatic, digits));
    if (wide) cells.push_back(scientific(entry.analytic - entry.centered, 0));
    cells.push_back(wide || entry.counts() ? error : entry.kink ? "kink" : "too small");
    if (wide) cells.emplace_back(verdictWord(one));
    tableRow(frame, columns, cells, frame.colors().text, tintOf(frame, one));
  }
}

void GradientPanel::draw(Frame& frame) {
  const bool wide = isWide(frame);
  prose(frame, std::string(wide ? "Three" : "Two") +
                   " opinions on the same slope: the analytic gradient that trains, " +
                   (wide ? "differences of the loss over h = 1e−5, and automatic differentiation. "
                         : "and centered differences of the loss over h = 1e−5. On a wide screen automatic "
                           "differentiation stands beside them. ") +
                   "Always in float64.");
  const auto& check = frame.snapshot.studies->check;
  if (check && check->gradient) follow(*check->gradient);
  drawControls(frame);
  drawMistakes(frame);
  if (!check || !check->gradient) return;
  const GradientCheckSnapshot& gradient = *check->gradient;
  text(frame, "The " + gradient.subject, Tone::muted, true);
  if (gradient.verdict == CheckVerdict::running) {
    text(frame, std::to_string(gradient.parameters.size()) + " of " + std::to_string(gradient.count) + " checked",
         Tone::accent);
  } else {
    text(frame, gradient.reason, gradient.verdict == CheckVerdict::passed ? Tone::good : Tone::bad, true);
  }
  drawTable(frame, gradient);
  prose(
      frame,
      "Relative error: |analytic − centered| / max(|analytic|, |centered|); 2 where the sign is wrong, 1 where one of "
      "them is 0. Above 1e−2: usually wrong. 1e−2 to 1e−4: uncomfortable. 1e−4 to 1e−7: okay with kinks, too high "
      "without. Below 1e−7: happy.");
}

}  // namespace lab::ui
