#include "lab/settings/assignments.h"

#include <algorithm>
#include <span>
#include <string>

#include "core/text.h"
#include "lab/settings/numerical_cost.h"
#include "lab/settings/presets.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

// "Batch size", or what else was typed.
std::string titled(std::string_view key) {
  if (key == "preset") return "Preset";
  const SettingInfo* info = findSetting(key);
  return info == nullptr ? inQuotes(key) : std::string(info->title);
}

Error unknownKey(std::string_view key, std::string_view value) {
  const std::string keys = joined(settingInfos(), ", ", [](const SettingInfo& info) { return info.key; });
  return {
      "Unknown setting " + quoted(key) + " (with value " + quoted(value) + "). The settings are preset, " + keys + ".",
      "There is no setting called " + inQuotes(key) + "."};
}

Result<Settings> presetByName(std::string_view name) {
  if (const Preset* preset = findPreset(name)) return preset->settings;
  const std::string names = joined(presets(), ", ", [](const Preset& preset) { return preset.name; });
  return Error{"preset=" + std::string(name) + " is not a preset. Allowed: " + names + ".",
               "There is no preset called " + inQuotes(name) + "."};
}

Error wrongValue(const SettingInfo& info, std::string_view given) {
  const std::string key(info.key);
  const std::string wrong = given.empty() ? key + " has no value" : key + "=" + std::string(given) + " is not allowed";
  return {wrong + ". " + std::string(info.title) + " (" + key + "): " + allowedText(info) + ".",
          refusalShown(info.title, allowedShown(info), given)};
}

Status assign(Assignments& all, std::string_view key, std::string_view value) {
  if (key == "preset") {
    const Result<Settings> preset = presetByName(value);
    if (!preset) return preset.failure();
    all = {.keys = {}, .values = preset.value(), .preset = true};
    return Done{};
  }
  const SettingInfo* info = findSetting(key);
  if (info == nullptr) return unknownKey(key, value);
  if (!writeValue(all.values, key, value)) return wrongValue(*info, value);
  all.keys.push_back(info->key);
  return Done{};
}

std::string_view firstAssignment(std::string_view text) { return firstWord(text, between_assignments); }

std::string_view withoutBlanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(white_space), text.size()));
}

// "batch= 5", "batch =5", "batch = 5": what stands there, if the text begins so, and what is meant.
Status checkBlanks(std::string_view text) {
  const std::string_view key = firstAssignment(text).substr(0, firstAssignment(text).find('='));
  const std::string_view after_key = withoutBlanks(text.substr(key.size()));
  if (key.empty() || !after_key.starts_with('=')) return Done{};
  const std::string_view value = firstAssignment(withoutBlanks(after_key.substr(1)));
  const std::size_t length = static_cast<std::size_t>(value.data() + value.size() - text.data());
  if (length == key.size() + 1 + value.size() || value.empty() || value.find('=') != std::string_view::npos) {
    return Done{};
  }
  return Error{quoted(text.substr(0, length)) + " has a blank beside the =: write " + std::string(key) + "=" +
                   std::string(value) + ".",
               titled(key) + ": there is a blank beside the equals sign."};
}

// A second value for a key would silently undo the first.
Status checkOnce(std::span<const std::string_view> earlier, std::string_view assignment) {
  const std::string_view key = assignment.substr(0, assignment.find('='));
  for (const std::string_view other : earlier) {
    if (other.substr(0, other.find('=')) != key) continue;
    return Error{std::string(key) + " is given twice, as " + std::string(other) + " and as " + std::string(assignment) +
                     ". Give it once.",
                 titled(key) + " is given twice. Give it once."};
  }
  return Done{};
}

}  // namespace

Settings Assignments::appliedTo(Settings settings) const {
  if (preset) return values;
  for (const std::string_view key : keys) copyValue(values, key, settings);
  return settings;
}

Result<Assignments> readAssignments(std::string_view text) {
  Assignments all;
  std::vector<std::string_view> given;
  while (true) {
    const std::size_t start = text.find_first_not_of(between_assignments);
    if (start == std::string_view::npos) return all;
    text.remove_prefix(start);
    Status status = checkBlanks(text);
    if (!status) return status.failure();
    const std::string_view assignment = firstAssignment(text);
    text.remove_prefix(assignment.size());
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos) {
      return Error{quoted(assignment) + " is not of the form key=value.",
                   inQuotes(assignment) + " is not a setting with a value."};
    }
    status = assign(all, assignment.substr(0, equals), assignment.substr(equals + 1));
    if (status) status = checkOnce(given, assignment);
    if (!status) return status.failure();
    given.push_back(assignment);
  }
}

Result<Settings> withAssignments(const Settings& base, std::string_view text) {
  const Result<Assignments> assignments = readAssignments(text);
  if (!assignments) return assignments.failure();
  const Settings settings = assignments.value().appliedTo(base);
  const Status affordable = checkNumericalCost(settings);
  if (!affordable) return affordable.failure();
  return settings;
}

std::vector<Assignment> assignmentsIn(std::string_view text) {
  std::vector<Assignment> list;
  for (const std::string_view one : words(text, between_assignments)) {
    const std::size_t equals = std::min(one.find('='), one.size());
    list.push_back({one.substr(0, equals), one.substr(std::min(equals + 1, one.size()))});
  }
  return list;
}

}  // namespace lab
