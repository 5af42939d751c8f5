// The sheet of studies: worked examples, races, checks and searches, beside the settings they work on. It covers the
// picture and the plots while it is open; a first visit does not see it.
#pragma once

#include "ui/frame.h"
#include "ui/study/checks_panel.h"
#include "ui/study/examples_panel.h"
#include "ui/study/health_panel.h"
#include "ui/study/race_panel.h"
#include "ui/study/search_panel.h"

namespace lab::ui {

class StudySheet {
 public:
  bool open() const { return open_; }
  void toggle() { open_ = !open_; }
  void close() { open_ = false; }
  // A tab by its place, from 0, while it is open.
  void choose(int place);

  // The button that opens the sheet, across the width of the region at the cursor.
  void drawEntrance(Frame& frame);
  // `view`: where a panel asks for what it wants computed.
  void draw(Frame& frame, const Rect& rect, View& view);

 private:
  void drawTabs(Frame& frame, const Rect& rect);

  bool open_ = false;
  int tab_ = 0;
  ExamplesPanel examples_;
  RacePanel race_;
  HealthPanel health_;
  ChecksPanel checks_;
  SearchPanel search_;
};

// What the sheet covers: all but the bars, and in columns the settings.
Rect studyPlace(const Layout& layout, float page_width, float page_height);

}  // namespace lab::ui
