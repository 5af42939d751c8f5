#include "ui/kit/terms.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/number_text.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/button.h"
#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/kit/text.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

constexpr float card_width = 340;

// The run that a term is about: what only a net has is the net's, else the first on the screen.
const RunSnapshot& runOf(const Snapshot& snapshot) {
  for (const RunSnapshot& run : snapshot.runs) {
    if (hasHidden(run.model)) return run;
  }
  return snapshot.runs.front();
}

std::int64_t examplesOf(const Snapshot& snapshot) {
  return snapshot.data ? snapshot.data->size() : snapshot.runs.front().split.train;
}

std::string number(double value, int digits = 3) {
  return std::isfinite(value) ? shownNumber(rounded(value, digits)) : "∞";
}

// How many steps a running mean lasts that keeps this share.
std::string reach(double share) { return number(1 / (1 - share)); }

std::string numberNamed(const Snapshot& snapshot, std::string_view name);

// "=" before a number that is shown whole, "≈" before one that was rounded.
std::string signOf(const Snapshot& snapshot, std::string_view name) {
  const Settings& now = snapshot.settings;
  const RunSnapshot& run = runOf(snapshot);
  const auto examples = static_cast<double>(std::max<std::int64_t>(examplesOf(snapshot), 1));
  const double batch = now.batch > 0 ? std::min<double>(now.batch, examples) : examples;
  const std::string shown = numberNamed(snapshot, name);
  double exact = examples / batch;  // "steps"
  double unit = 1;
  if (name == "epochs") exact = run.epoch;
  if (name == "chance") exact = 1 / shownValue(numberNamed(snapshot, "C")), unit = 0.01;
  if (name == "momentum reach") exact = 1 / (1 - now.momentum);
  if (name == "rms reach") exact = 1 / (1 - now.rms_decay);
  if (name == "beta1 reach") exact = 1 / (1 - now.beta1);
  if (name == "beta2 reach") exact = 1 / (1 - now.beta2);
  const std::string sign = equals(exact / unit, shown);
  return sign.substr(1, sign.size() - 2);
}

// Of this moment, by a name that is no setting's.
std::string numberNamed(const Snapshot& snapshot, std::string_view name) {
  const RunSnapshot& run = runOf(snapshot);
  const Settings& now = snapshot.settings;
  const auto examples = static_cast<double>(std::max<std::int64_t>(examplesOf(snapshot), 1));
  const double batch = now.batch > 0 ? std::min<double>(now.batch, examples) : examples;
  const bool images = snapshot.mode == Mode::images;
  const int classes = images ? static_cast<int>(snapshot.images->classes.size()) : now.classes;
  if (name == "rule") return updateFormula(now.optimizer, now, run.lr);
  if (name == "formula") return lossFormula(now);
  if (name == "sum") return lossSum(run.now);
  if (name == "penalty") return fixed(run.now.reg_loss, 4);
  if (name == "start") return expectedStartText(now, classes, run.expected_start);
  if (name == "C") return std::to_string(classes);
  if (name == "chance") return percent(1.0 / classes);
  if (name == "N") return grouped(examplesOf(snapshot));
  if (name == "n") return number(batch, 9);
  if (name == "examples") return images ? "images" : "points";
  if (name == "steps") return number(std::max(1.0, examples / batch));
  if (name == "epochs") return fixed(run.epoch, 1);
  if (name == "iteration") return grouped(run.iteration);
  if (name == "rate") return number(run.lr);
  if (name == "parameters") return grouped(run.parameters);
  if (name == "accuracy") return percent(run.now.train_accuracy, 1);
  if (name == "validation") return run.now.val_accuracy ? percent(*run.now.val_accuracy, 1) : "–";
  if (name == "learn") return grouped(run.split.train);
  if (name == "validate") return grouped(run.split.validation);
  if (name == "inputs") return images ? "3,072" : "2";
  if (name == "raise") return number(1 / (1 - now.dropout));
  if (name == "left out") return percent(now.dropout) + " of " + grouped(now.hidden);
  if (name == "pull") return shortest((now.l2_half ? 1 : 2) * now.l2);
  if (name == "momentum reach") return reach(now.momentum);
  if (name == "rms reach") return reach(now.rms_decay);
  if (name == "beta1 reach") return reach(now.beta1);
  if (name == "beta2 reach") return reach(now.beta2);
  if (name.ends_with(" sign")) return signOf(snapshot, name.substr(0, name.size() - 5));
  if (name == "schedule words") return scheduleText(now);
  if (name == "dead") return run.health && run.health->dead_units ? number(double(*run.health->dead_units), 9) : "–";
  return "{" + std::string(name) + "}";
}

std::string filled(const Snapshot& snapshot, std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t open = text.find('{');
    out.append(text.substr(0, open));
    if (open == std::string_view::npos) return out;
    const std::size_t close = text.find('}', open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    out += findSetting(name) != nullptr ? valueTitle(snapshot.settings, name) : numberNamed(snapshot, name);
    text.remove_prefix(close + 1);
  }
}

void append(std::string& text, std::string_view more, const char* between) {
  if (more.empty()) return;
  if (!text.empty()) text += between;
  text += more;
}

