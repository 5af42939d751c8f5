#include "lab/settings/settings_table.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/number_text.h"
#include "core/shortest_text.h"
#include "lab/settings/setting_row.h"

namespace lab {
namespace {

// Of a range as one types it: "1000000", "1e-16".
std::string rangeEnd(double value) { return value == 0 || value >= 1e-6 ? shortestFixed(value) : numberText(value); }

// "linear, two_layer or both".
std::string listed(std::span<const ValueName> names, std::string_view ValueName::* part) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i].*part);
  }
  return text;
}

std::string numberFrom(const SettingInfo& info, std::string (*text)(double)) {
  return (info.whole ? "a whole number from " : "a number from ") + text(info.low) + " to " + text(info.high);
}

std::string read(const SettingInfo& info, const Settings& settings) {
  const ValueName* name = valueName(settings, info);
  return name == nullptr ? numberText(info.get(settings)) : std::string(name->text);
}

std::vector<SettingInfo> allRows() {
  using namespace table;
  const std::pair<SettingGroup, std::span<const SettingInfo>> groups[] = {
      {SettingGroup::data, dataRows()}, {SettingGroup::images, imageRows()},  {SettingGroup::model, modelRows()},
      {SettingGroup::loss, lossRows()}, {SettingGroup::update, updateRows()}, {SettingGroup::steps, stepRows()}};
  std::vector<SettingInfo> list;
  for (const auto& [group, rows] : groups) {
    for (SettingInfo row : rows) {
      row.group = group;
      list.push_back(row);
    }
  }
  return list;
}

}  // namespace

std::span<const SettingInfo> settingInfos() {
  static const std::vector<SettingInfo> infos = allRows();
  return infos;
}

const SettingInfo* findSetting(std::string_view key) {
  const auto infos = settingInfos();
  const auto found = std::find_if(infos.begin(), infos.end(), [&](const auto& info) { return info.key == key; });
  return found == infos.end() ? nullptr : &*found;
}

std::string allowedText(const SettingInfo& info) {
  if (!info.takesNumbers()) return listed(info.names, &ValueName::text);
  std::string text = numberFrom(info, rangeEnd);
  for (const ValueName& name : info.names) {
    if (name.value < info.low || name.value > info.high) text.append(", or ").append(name.text);
  }
  return text;
}

std::string allowedShown(const SettingInfo& info) {
  return info.takesNumbers() ? numberFrom(info, shownNumber) : listed(info.names, &ValueName::title);
}

const ValueName* valueName(const Settings& settings, const SettingInfo& info) {
  const double value = info.get(settings);
  const auto named = [&](const ValueName& one) { return one.value == value; };
  const auto found = std::find_if(info.names.begin(), info.names.end(), named);
  return found == info.names.end() ? nullptr : &*found;
}

std::string_view settingTitle(std::string_view key) { return findSetting(key)->title; }

std::string valueTitle(const Settings& settings, std::string_view key) {
  const SettingInfo& info = *findSetting(key);
  const ValueName* name = valueName(settings, info);
  return name == nullptr ? shownNumber(info.get(settings)) : std::string(name->title);
}

std::string toText(const Settings& settings) {
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    if (!text.empty()) text += '&';
    text.append(info.key).append("=").append(read(info, settings));
  }
  return text;
}

std::string valueText(const Settings& settings, std::string_view key) {
  const SettingInfo* info = findSetting(key);
  return info == nullptr ? std::string() : read(*info, settings);
}

bool same(const Settings& a, const Settings& b, std::string_view key) {
  const SettingInfo* info = findSetting(key);
  return info == nullptr || info->get(a) == info->get(b);
}

std::vector<const SettingInfo*> changedSettings(const Settings& from, const Settings& to) {
  std::vector<const SettingInfo*> changed;
  for (const SettingInfo& info : settingInfos()) {
    if (info.get(from) != info.get(to)) changed.push_back(&info);
  }
  return changed;
}

void copyValue(const Settings& from, std::string_view key, Settings& to) {
  const SettingInfo& info = *findSetting(key);
  info.set(to, info.get(from));
}

bool writeValue(Settings& settings, std::string_view key, std::string_view text) {
  const SettingInfo& info = *findSetting(key);
  for (const ValueName& name : info.names) {
    if (name.text != text) continue;
    info.set(settings, name.value);
    return true;
  }
  double value = 0;
  if (!readNumber(text, value) || !(value >= info.low && value <= info.high)) return false;
  if (info.whole && value != std::floor(value)) return false;
  info.set(settings, value);
  return true;
}

Effect effectOfChange(const Settings& from, const Settings& to) {
  Effect strongest = Effect::look;
  for (const SettingInfo* info : changedSettings(from, to)) strongest = std::max(strongest, info->effect);
  return strongest;
}

}  // namespace lab
