#include "lab/settings/change_words.h"

#include <algorithm>

#include "core/text.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }

// "hidden unit" of "hidden units", "point per class" of "points per class".
std::string singular(std::string_view unit) {
  std::string one(unit);
  for (std::size_t i = 0; i < one.size(); ++i) {
    const bool last = i + 1 == one.size() || one[i + 1] == ' ';
    if (one[i] == 's' && last) return one.erase(i, 1);
  }
  return one;
}

// "50 hidden units", "learning rate 0.01", "warm-up 2 epochs".
std::string named(const Settings& settings, const SettingInfo& info) {
  const std::string title = titleInSentence(info.title);
  const std::string value = valueTitle(settings, info.key);
  if (info.unit.empty()) return title + " " + value;
  const std::string counted = value + " " + (value == "1" ? singular(info.unit) : std::string(info.unit));
  return title == info.unit ? counted : title + " " + counted;
}

// The preset of "=NAME" as people read it.
std::string_view presetCalled(std::string_view assigned) {
  assigned.remove_prefix(std::min<std::size_t>(1, assigned.size()));
  const Preset* preset = findPreset(assigned);
  return preset == nullptr ? assigned : preset->title;
}

template <class Say>
std::string listChanges(const Settings& from, const Settings& to, Say&& say) {
  std::string text;
  for (const SettingInfo* info : changedSettings(from, to)) {
    const bool silent = info->effect == Effect::look || info->key == "init_skip";
    if (!silent) addTo(text, say(*info));
  }
  return text;
}

}  // namespace

std::string titleInSentence(std::string_view title) {
  std::string text(title);
  if (text.size() > 1 && isUpper(text[0]) && (isLower(text[1]) || text[1] == ' ')) {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

std::string changedValues(const Settings& from, const Settings& to) {
  return listChanges(from, to, [&](const SettingInfo& info) { return named(to, info); });
}

std::string comparedValues(const Settings& from, const Settings& to) {
  return listChanges(
      from, to, [&](const SettingInfo& info) { return named(to, info) + " instead of " + valueTitle(from, info.key); });
}

std::string describeAssignments(const Settings& after, std::string_view text) {
  std::string words;
  for (const std::string_view one : lab::words(text, "& ")) {
    const std::string_view key = one.substr(0, one.find('='));
    const SettingInfo* info = findSetting(key);
    if (key == "preset") addTo(words, presetCalled(one.substr(key.size())));
    // "Adam" says that it is an update rule.
    const bool known_by_name = key == "optimizer";
    if (info == nullptr) continue;
    addTo(words, known_by_name ? valueTitle(after, key) : named(after, *info));
  }
  return words;
}

}  // namespace lab
