#include "ui/kit/setting_rows.h"

#include <algorithm>
#include <cstdlib>
#include <string>
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
                                     const Scale& scale, Counts counts) {
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
  const bool holding = ImGui::IsItemActive() && counts == Counts::on_release && (changed || held >= 0);
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

Scale scaleOf(const SettingInfo& setting, Mode mode) {
  return mode == Mode::images && setting.images_scale ? *setting.images_scale : setting.scale;
}

namespace {

// Data that are drawn and looked at within a frame: they follow a slider while it is dragged.
constexpr Index quick_points = 3000;

// While training runs, each new start on the way would end a run that has already learned something.
Counts countsOf(const Snapshot& snapshot, Effect effect) {
  const bool restarts = effect != Effect::live && snapshot.state == RunState::running;
  const bool slow = effect == Effect::new_data && snapshot.data && snapshot.data->size() > quick_points;
  return restarts || slow ? Counts::on_release : Counts::at_once;
}

// Place of the value that is in force among the named ones; -1 for another one.
int selectedName(const Frame& frame, const SettingInfo& setting) {
  const ValueName* name = valueName(frame.snapshot.settings, setting);
  return name == nullptr ? -1 : static_cast<int>(name - setting.names.data());
}

void postName(Frame& frame, const SettingInfo& setting, std::optional<int> chosen) {
  if (chosen) frame.set(setting.key, setting.names[static_cast<std::size_t>(*chosen)].text);
}

void sliderRow(Frame& frame, const SettingInfo& setting) {
  const Snapshot& snapshot = frame.snapshot;
  const auto chosen =
      numberRow(frame, setting.key.data(), rowTitle(setting.key), valueText(snapshot.settings, setting.key),
                scaleOf(setting, snapshot.mode), countsOf(snapshot, setting.effect));
  if (chosen) frame.set(setting.key, *chosen);
}

void segmentsRow(Frame& frame, const SettingInfo& setting) {
  std::vector<const char*> names;
  for (const ValueName& name : setting.names) names.push_back(name.title.data());
  postName(frame, setting,
           segmentRow(frame, setting.key.data(), rowTitle(setting.key), names, selectedName(frame, setting)));
}

void toggleSettingRow(Frame& frame, const SettingInfo& setting) {
  const bool on = setting.get(frame.snapshot.settings) != 0;
  if (toggleRow(frame, setting.key.data(), rowTitle(setting.key), on)) frame.set(setting.key, on ? "0" : "1");
}

// A number without a name is its own.
void usualRow(Frame& frame, const SettingInfo& setting) {
  const bool images = frame.snapshot.mode == Mode::images;
  std::vector<std::string> texts, titles;
  int selected = -1;
  for (const int usual : images ? setting.images_usual : setting.usual) {
    if (setting.get(frame.snapshot.settings) == usual) selected = static_cast<int>(texts.size());
    const auto named = [usual](const ValueName& name) { return name.value == usual; };
    const auto name = std::find_if(setting.names.begin(), setting.names.end(), named);
    texts.push_back(std::to_string(usual));
    titles.push_back(name == setting.names.end() ? texts.back() : std::string(name->title));
  }
  std::vector<const char*> labels;
  for (const std::string& title : titles) labels.push_back(title.c_str());
  ImGui::PushID("usual");
  const auto chosen = segmentRow(frame, setting.key.data(), rowTitle(setting.key), labels, selected);
  ImGui::PopID();
  if (chosen) frame.set(setting.key, texts[static_cast<std::size_t>(*chosen)]);
}

}  // namespace

void postField(Frame& frame, const char* key, const char* label) {
  const std::string value = valueText(frame.snapshot.settings, key);
  if (const auto chosen = fieldRow(frame, key, label, value)) frame.set(key, *chosen);
}

void postList(Frame& frame, const char* key, const char* label, std::span<const std::string> names) {
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
  const SettingInfo& setting = *findSetting(key);
  postName(frame, setting, choice(frame, key, names, selectedName(frame, setting), width));
}

void settingRow(Frame& frame, std::string_view key) {
  const SettingInfo& setting = *findSetting(key);
  switch (setting.control) {
    case Control::elsewhere:
      break;
    case Control::slider:
      return sliderRow(frame, setting);
    case Control::field:
      return postField(frame, setting.key.data(), rowTitle(key).c_str());
    case Control::segments:
      return segmentsRow(frame, setting);
    case Control::list: {
      std::vector<std::string> names;
      for (const ValueName& name : setting.names) names.emplace_back(name.title);
      return postList(frame, setting.key.data(), rowTitle(key).c_str(), names);
    }
    case Control::toggle:
      return toggleSettingRow(frame, setting);
    case Control::usual:
      return usualRow(frame, setting);
  }
}

void settingRows(Frame& frame, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) settingRow(frame, key);
}

}  // namespace lab::ui
