// What the data set is drawn from: a draft that Generate applies.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "ui/frame.h"

namespace lab::ui {

class DataPanel {
 public:
  // At the cursor, as wide as the region; under a heading that folds it, where no tab names it.
  void draw(Frame& frame, bool heading);
  // What Generate (and its key) does: applies the draft, or draws the same data again.
  void generate(const Frame& frame);
  // Settings of the draft that differ from what is on screen, as "key=value&…".
  std::string changes(const Settings& settings) const;

 private:
  std::string draft(const Settings& settings, const char* key) const;
  // A value that the lab would refuse is refused here, beside its field, and the draft keeps the one before.
  void setDraft(Frame& frame, const char* key, const std::string& value);
  void drawShapes(Frame& frame);
  void drawButtons(Frame& frame);

  std::map<std::string, std::string> draft_;  // key to text, only what differs
  std::uint64_t data_revision_ = 0;           // data that the draft was made against
  bool open_ = true;
};

}  // namespace lab::ui
