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

using table::NamedValue;
using table::SettingRow;

// Of a range as one types it: "1000000", "1e-16".
std::string rangeEnd(double value) { return value == 0 || value >= 1e-6 ? shortestFixed(value) : numberText(value); }

// "linear, two_layer or both".
std::string listed(const std::vector<ValueName>& names, std::string_view ValueName::* part) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i].*part);
  }
  return text;
}

SettingInfo infoOf(const SettingRow& row) {
  SettingInfo info{row.key, row.title, row.unit, row.meaning, row.effect, {}, {}, {}};
  for (const NamedValue& one : row.named) info.names.push_back(one.name);
  if (row.low == table::none) {
    info.allowed = listed(info.names, &ValueName::text);
    info.allowed_shown = listed(info.names, &ValueName::title);
    return info;
  }
  const std::string kind = row.whole ? "a whole number from " : "a number from ";
  info.allowed = kind + rangeEnd(row.low) + " to " + rangeEnd(row.high);
  info.allowed_shown = kind + shownNumber(row.low) + " to " + shownNumber(row.high);
  if (row.key == "init_seed") info.allowed += ", or none";
  return info;
}

const std::vector<const SettingRow*>& allRows() {
  static const std::vector<const SettingRow*> all = [] {
    std::vector<const SettingRow*> list;
    for (const auto& rows : {table::rowsOfModel(), table::rowsOfTraining()}) {
      for (const SettingRow& row : rows) list.push_back(&row);
    }
    return list;
  }();
  return all;
}

// Null: there is no such setting.
const SettingRow* findRow(std::string_view key) {
  const auto& rows = allRows();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SettingRow* row) { return row->key == key; });
  return found == rows.end() ? nullptr : *found;
}

std::string read(const SettingRow& row, const Settings& settings) {
  const double value = row.get(settings);
  for (const NamedValue& one : row.named) {
    if (one.value == value) return std::string(one.name.text);
  }
  return numberText(value);
}

bool write(const SettingRow& row, Settings& settings, std::string_view text) {
  for (const NamedValue& one : row.named) {
    if (one.name.text != text) continue;
    row.set(settings, one.value);
    return true;
  }
  double value = 0;
  if (!readNumber(text, value) || !(value >= row.low && value <= row.high)) return false;
  if (row.whole && value != std::floor(value)) return false;
  row.set(settings, value);
  return true;
}

}  // namespace

std::span<const SettingInfo> settingInfos() {
  static const std::vector<SettingInfo> infos = [] {
    std::vector<SettingInfo> list;
    for (const SettingRow* row : allRows()) list.push_back(infoOf(*row));
    return list;
  }();
  return infos;
}

const SettingInfo* findSetting(std::string_view key) {
  const auto infos = settingInfos();
  const auto found = std::find_if(infos.begin(), infos.end(), [&](const auto& info) { return info.key == key; });
  return found == infos.end() ? nullptr : &*found;
}

std::string_view settingTitle(std::string_view key) { return findSetting(key)->title; }

std::string valueTitle(const Settings& settings, std::string_view key) {
  const std::string text = valueText(settings, key);
  for (const ValueName& name : findSetting(key)->names) {
    if (name.text == text) return std::string(name.title);
  }
  double number = 0;
  return readNumber(text, number) ? shownNumber(number) : text;
}

std::string toText(const Settings& settings) {
  std::string text;
  for (const SettingRow* row : allRows()) {
    if (!text.empty()) text += '&';
    text.append(row->key).append("=").append(read(*row, settings));
  }
  return text;
}

std::string valueText(const Settings& settings, std::string_view key) {
  const SettingRow* row = findRow(key);
  return row == nullptr ? std::string() : read(*row, settings);
}

void copyValue(const Settings& from, std::string_view key, Settings& to) {
  const SettingRow* row = findRow(key);
  row->set(to, row->get(from));
}

bool writeValue(Settings& settings, std::string_view key, std::string_view text) {
  return write(*findRow(key), settings, text);
}

Effect effectOfChange(const Settings& from, const Settings& to) {
  Effect strongest = Effect::look;
  for (const SettingRow* row : allRows()) {
    if (read(*row, from) != read(*row, to)) strongest = std::max(strongest, row->effect);
  }
  return strongest;
}

}  // namespace lab
