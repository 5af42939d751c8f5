#include "lab/settings_table.h"

#include <cmath>
#include <utility>
#include <vector>

#include "lab/setting_row.h"
#include "lab/shortest_text.h"

namespace lab {
namespace {

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

SettingField fieldOf(const SettingRow& row) {
  SettingInfo info{row.key, row.title, row.unit, row.meaning, row.effect, {}, {}, {}};
  for (const NamedValue& one : row.named) info.names.push_back(one.name);
  if (row.low == table::none) {
    info.allowed = listed(info.names, &ValueName::text);
    info.allowed_shown = listed(info.names, &ValueName::title);
    return {std::move(info), &row};
  }
  const std::string kind = row.whole ? "a whole number from " : "a number from ";
  info.allowed = kind + rangeEnd(row.low) + " to " + rangeEnd(row.high);
  info.allowed_shown = kind + shownNumber(row.low) + " to " + shownNumber(row.high);
  if (row.key == "init_seed") info.allowed += ", or none";
  return {std::move(info), &row};
}

}  // namespace

std::string SettingField::read(const Settings& settings) const {
  const double value = row->get(settings);
  for (const NamedValue& one : row->named) {
    if (one.value == value) return std::string(one.name.text);
  }
  return numberText(value);
}

bool SettingField::write(Settings& settings, std::string_view text) const {
  for (const NamedValue& one : row->named) {
    if (one.name.text != text) continue;
    row->set(settings, one.value);
    return true;
  }
  double value = 0;
  if (!readNumber(text, value) || !(value >= row->low && value <= row->high)) return false;
  if (row->whole && value != std::floor(value)) return false;
  row->set(settings, value);
  return true;
}

std::span<const SettingField> settingFields() {
  static const std::vector<SettingField> fields = [] {
    std::vector<SettingField> list;
    for (const auto& rows : {table::rowsOfModel(), table::rowsOfTraining()}) {
      for (const SettingRow& row : rows) list.push_back(fieldOf(row));
    }
    return list;
  }();
  return fields;
}

}  // namespace lab
