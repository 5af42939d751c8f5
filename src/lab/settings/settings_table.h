// The settings' text form, from one table: key, range, meaning, effect, how each is read and written.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lab/settings/setting_info.h"
#include "lab/settings/settings.h"

namespace lab {

// In the order of toText.
std::span<const SettingInfo> settingInfos();

// What people call a setting, and its value: "Sampling", "with replacement". Precondition: the key is in
// settingInfos().
std::string_view settingTitle(std::string_view key);
std::string valueTitle(const Settings& settings, std::string_view key);
// Null: there is no such setting.
const SettingInfo* findSetting(std::string_view key);

// All settings as "key=value&key=value…"; withAssignments(Settings{}, toText(s)) gives s back exactly.
std::string toText(const Settings& settings);

// Value of one key as text, as toText writes it. Precondition: the key is in settingInfos().
std::string valueText(const Settings& settings, std::string_view key);

// Precondition: the key is in settingInfos().
void copyValue(const Settings& from, std::string_view key, Settings& to);

// The strongest effect among the settings in which the two differ.
Effect effectOfChange(const Settings& from, const Settings& to);

// Sets one value. False, with the settings unchanged, for a text that is not among the setting's allowed ones.
// Precondition: the key is in settingInfos().
bool writeValue(Settings& settings, std::string_view key, std::string_view text);

}  // namespace lab
