// The settings from one table (SettingInfo, lab/settings/setting_info.h): their text form, what they may be, how two
// differ.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/settings/setting_info.h"
#include "lab/settings/settings.h"

namespace lab {

// In the order of toText.
std::span<const SettingInfo> settingInfos();

// What people call a setting, and its value: "Sampling", "with replacement". Precondition: the key is in
// settingInfos().
std::string_view settingTitle(std::string_view key);
std::string valueTitle(const Settings& settings, std::string_view key);
// Null: the value has no name.
const ValueName* valueName(const Settings& settings, const SettingInfo& info);
// Null: there is no such setting.
const SettingInfo* findSetting(std::string_view key);
// "a whole number from 1 to 2000", "linear or two_layer"; the same for people: "a whole number from 1 to 2,000",
// "linear or two-layer".
std::string allowedText(const SettingInfo& info);
std::string allowedShown(const SettingInfo& info);

// All settings as "key=value&key=value…"; withAssignments(Settings{}, toText(s)) gives s back exactly.
std::string toText(const Settings& settings);

// Value of one key as text, as toText writes it. Precondition: the key is in settingInfos().
std::string valueText(const Settings& settings, std::string_view key);

// Whether both have the same value for this key, and the settings in which they differ. What is no setting is the same.
bool same(const Settings& a, const Settings& b, std::string_view key);
std::vector<const SettingInfo*> changedSettings(const Settings& from, const Settings& to);

// Precondition: the key is in settingInfos().
void copyValue(const Settings& from, std::string_view key, Settings& to);

// The strongest effect among the settings in which the two differ.
Effect effectOfChange(const Settings& from, const Settings& to);

// Sets one value. False, with the settings unchanged, for a text that is not among the setting's allowed ones.
// Precondition: the key is in settingInfos().
bool writeValue(Settings& settings, std::string_view key, std::string_view text);

}  // namespace lab
