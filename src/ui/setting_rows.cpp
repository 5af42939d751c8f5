#include "ui/setting_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "lab/change_words.h"
#include "ui/format.h"
#include "ui/terms.h"

namespace lab::ui {
namespace {

constexpr float field_width = 96;
constexpr float label_width = 124;
constexpr float number_width = 62;

bool wrong(const Frame& frame, std::string_view key) { return frame.notes.error_key == key; }

// A label on a line of its own, above what it names.
void lineLabel(Frame& frame, std::string_view key, std::string_view label) {
  const float height = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  termLabel(frame, key, label, at + ImVec2(0, height / 2), room, frame.colors().text);
  ImGui::Dummy(ImVec2(1, height));
}

}  // namespace

std::string fieldText(std::string_view value, float width) {
  const std::string text(value);
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size()) return text;
  const std::string digits = shortest(number);
  const float room = width - 2 * ImGui::GetStyle().FramePadding.x;
  if (textWidth(digits) <= room) return digits;
  const std::string power = shortestPower(number);
  return textWidth(power) < textWidth(digits) ? power : digits;
}

float sliderPosition(const Scale& scale, double value) {
  if (scale.near_one) {
    const double rest = std::clamp(1 - value, 1 - scale.max, 1 - scale.min);
    return static_cast<float>(std::log(rest / (1 - scale.min)) / std::log((1 - scale.max) / (1 - scale.min)));
  }
  if (!scale.logarithmic) return static_cast<float>((value - scale.min) / (scale.max - scale.min));
  if (value <= 0) return 0;
  const double t = std::log(value / scale.min) / std::log(scale.max / scale.min);
  const double start = scale.zero ? 0.05 : 0.0;
  return static_cast<float>(std::clamp(start + (1 - start) * t, start, 1.0));
}

double sliderValue(const Scale& scale, float position) {
  const double t = static_cast<double>(std::clamp(position, 0.0f, 1.0f));
  double value = 0;
  if (scale.near_one) {
    const double rest = (1 - scale.min) * std::pow((1 - scale.max) / (1 - scale.min), t);
    return std::clamp(rounded(1 - rounded(rest, 1), 8), scale.min, scale.max);
  }
  if (scale.logarithmic) {
    const double start = scale.zero ? 0.05 : 0.0;
    if (scale.zero && t < start / 2) return 0;
    value = scale.min * std::pow(scale.max / scale.min, std::max(0.0, (t - start) / (1 - start)));
    value = rounded(value, 2);
  } else {
    value = scale.min + t * (scale.max - scale.min);
    const double grain = (scale.max - scale.min) / 100;
    value = rounded(std::round(value / grain) * grain, 3);
  }
  if (scale.whole) value = std::round(value);
  return std::clamp(value, scale.zero ? 0.0 : scale.min, scale.max);
}

void fieldError(Frame& frame, std::string_view key) {
  if (wrong(frame, key)) text(frame, frame.notes.error, Tone::bad, true);
}

bool noteAnswer(FieldNotes& notes, const Snapshot& snapshot) {
  if (snapshot.notice_revision != notes.seen_revision) {
    notes.seen_revision = snapshot.notice_revision;
    notes.error_key.clear();
    if (snapshot.notice_is_error && !notes.asked_key.empty()) {
      notes.error_key = notes.asked_key;
      notes.error = snapshot.notice;
    }
    notes.asked_key.clear();
  }
  return !notes.error_key.empty();
}

std::optional<std::string> numberRow(Frame& frame, const char* key, std::string_view label, std::string_view value,
                                     const Scale& scale) {
  ImGui::PushID(key);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float entry = frame.px(number_width);
  const float name = std::max(frame.px(label_width), textWidth(label) + frame.px(12));
  const float slider_h = frame.px(frame.theme.touch() ? 44 : 24);
  const float slider_w = width - name - entry - frame.px(4);
  termLabel(frame, key, label, at + ImVec2(0, frame.theme.row() / 2), name - frame.px(4), frame.colors().text);
  const double number = std::strtod(std::string(value).c_str(), nullptr);
  float t = sliderPosition(scale, number);
  ImGui::SetCursorScreenPos(at + ImVec2(name, (frame.theme.row() - slider_h) / 2));
  std::optional<std::string> chosen;
  if (slider(frame, "slider", t, slider_w)) {
    if (sliderValue(scale, t) != number) chosen = shortest(sliderValue(scale, t));
  }
  ImGui::SetCursorScreenPos(at + ImVec2(width - entry, 0));
  if (const auto typed = field(frame, "##field", fieldText(value, entry), entry, wrong(frame, key))) chosen = typed;
  ImGui::PopID();
  fieldError(frame, key);
  return chosen;
}

