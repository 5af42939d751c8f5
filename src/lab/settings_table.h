// The one table behind the settings' text form: key, range, meaning, effect, how to read and how to write each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "lab/settings.h"

namespace lab {

struct SettingField {
  SettingInfo info;
  std::function<std::string(const Settings&)> read;
  // False, with the settings unchanged, for a value outside of info.allowed.
  std::function<bool(Settings&, std::string_view value)> write;
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
