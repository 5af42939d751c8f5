#include "ui/study/race_menus.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/entry.h"

namespace lab::ui {
namespace {

constexpr std::string_view no_setting = "No setting";
constexpr std::size_t most_settings = 3;  // of a run, in its menus

// What a race can vary and what is worth it; others come in by a command.
constexpr std::string_view offered[] = {"lr",       "optimizer", "momentum", "l2",       "l1",
                                        "max_norm", "dropout",   "loss",     "schedule", "decay_epochs"};

// What the setting may be, where that is one of a few things with names; else nothing. The presets are those of the
// mode that is shown.
std::vector<ValueName> namesOf(const Frame& frame, const LaneSetting& setting) {
  std::vector<ValueName> names;
  if (setting.key == "preset") {
    for (const Preset& preset : presets()) {
      if (modeOf(preset.settings) == frame.snapshot.mode) names.push_back({preset.name, preset.title});
    }
  } else if (const SettingInfo* info = findSetting(setting.key)) {
    names.assign(info->names.begin(), info->names.end());
  }
  const bool named =
      std::any_of(names.begin(), names.end(), [&](const auto& one) { return one.text == setting.value; });
  return named && names.size() > 1 ? names : std::vector<ValueName>();
}

// The menu of settings: those that are worth it and not there yet, the one that is chosen, and none.
void drawSetting(Frame& frame, std::vector<LaneSetting>& settings, std::size_t at, float width) {
  std::vector<std::string> titles;
  std::vector<std::string> keys;
  int selected = -1;
  const std::string chosen_key = at < settings.size() ? settings[at].key : std::string();
  const auto offer = [&](std::string_view key, std::string_view title) {
    if (key == chosen_key) selected = static_cast<int>(keys.size());
    keys.emplace_back(key);
    titles.emplace_back(title);
  };
  offer("", no_setting);
  for (const std::string_view key : offered) {
    const bool taken = std::any_of(settings.begin(), settings.end(), [&](const auto& one) { return one.key == key; });
    if (!taken || key == chosen_key) offer(key, settingTitle(key));
  }
  if (selected < 0) offer(chosen_key, chosen_key == "preset" ? "Preset" : settingTitle(chosen_key));
  const auto chosen = choice(frame, "setting", titles, selected, width);
  if (!chosen) return;
  const std::string& key = keys[static_cast<std::size_t>(*chosen)];
  if (at < settings.size()) settings.erase(settings.begin() + static_cast<std::ptrdiff_t>(at));
  if (key.empty()) return;
  settings.insert(settings.begin() + static_cast<std::ptrdiff_t>(at), {key, valueText(frame.snapshot.settings, key)});
}

// Its value: a menu of names, or a number.
void drawValue(Frame& frame, std::string_view run, std::vector<LaneSetting>& settings, std::size_t at, float width,
               const LaneRefusal& refusal) {
  LaneSetting& setting = settings[at];
  const std::vector<ValueName> names = namesOf(frame, setting);
  if (names.empty()) {
    const std::string key = std::string(run) + " " + setting.key;
    const EntryKind kind = entryKind(frame.snapshot.settings, setting.key);
    return entry(frame, {.key = key, .value = setting.value, .width = width, .kind = kind}, [&](std::string text) {
      std::erase(text, ';');  // would begin another run
      const std::string before = std::exchange(setting.value, std::move(text));
      std::string reason = refusal(laneText(settings));
      if (!reason.empty()) setting.value = before;
      return reason;
    });
  }
  std::vector<std::string> titles;
  int selected = -1;
  for (const ValueName& name : names) {
    if (name.text == setting.value) selected = static_cast<int>(titles.size());
    titles.emplace_back(name.title);
  }
  if (const auto chosen = choice(frame, "value", titles, selected, width)) {
    setting.value = names[static_cast<std::size_t>(*chosen)].text;
  }
}

}  // namespace

std::vector<LaneSetting> laneSettings(std::string_view changes) {
  std::vector<LaneSetting> settings;
  for (const Assignment& one : assignmentsIn(changes))
    settings.push_back({std::string(one.key), std::string(one.value)});
  return settings;
}

std::string laneText(std::span<const LaneSetting> settings) {
  return joined(settings, " ", [](const LaneSetting& one) { return one.key + "=" + one.value; });
}

LanePlaces lanePlaces(const Frame& frame, float width) {
  const float row = frame.theme.row();
  LanePlaces places;
  places.left = frame.px(26);
  places.gap = frame.px(8);
  places.more = width >= frame.px(420);
  const float buttons = places.more ? 2 * row + frame.px(4) : row;
  const float room = width - places.left - places.gap - buttons;
  places.beside = room >= frame.px(470) ? 2 : 1;
  places.cell =
      std::min((room - (places.beside == 2 ? places.gap : 0)) / static_cast<float>(places.beside), frame.px(300));
  places.buttons = places.left + static_cast<float>(places.beside) * (places.cell + places.gap);
  return places;
}

std::size_t laneLines(std::string_view changes, const LanePlaces& places) {
  const std::size_t count = std::max<std::size_t>(laneSettings(changes).size(), 1);
  return (count + places.beside - 1) / places.beside;
}

bool drawLaneMenus(Frame& frame, std::string_view name, std::string& changes, const LanePlaces& places, bool removable,
                   const LaneRefusal& refusal) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float row = frame.theme.row();
  const std::vector<LaneSetting> before = laneSettings(changes);
  std::vector<LaneSetting> settings = before;
  const std::size_t count = std::max<std::size_t>(settings.size(), 1);
  for (std::size_t k = 0; k < count; ++k) {
    const auto column = static_cast<float>(k % places.beside);
    const auto line = static_cast<float>(k / places.beside);
    const ImVec2 cell = at + ImVec2(places.left + column * (places.cell + places.gap), line * (row + frame.px(4)));
    ImGui::PushID(static_cast<int>(k));
    ImGui::SetCursorScreenPos(cell);
    const bool empty = settings.empty();
    const bool named = k < settings.size() && !namesOf(frame, settings[k]).empty();
    // The title of a preset needs more room than the word before it.
    const bool preset = k < settings.size() && settings[k].key == "preset";
    const float value_w = preset ? places.cell * 0.66f
                                 : frame.px(places.cell >= frame.px(280) ? 118
                                            : named                      ? 102
                                                                         : 84);
    const float name_w = empty ? places.cell : places.cell - value_w - frame.px(4);
    if (!empty) {
      ImGui::SetCursorScreenPos(cell + ImVec2(name_w + frame.px(4), 0));
      drawValue(frame, name, settings, k, value_w, refusal);
      ImGui::SetCursorScreenPos(cell);
    }
    drawSetting(frame, settings, k, name_w);
    ImGui::PopID();
    if (settings.size() < count) break;  // one was taken away: the rest has moved
  }
  ImGui::SetCursorScreenPos(at + ImVec2(places.buttons, 0));
  const ButtonSpec more{.id = "another setting",
                        .label = "+",
                        .tip = "Another setting for this run",
                        .style = ButtonStyle::quiet,
                        .width = row,
                        .height = row,
                        .enabled = !settings.empty() && settings.size() < most_settings};
  if (places.more && button(frame, more)) {
    for (const std::string_view key : offered) {
      if (std::any_of(settings.begin(), settings.end(), [&](const auto& one) { return one.key == key; })) continue;
      settings.push_back({std::string(key), valueText(frame.snapshot.settings, key)});
      break;
    }
  }
  bool remove = false;
  if (removable) {
    ImGui::SetCursorScreenPos(at + ImVec2(places.buttons + (places.more ? row + frame.px(4) : 0), 0));
    remove = button(frame, {.id = "remove",
                            .icon = Icon::close,
                            .tip = "Without this run",
                            .style = ButtonStyle::quiet,
                            .width = row,
                            .height = row});
  }
  if (settings != before) changes = laneText(settings);
  return remove;
}

}  // namespace lab::ui