void drawCard(Frame& frame, const TermCard& card, float width, bool closable) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float cross = closable ? frame.px(30) : 0;
  text(frame, card.title, Tone::heading);
  if (closable) {
    const ImVec2 next = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(at + ImVec2(width - cross, -frame.px(4)));
    if (button(
            frame,
            {.id = "close card", .icon = Icon::close, .style = ButtonStyle::quiet, .width = cross, .height = cross})) {
      ImGui::CloseCurrentPopup();
    }
    ImGui::SetCursorScreenPos(next);
  }
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::body_px));
  const auto paragraph = [&](const std::string& words, Tone tone) {
    if (words.empty()) return;
    ImGui::PushStyleColor(ImGuiCol_Text, toneColor(frame, tone));
    ImGui::TextUnformatted(wrapped(words, width).c_str());
    ImGui::PopStyleColor();
  };
  paragraph(card.text, Tone::body);
  paragraph(card.now, Tone::accent);
  paragraph(card.signs, Tone::muted);
  ImGui::Dummy(ImVec2(width, 0));
}

// Below the label where there is more room below it, else above; never beyond the edges of the page.
void placeCard(const Frame& frame, ImVec2 above, float below, float width) {
  const ImVec2 page = ImGui::GetMainViewport()->Size;
  const float margin = frame.px(8);
  const bool down = below < page.y / 2;
  const float x = std::clamp(above.x, margin, std::max(margin, page.x - width - margin));
  ImGui::SetNextWindowPos(ImVec2(x, down ? below : above.y), ImGuiCond_Always, ImVec2(0, down ? 0 : 1));
  const float room = (down ? page.y - below : above.y) - margin;
  ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, room));
}

void underline(const Frame& frame, ImVec2 from, float width) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float dot = frame.px(1.5f);
  for (float x = 0; x + dot <= width; x += 2.5f * dot) {
    list.AddRectFilled(from + ImVec2(x, 0), from + ImVec2(x + dot, dot), withAlpha(frame.colors().muted, 0.8f));
  }
}

}  // namespace

std::optional<TermCard> termCard(const Snapshot& snapshot, std::string_view key) {
  const CardWords* words = findTerm(key);
  if (words == nullptr || snapshot.runs.empty()) return std::nullopt;
  const SettingInfo* setting = findSetting(key);
  TermCard card{std::string(setting != nullptr ? setting->title : findOwnTerm(key)->title),
                filled(snapshot, words->text), filled(snapshot, words->now), filled(snapshot, words->signs)};
  const ValueName* value = setting == nullptr ? nullptr : valueName(snapshot.settings, *setting);
  if (value == nullptr) return card;
  append(card.text, value->words.text, " ");
  append(card.now, filled(snapshot, value->words.now), "\n");
  append(card.signs, value->words.signs, " ");
  return card;
}

void termLabel(Frame& frame, std::string_view key, std::string_view label, ImVec2 at, float room, Color color) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  textFitted(list, at, room, color, label);
  if (findTerm(key) == nullptr) return;
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  const float width = std::min(textWidth(label), room);
  const float line = ImGui::GetFontSize();
  underline(frame, at + ImVec2(0, line / 2 + frame.px(1)), width);
  const float height = std::min(frame.theme.row(), line + frame.px(14));
  ImGui::PushID("term");
  ImGui::PushID(key.data(), key.data() + key.size());
  ImGui::SetCursorScreenPos(at - ImVec2(0, height / 2));
  const bool stop = labelStops(frame, ImGui::GetID("label"));
  if (pressable(frame, "label", ImVec2(std::max(width, 1.0f), height), stop)) openList(frame, "card");
  roamLabels(frame);
  const ImVec2 top = ImGui::GetItemRectMin();
  const float bottom = ImGui::GetItemRectMax().y;
  const float page = ImGui::GetMainViewport()->Size.x;
  const float outer = std::min(frame.px(card_width), page - frame.px(16));
  const ImVec2 pad(frame.px(14), frame.px(12));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, pad);
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  // Who has closed the card has seen it: it does not come back until the mouse has been elsewhere.
  bool* const seen = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("seen"));
  *seen = ImGui::IsPopupOpen("card") || (*seen && hovered);
  const bool rested = hovered && !*seen && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal);
  if (hovered && !*seen && !rested) frame.animating = true;  // its delay runs
  if (ImGui::IsPopupOpen("card") || rested) {
    if (const auto card = termCard(frame.snapshot, key)) {
      placeCard(frame, top, bottom, outer);
      if (ImGui::BeginPopup("card", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        drawCard(frame, *card, outer - 2 * pad.x, true);
        if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
      } else if (rested && ImGui::BeginTooltip()) {
        drawCard(frame, *card, outer - 2 * pad.x, false);
        ImGui::EndTooltip();
      }
    }
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  ImGui::PopID();
  ImGui::SetCursorScreenPos(cursor);
}

void termLabelLeftOf(Frame& frame, std::string_view key, std::string_view label, ImVec2 end, Color color) {
  const float width = textWidth(label);
  termLabel(frame, key, label, end - ImVec2(width, 0), width, color);
}

void termHeading(Frame& frame, std::string_view key, std::string_view label) {
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  termLabel(frame, key, label, at + ImVec2(0, ImGui::GetFontSize() / 2), room, frame.colors().text);
  ImGui::Dummy(ImVec2(1, ImGui::GetFontSize()));
}

}  // namespace lab::ui
