// What every panel gets: the state to show, where to post commands, and how things look this frame.
#pragma once

#include <string>
#include <string_view>

#include "lab/observe/snapshot.h"
#include "lab/settings/model_kinds.h"
#include "ui/kit/host.h"
#include "ui/kit/theme.h"
#include "ui/layout/rect.h"

namespace lab::ui {

struct Focus;

// A setting that was typed and refused: remembered so that the reason stands beside its field.
struct FieldNotes {
  std::string asked_key;            // setting of the last assignment that was posted from a field
  std::string asked_text;           // the value that it was to have
  std::string error_key;            // setting whose value was refused
  std::string error_text;           // the refused value: it stays in the field
  std::string error;                // why
  std::uint64_t seen_revision = 0;  // notice that was dealt with
  std::uint64_t told_revision = 0;  // notice that a field shows, so that nobody else need
};

struct Frame {
  const Snapshot& snapshot;
  const Host& host;
  const Theme& theme;
  Commands& commands;
  FieldNotes& notes;
  Focus& focus;
  Arrangement arrangement = Arrangement::columns;
  bool explain = true;      // prose is shown
  bool animating = false;   // set by whoever needs another frame
  bool drag_owned = false;  // set by a control that is being dragged: the panel below must not scroll

  float px(float design_px) const { return theme.px(design_px); }
  const Palette& colors() const { return theme.colors(); }

  void post(std::string command) const { commands.push_back(std::move(command)); }
  // What was typed for this key stays in its field, with the reason beside it.
  void refuse(std::string_view key, std::string_view typed, std::string reason) const {
    notes.error_key = key;
    notes.error_text = typed;
    notes.error = std::move(reason);
  }
  // Posts "set key=value" and remembers the key, in case the session refuses.
  void set(std::string_view key, std::string_view value) const {
    notes.asked_key = key;
    notes.asked_text = value;
    notes.error_key.clear();
    post("set " + std::string(key) + "=" + std::string(value));
  }
};

// Of what asks for a model's mistakes.
inline constexpr const char* untrained_tip = "Not trained yet: nothing is a mistake before the first step.";

inline ImVec2 topLeft(const Rect& rect) { return {rect.x, rect.y}; }
inline ImVec2 bottomRight(const Rect& rect) { return {rect.right(), rect.bottom()}; }
inline ImVec2 sizeOf(const Rect& rect) { return {rect.w, rect.h}; }

}  // namespace lab::ui
