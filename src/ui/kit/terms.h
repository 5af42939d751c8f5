// What a word on the panels means: one to three sentences, the formula with the numbers of this moment, and what too
// little or too much of it looks like. A label that is such a word has a dotted line under it and opens its card.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lab/settings/setting_info.h"
#include "ui/kit/frame.h"

namespace lab::ui {

// A word that is no setting's title. In `now` a name in braces stands for a number of this moment: a setting by its
// key, or one of the names that numberNamed knows in terms.cpp.
struct Term {
  std::string_view key;
  std::string_view title;
  CardWords words;
};
// Null: no such term.
const Term* findOwnTerm(std::string_view key);

// What the card of a setting, or of a word of its own, says; null: it has none.
const CardWords* findTerm(std::string_view key);

// The card as it reads at this moment.
struct TermCard {
  std::string title, text, now, signs;
};
std::optional<TermCard> termCard(const Snapshot& snapshot, std::string_view key);

// A label of one line, its left end and its middle at `at`, cut where it is wider than `room`. If its key is a term's,
// a click, a tap or Enter opens the card, and the mouse resting on it shows it. Leaves the cursor where it is.
void termLabel(Frame& frame, std::string_view key, std::string_view label, ImVec2 at, float room, Color color);
// The same with its right end at `end`, whole.
void termLabelLeftOf(Frame& frame, std::string_view key, std::string_view label, ImVec2 end, Color color);
// The same as a heading on a line of its own.
void termHeading(Frame& frame, std::string_view key, std::string_view label);

}  // namespace lab::ui
