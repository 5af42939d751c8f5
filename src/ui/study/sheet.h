// The sheet of experiments: worked examples, races, the health of the run, searches and checks. It stands beside the
// picture and the settings it works on, or covers them where there is no room; a first visit does not see it.
#pragma once

#include <memory>
#include <vector>

#include "ui/study/study_panel.h"

namespace lab::ui {

class StudySheet {
 public:
  StudySheet();

  bool open() const { return open_; }
  void toggle() { open_ = !open_; }
  void close() { open_ = false; }
  // A tab by its place, from 0, while it is open.
  void choose(int place);

  static constexpr const char* title = "Experiments";
  // Its title, or what is at work in it while it is closed.
  const char* entrance(const Snapshot& snapshot) const;
  // The button that opens the sheet, at the cursor.
  void drawEntrance(Frame& frame, float width);
  // `view`: where a panel asks for what it wants computed.
  void draw(Frame& frame, Rect rect, View& view);

 private:
  void drawTabs(Frame& frame, const Rect& rect);

  bool open_ = false;
  int tab_ = 0;
  std::vector<std::unique_ptr<StudyPanel>> panels_;  // one a tab
};

}  // namespace lab::ui
