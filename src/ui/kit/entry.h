// A field for a number or a short text that may be refused: a decimal comma is understood where it can only be one, and
// what is refused stays in the field, marked, with its reason beside it. No other row moves. Fields of settings and of
// the studies' forms are all of this kind.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ui/kit/widgets.h"

namespace lab::ui {

// What can be meant: any number, only a whole one, or a text in which commas are commas.
enum class EntryKind { number, whole, text };

struct EntrySpec {
  std::string_view key;    // under which a refusal is remembered: of one field on the page
  std::string_view value;  // in force
  float width = 0;
  EntryKind kind = EntryKind::number;
  Stepper stepper = {};  // of the arrows up and down; none: nextNumeral, but for a text
};

// Puts a text in force, or says why not; empty: it is in force.
using Take = std::function<std::string(const std::string& text)>;

// The field at the cursor. Returns what was entered, for the session, which answers later (noteAnswer).
std::optional<std::string> entry(Frame& frame, const EntrySpec& spec);
// The same for a value that is kept by whoever draws the field.
void entry(Frame& frame, const EntrySpec& spec, const Take& take);
// A field whose key begins so holds a text that was refused.
bool holdsRefused(const Frame& frame, std::string_view prefix);

// What can be meant by a value of this setting.
EntryKind entryKind(const Settings& settings, std::string_view key);
// A number as a field shows it: "0.0001" rather than "1e-04", and "1e6" where the digits do not fit into `width`.
std::string fieldText(std::string_view value, float width);
// The reason why the last value for this key was refused, if it was, over what is below the last item: nothing moves.
void fieldError(Frame& frame, std::string_view key);
// Reads the session's answer to what was typed; once a frame, before the panels. True: the notice is shown by a field.
bool noteAnswer(FieldNotes& notes, const Snapshot& snapshot);

}  // namespace lab::ui
