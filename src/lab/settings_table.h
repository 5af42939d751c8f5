// The one table behind the settings' text form: key, range, meaning, effect, how to read and how to write each.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lab/number_text.h"
#include "lab/settings.h"

namespace lab {

struct NamedValue {
  ValueName name;
  double value = 0;
};

// A row of the table. Every value is a double while it is read and written: whole numbers of 32 bits, choices and
// switches fit into it exactly.
struct SettingRow {
  std::string_view key, title, unit, meaning;
  Effect effect;
  double (*get)(const Settings&);
  void (*set)(Settings&, double);
  double low, high;  // the numbers that are allowed; low above high: none but the named values
  bool whole;
  std::span<const NamedValue> named;
};

struct SettingField {
  SettingInfo info;
  const SettingRow* row = nullptr;

  std::string read(const Settings& settings) const;
  // False, with the settings unchanged, for a value outside of info.allowed.
  bool write(Settings& settings, std::string_view value) const;
};

// In the order of toText.
std::span<const SettingField> settingFields();

}  // namespace lab
