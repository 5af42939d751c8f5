// The one table behind the settings' text form: key, range, meaning, effect, how to read and how to write each.
#pragma once

#include <span>
#include <string>
#include <string_view>

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

// Whole numbers and decimals as text: the shortest that reads back to the same value. Reading takes the whole text or
// nothing; hexadecimal, "inf" and "nan" are nothing.
std::string numberText(double value);
// The same for people: "2,000", "0.0001", "1e-8".
std::string shownNumber(double value);
bool readNumber(std::string_view text, double& value);

// Without the blanks and line ends before and after it.
std::string_view trimmed(std::string_view text);

}  // namespace lab
