#include "lab/settings.h"

#include "data/image_set.h"

namespace lab {
namespace {

constexpr std::string_view separators = "& \t\r\n";
constexpr std::string_view blanks = " \t\r\n";

const SettingField* findField(std::string_view key) {
  const auto fields = settingFields();
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.info.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

// "Batch size", or what else was typed.
std::string titled(std::string_view key) {
  if (key == "preset") return "Preset";
  const SettingInfo* info = findSetting(key);
  return info == nullptr ? inQuotes(key) : std::string(info->title);
}

Error unknownKey(std::string_view key, std::string_view value) {
  std::string keys = "preset";
  for (const SettingInfo& info : settingInfos()) keys.append(", ").append(info.key);
  return {"Unknown setting '" + std::string(key) + "' (with value '" + std::string(value) + "'). The settings are " +
              keys + ".",
          "There is no setting called " + inQuotes(key) + "."};
}

Result<Settings> presetByName(std::string_view name) {
  std::string names;
  for (const Preset& preset : presets()) {
    if (preset.name == name) return preset.settings;
    names.append(names.empty() ? "" : ", ").append(preset.name);
  }
  return Error{"preset=" + std::string(name) + " is not a preset. Allowed: " + names + ".",
               "There is no preset called " + inQuotes(name) + "."};
}

Error wrongValue(const SettingInfo& info, std::string_view given) {
  const std::string key(info.key);
  const std::string wrong = given.empty() ? key + " has no value" : key + "=" + std::string(given) + " is not allowed";
  return {wrong + ". " + std::string(info.title) + " (" + key + "): " + info.allowed + ".",
          refusalShown(info.title, info.allowed_shown, given)};
}

Status assign(Settings& settings, std::string_view key, std::string_view value) {
  if (key == "preset") {
    const Result<Settings> preset = presetByName(value);
    if (!preset) return preset.failure();
    settings = preset.value();
    return Done{};
  }
  const SettingField* field = findField(key);
  if (field == nullptr) return unknownKey(key, value);
  if (field->write(settings, value)) return Done{};
  return wrongValue(field->info, value);
}

std::string_view firstWord(std::string_view text) { return text.substr(0, text.find_first_of(separators)); }

std::string_view withoutBlanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

// "batch= 5", "batch =5", "batch = 5": what stands there, if the text begins so, and what is meant.
Status checkBlanks(std::string_view text) {
  const std::string_view key = firstWord(text).substr(0, firstWord(text).find('='));
  const std::string_view after_key = withoutBlanks(text.substr(key.size()));
  if (key.empty() || !after_key.starts_with('=')) return Done{};
  const std::string_view value = firstWord(withoutBlanks(after_key.substr(1)));
  const std::size_t length = static_cast<std::size_t>(value.data() + value.size() - text.data());
  if (length == key.size() + 1 + value.size() || value.empty() || value.find('=') != std::string_view::npos) {
    return Done{};
  }
  return Error{"'" + std::string(text.substr(0, length)) + "' has a blank beside the =: write " + std::string(key) +
                   "=" + std::string(value) + ".",
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

// Each value by itself is allowed.
Result<Settings> assignAll(Settings settings, std::string_view text) {
  std::vector<std::string_view> given;
  while (true) {
    const std::size_t start = text.find_first_not_of(separators);
    if (start == std::string_view::npos) return settings;
    text.remove_prefix(start);
    Status status = checkBlanks(text);
    if (!status) return status.failure();
    const std::string_view assignment = firstWord(text);
    text.remove_prefix(assignment.size());
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos) {
      return Error{"'" + std::string(assignment) + "' is not of the form key=value.",
                   inQuotes(assignment) + " is not a setting with a value."};
    }
    status = assign(settings, assignment.substr(0, equals), assignment.substr(equals + 1));
    if (status) status = checkOnce(given, assignment);
    if (!status) return status.failure();
    given.push_back(assignment);
  }
}

}  // namespace

Shape shapeOf(DataKind kind) {
  switch (kind) {
    case DataKind::moons:
      return Shape::moons;
    case DataKind::circles:
      return Shape::circles;
    case DataKind::blobs:
      return Shape::blobs;
    case DataKind::xor_:
      return Shape::xor_;
    case DataKind::spiral:
    case DataKind::cifar10:
      break;
  }
  return Shape::spiral;
}

std::span<const SettingInfo> settingInfos() {
  static const std::vector<SettingInfo> infos = [] {
    std::vector<SettingInfo> list;
    for (const SettingField& field : settingFields()) list.push_back(field.info);
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

Mode modeOf(const Settings& settings) { return settings.data == DataKind::cifar10 ? Mode::images : Mode::plane; }

Settings presetSettings(std::string_view name) { return presetByName(name).value(); }

Result<Settings> withAssignmentsAtAnyCost(const Settings& base, std::string_view text) { return assignAll(base, text); }

Result<Settings> withAssignments(const Settings& base, std::string_view text) {
  Result<Settings> settings = assignAll(base, text);
  if (!settings) return settings;
  const Status affordable = checkNumericalCost(settings.value());
  if (!affordable) return affordable.failure();
  return settings;
}

Mode modeAfter(const Settings& base, std::string_view text) {
  const Result<Settings> settings = assignAll(base, text);
  return modeOf(settings ? settings.value() : base);
}

std::vector<Assignment> assignmentsIn(std::string_view text) {
  std::vector<Assignment> list;
  while (true) {
    const std::size_t start = text.find_first_not_of(separators);
    if (start == std::string_view::npos) return list;
    text.remove_prefix(start);
    const std::string_view one = firstWord(text);
    const std::size_t equals = std::min(one.find('='), one.size());
    list.push_back({one.substr(0, equals), one.substr(std::min(equals + 1, one.size()))});
    text.remove_prefix(one.size());
  }
}

bool namesPreset(std::string_view text) {
  const std::vector<Assignment> list = assignmentsIn(text);
  return std::any_of(list.begin(), list.end(), [](const Assignment& one) { return one.key == "preset"; });
}

std::string toText(const Settings& settings) {
  std::string text;
  for (const SettingField& field : settingFields()) {
    if (!text.empty()) text += '&';
    text.append(field.info.key).append("=").append(field.read(settings));
  }
  return Mode::plane;
}

ModelShape modelShapeOf(const Settings& settings) {
  if (modeOf(settings) == Mode::images) return {settings.model, ImageSet::pixels_per_image, settings.hidden, 10};
  constexpr Index plane = 2;  // coordinates of a point
  return {settings.model, plane, settings.hidden, settings.classes};
}

}  // namespace lab
