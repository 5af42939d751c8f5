#include "ui/kit/setting_rows.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "core/number_text.h"
#include "lab/settings/change_words.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/entry.h"
#include "ui/kit/format.h"
#include "ui/kit/numeral.h"
#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

constexpr float field_width = 96;
constexpr float label_width = 124;
constexpr float number_width = 62;

// A label on a line of its own, above what it names.
void lineLabel(Frame& frame, std::string_view key, std::string_view label) {
  const float height = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  termLabel(frame, key, label, at + ImVec2(0, height / 2), room, frame.colors().text);
  ImGui::Dummy(ImVec2(1, height));
}

}  // namespace

std::optional<std::string> numberRow(Frame& frame, const char* key, std::string_view label, std::string_view value,
                                     const Scale& scale) {
  ImGui::PushID(key);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float number_w = frame.px(number_width);
  const float name = std::max(frame.px(label_width), textWidth(label) + frame.px(12));
  const float slider_h = frame.px(frame.theme.touch() ? 44 : 24);
  const float slider_w = width - name - number_w - frame.px(4);
  termLabel(frame, key, label, at + ImVec2(0, frame.theme.row() / 2), name - frame.px(4), frame.colors().text);
  const double number = std::strtod(std::string(value).c_str(), nullptr);
  // Where a slider is held that counts when it is let go; −1: nowhere.
  ImGuiStorage& memory = *ImGui::GetStateStorage();
  const float held = memory.GetFloat(ImGui::GetID("held"), -1);
  float t = held >= 0 ? held : sliderPosition(scale, number);
  ImGui::SetCursorScreenPos(at + ImVec2(name, (frame.theme.row() - slider_h) / 2));
  std::optional<std::string> chosen;
  const Nudge nudge = [&](float, int steps) { return sliderPosition(scale, stepped(scale, number, steps)); };
  const bool changed = slider(frame, "slider", t, slider_w, nudge);
  const bool holding = ImGui::IsItemActive() && scale.on_release && (changed || held >= 0);
  if (!holding && (changed || held >= 0) && sliderValue(scale, t) != number) chosen = numberText(sliderValue(scale, t));
  memory.SetFloat(ImGui::GetID("held"), holding ? t : -1);
  const std::string shown = holding ? numberText(sliderValue(scale, t)) : std::string(value);
  ImGui::SetCursorScreenPos(at + ImVec2(width - number_w, 0));
  const Stepper stepper = [&](std::string_view text, int steps) {
    const std::optional<double> now = numberIn(text);
    return now ? numberText(stepped(scale, *now, steps)) : std::string(text);
  };
  const EntryKind kind = entryKind(frame.snapshot.settings, key);
  const EntrySpec field{.key = key, .value = shown, .width = number_w, .kind = kind, .stepper = stepper};
  if (const auto typed = entry(frame, field)) chosen = typed;
  ImGui::PopID();
  return chosen;
}

std::optional<std::string> fieldRow(Frame& frame, const char* key, std::string_view label, std::string_view value) {
  ImGui::PushID(key);
  const float width = frame.px(field_width);
  rowLabel(frame, label, width, key);
  const EntryKind kind = entryKind(frame.snapshot.settings, key);
  const auto typed = entry(frame, {.key = key, .value = value, .width = width, .kind = kind});
  ImGui::PopID();
  return typed;
}

namespace {

// Whether a change of this setting begins a new run.
bool restarts(std::string_view key) {
  const auto infos = settingInfos();
  const auto info = std::find_if(infos.begin(), infos.end(), [key](const SettingInfo& one) { return one.key == key; });
  return info != infos.end() && info->effect != Effect::live;
}

// Which of the values the setting has; -1 for another one.
int selectedValue(const Frame& frame, const char* key, std::span<const char* const> values) {
  const auto found = std::find(values.begin(), values.end(), valueText(frame.snapshot.settings, key));
  return found == values.end() ? -1 : static_cast<int>(found - values.begin());
}

}  // namespace

void postNumber(Frame& frame, const char* key, const char* label, Scale scale) {
  const std::string value = valueText(frame.snapshot.settings, key);
  // While training runs, each new start on the way would end a run that has already learned something.
  if (restarts(key) && frame.snapshot.state == RunState::running) scale.on_release = true;
  if (const auto chosen = numberRow(frame, key, label, value, scale)) frame.set(key, *chosen);
}

void postField(Frame& frame, const char* key, const char* label) {
  const std::string value = valueText(frame.snapshot.settings, key);
  if (const auto chosen = fieldRow(frame, key, label, value)) frame.set(key, *chosen);
}

void postChoice(Frame& frame, const char* key, const char* label, std::span<const char* const> names,
                std::span<const char* const> values) {
  if (const auto chosen = segmentRow(frame, key, label, names, selectedValue(frame, key, values))) {
    frame.set(key, values[static_cast<std::size_t>(*chosen)]);
  }
}

void postList(Frame& frame, const char* key, const char* label, std::span<const std::string> names,
              std::span<const char* const> values) {
  float widest = 0;
  for (const std::string& name : names) widest = std::max(widest, choiceWidth(frame, name));
  const float total = ImGui::GetContentRegionAvail().x;
  // As wide as the sliders, wider where a name needs it, and below the label where the two do not fit.
  float width = std::max(total - frame.px(label_width), widest);
  if (textWidth(label) + frame.px(8) + width <= total) {
    rowLabel(frame, label, width, key);
  } else {
    lineLabel(frame, key, label);
    width = total;
  }
  if (const auto chosen = choice(frame, key, names, selectedValue(frame, key, values), width)) {
    frame.set(key, values[static_cast<std::size_t>(*chosen)]);
  }
}

std::optional<int> segmentRow(Frame& frame, const char* key, std::string_view label, std::span<const char* const> names,
                              int selected) {
  float total = 0;
  for (const char* name : names) total += textWidth(name) + frame.px(26);
  const float width = ImGui::GetContentRegionAvail().x;
  const float beside = width - textWidth(label) - frame.px(16);
  if (total <= beside) {
    rowLabel(frame, label, total, key);
    return segmented(frame, key, names, selected, total);
  }
  lineLabel(frame, key, label);
  return segmented(frame, key, names, selected, width);
}

std::string rowTitle(std::string_view key) {
  const SettingInfo& info = *findSetting(key);
  std::string title(info.title);
  // A title that is what is counted says its unit itself.
  if (info.unit.empty() || titleInSentence(info.title) == info.unit) return title;
  return title.append(" (").append(info.unit).append(")");
}

void postNumber(Frame& frame, const char* key, const Scale& scale) {
  postNumber(frame, key, rowTitle(key).c_str(), scale);
}

void postField(Frame& frame, const char* key) { postField(frame, key, rowTitle(key).c_str()); }

void postChoice(Frame& frame, const char* key) {
  std::vector<const char*> names, values;
  for (const ValueName& name : findSetting(key)->names) {
    names.push_back(name.title.data());
    values.push_back(name.text.data());
  }
  postChoice(frame, key, rowTitle(key).c_str(), names, values);
}

void postList(Frame& frame, const char* key) {
  std::vector<std::string> names;
  std::vector<const char*> values;
  for (const ValueName& name : findSetting(key)->names) {
    names.emplace_back(name.title);
    values.push_back(name.text.data());
  }
  postList(frame, key, rowTitle(key).c_str(), names, values);
}

void postToggle(Frame& frame, const char* key) {
  const bool on = valueText(frame.snapshot.settings, key) == "1";
  if (toggleRow(frame, key, rowTitle(key), on)) frame.set(key, on ? "0" : "1");
}

}  // namespace lab::ui
