// What the page remembers from frame to frame: its panels, and which of them are looked at.
#pragma once

#include "ui/cards.h"
#include "ui/coach.h"
#include "ui/help.h"
#include "ui/images/images_screen.h"
#include "ui/kit/focus.h"
#include "ui/kit/frame.h"
#include "ui/kit/toast.h"
#include "ui/layout/layout.h"
#include "ui/plane/plane_screen.h"
#include "ui/study/sheet.h"
#include "ui/training/training_panel.h"
#include "ui/transport.h"

namespace lab::ui {

struct AppState {
  enum class Tab { train, data, plots, point };

  Theme theme;
  View view;
  Preferences preferences;
  FieldNotes notes;
  Focus focus;
  Transport transport;
  TrainingPanel training;
  PlaneScreen plane;
  ImagesScreen images;
  StudySheet studies;
  FirstCards cards;
  Toast toast;
  Coach coach;
  Tab tab = Tab::train;
  std::shared_ptr<const ImageSet> had_picture;
  int help_frame = -10;
  bool accuracy_shown = false;  // where the two plots take turns
  bool animating = false;
  bool waiting = false;     // images are wanted, and none are there yet
  bool had_wished = false;  // a link's or a kept run's images, a frame ago

  // That of the mode.
  Screen& screen(const Frame& frame);
  // What this frame is about: follows what was chosen elsewhere, and the keys.
  void follow(Frame& frame);
  void readKeys(Frame& frame);
  void beginAgain();
  // All that belongs to the mode on the screen.
  void drawBench(Frame& frame, const Layout& layout);

 private:
  void drawPicture(Frame& frame, const Layout& layout);
  void drawCards(Frame& frame);
  void drawSettings(Frame& frame, const Layout& layout);
  void drawEntrance(Frame& frame, const Rect& rect);
  void drawTabs(Frame& frame, const Rect& rect);
  void drawTabBody(Frame& frame, const Rect& rect);
  void drawPlots(Frame& frame, const Rect& rect);
  void drawTurns(Frame& frame, Rect rect);
};

}  // namespace lab::ui