std::optional<std::string> fieldRow(Frame& frame, const char* key, std::string_view label, std::string_view value) {
  ImGui::PushID(key);
  const float width = frame.px(field_width);
  rowLabel(frame, label, width, key);
  const auto typed = field(frame, "##field", fieldText(value, width), width, wrong(frame, key));
  ImGui::PopID();
  fieldError(frame, key);
  return typed;
}

namespace {

// Which of the values the setting has; -1 for another one.
int selectedValue(const Frame& frame, const char* key, std::span<const char* const> values) {
  const auto found = std::find(values.begin(), values.end(), valueText(frame.snapshot.settings, key));
  return found == values.end() ? -1 : static_cast<int>(found - values.begin());
}

}  // namespace

void postNumber(Frame& frame, const char* key, const char* label, const Scale& scale) {
  const std::string value = valueText(frame.snapshot.settings, key);
  if (const auto chosen = numberRow(frame, key, label, value, scale)) frame.set(key, *chosen);
}

void postField(Frame& frame, const char* key, const char* label) {
  const std::string value = valueText(frame.snapshot.settings, key);
  if (const auto chosen = fieldRow(frame, key, label, value)) frame.set(key, *chosen);
}

void postChoice(Frame& frame, const char* key, const char* label, std::span<const char* const> names,
                std::span<const char* const> values) {
  if (const auto chosen = segmentRow(frame, key, label, names, selectedValue(frame, key, values))) {
    frame.set(key, values[static_cast<std::size_t>(*chosen)]);
  }
}

void postList(Frame& frame, const char* key, const char* label, std::span<const std::string> names,
              std::span<const char* const> values) {
  float widest = 0;
  for (const std::string& name : names) widest = std::max(widest, choiceWidth(frame, name));
  const float total = ImGui::GetContentRegionAvail().x;
  // As wide as the sliders, wider where a name needs it, and below the label where the two do not fit.
  float width = std::max(total - frame.px(label_width), widest);
  if (textWidth(label) + frame.px(8) + width <= total) {
    rowLabel(frame, label, width, key);
  } else {
    lineLabel(frame, key, label);
    width = total;
  }
  if (const auto chosen = choice(frame, key, names, selectedValue(frame, key, values), width)) {
    frame.set(key, values[static_cast<std::size_t>(*chosen)]);
  }
}

std::optional<int> segmentRow(Frame& frame, const char* key, std::string_view label, std::span<const char* const> names,
                              int selected) {
  float total = 0;
  for (const char* name : names) total += textWidth(name) + frame.px(26);
  const float width = ImGui::GetContentRegionAvail().x;
  const float beside = width - textWidth(label) - frame.px(16);
  if (total <= beside) {
    rowLabel(frame, label, total, key);
    return segmented(frame, key, names, selected, total);
  }
  lineLabel(frame, key, label);
  return segmented(frame, key, names, selected, width);
}

std::string rowTitle(std::string_view key) {
  const SettingInfo& info = *findSetting(key);
  std::string title(info.title);
  // A title that is what is counted says its unit itself.
  if (info.unit.empty() || titleInSentence(info.title) == info.unit) return title;
  return title.append(" (").append(info.unit).append(")");
}

void postNumber(Frame& frame, const char* key, const Scale& scale) {
  postNumber(frame, key, rowTitle(key).c_str(), scale);
}

void postField(Frame& frame, const char* key) { postField(frame, key, rowTitle(key).c_str()); }

void postChoice(Frame& frame, const char* key) {
  std::vector<const char*> names, values;
  for (const ValueName& name : findSetting(key)->names) {
    names.push_back(name.title.data());
    values.push_back(name.text.data());
  }
  postChoice(frame, key, rowTitle(key).c_str(), names, values);
}

void postList(Frame& frame, const char* key) {
  std::vector<std::string> names;
  std::vector<const char*> values;
  for (const ValueName& name : findSetting(key)->names) {
    names.emplace_back(name.title);
    values.push_back(name.text.data());
  }
  postList(frame, key, rowTitle(key).c_str(), names, values);
}

void postToggle(Frame& frame, const char* key) {
  const bool on = valueText(frame.snapshot.settings, key) == "1";
  if (toggleRow(frame, key, rowTitle(key), on)) frame.set(key, on ? "0" : "1");
}

}  // namespace lab::ui
