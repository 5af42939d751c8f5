#include "ui/kit/entry.h"

#include <cstdlib>

#include "core/number_text.h"
#include "lab/settings/assignments.h"
#include "ui/kit/format.h"
#include "ui/kit/numeral.h"

namespace lab::ui {
namespace {

bool refused(const Frame& frame, std::string_view key) { return frame.notes.error_key == key; }

// What was typed as a setting takes it; nothing where it may mean two things: then the field asks.
std::optional<std::string> understood(const Frame& frame, const EntrySpec& spec, const std::string& typed) {
  if (spec.kind == EntryKind::text || typed.find(',') == std::string::npos) return typed;
  const Numeral numeral = readNumeral(typed, spec.kind == EntryKind::whole);
  if (numeral.question.empty()) return numeral.text;
  frame.refuse(spec.key, typed, numeral.question);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> entry(Frame& frame, const EntrySpec& spec) {
  const bool wrong = refused(frame, spec.key);
  const bool text = spec.kind == EntryKind::text;
  const std::string shown = wrong  ? frame.notes.error_text
                            : text ? std::string(spec.value)
                                   : fieldText(spec.value, spec.width);
  const Stepper stepper = spec.stepper || text ? spec.stepper : Stepper(nextNumeral);
  ImGui::PushID(spec.key.data(), spec.key.data() + spec.key.size());
  const auto typed = field(frame, "##field", shown, spec.width, wrong, false, stepper);
  ImGui::PopID();
  fieldError(frame, spec.key);
  // Who types over a number that stands there leaves its minus sign.
  return typed ? understood(frame, spec, withHyphens(*typed)) : std::nullopt;
}

void entry(Frame& frame, const EntrySpec& spec, const Take& take) {
  const std::optional<std::string> entered = entry(frame, spec);
  if (!entered) return;
  const std::string reason = take(*entered);
  if (!reason.empty()) return frame.refuse(spec.key, *entered, reason);
  if (refused(frame, spec.key)) frame.notes.error_key.clear();
}

bool holdsRefused(const Frame& frame, std::string_view prefix) { return frame.notes.error_key.starts_with(prefix); }

EntryKind entryKind(const Settings& settings, std::string_view key) {
  const auto allows = [&](const char* value) { return withAssignments(settings, std::string(key) + "=" + value).ok(); };
  return allows("0.5") || allows("1.5") ? EntryKind::number : EntryKind::whole;
}

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

void fieldError(Frame& frame, std::string_view key) {
  if (refused(frame, key)) askBubble(frame, frame.notes.error);
}

bool noteAnswer(FieldNotes& notes, const Snapshot& snapshot) {
  if (snapshot.notice_revision != notes.seen_revision) {
    notes.seen_revision = snapshot.notice_revision;
    notes.error_key.clear();
    if (snapshot.notice_is_error && !notes.asked_key.empty()) {
      notes.error_key = notes.asked_key;
      notes.error_text = notes.asked_text;
      notes.error = snapshot.notice;
      notes.told_revision = snapshot.notice_revision;
    }
    notes.asked_key.clear();
  }
  return notes.told_revision == snapshot.notice_revision && snapshot.notice_revision != 0;
}

}  // namespace lab::ui
