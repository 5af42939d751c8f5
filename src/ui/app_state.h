// What the page remembers from frame to frame: its panels, and which of them are looked at.
#pragma once

#include "ui/cards.h"
#include "ui/coach.h"
#include "ui/help.h"
#include "ui/images/images_mode.h"
#include "ui/kit/focus.h"
#include "ui/kit/frame.h"
#include "ui/kit/toast.h"
#include "ui/layout/layout.h"
#include "ui/plane/inspector.h"
#include "ui/plane/picture.h"
#include "ui/plot/curves.h"
#include "ui/study/sheet.h"
#include "ui/training/data_panel.h"
#include "ui/training/training_panel.h"
#include "ui/transport.h"

namespace lab::ui {

struct AppState {
  enum class Tab { train, data, plots, point };
  enum class Detail { point, published };

  Theme theme;
  View view;
  Preferences preferences;
  FieldNotes notes;
  Focus focus;
  Transport transport;
  DataPanel data;
  TrainingPanel training;
  PicturePanel picture;
  CurvesPanel curves;
  Inspector inspector;
  ImagesMode images;
  StudySheet studies;
  FirstCards cards;
  Toast toast;
  Coach coach;
  Tab tab = Tab::train;
  Detail detail = Detail::point;
  bool detail_chosen = false;         // by hand: it does not change by itself any more
  std::optional<bool> had_published;  // absent before the first frame
  bool forgotten = false;             // all was to be forgotten, and what one begins with is not there yet
  std::optional<Index> had_example;
  std::shared_ptr<const ImageSet> had_picture;
  int help_frame = -10;
  bool accuracy_shown = false;  // where the two plots take turns
  bool animating = false;
  bool waiting = false;     // images are wanted, and none are there yet
  bool had_wished = false;  // a link's or a kept run's images, a frame ago

  // What this frame is about: follows what was chosen elsewhere, and the keys.
  void follow(Frame& frame);
  void readKeys(Frame& frame);
  // Whoever meets or chooses a published run wants to compare, unless they read a point.
  void offerPublished();
  void beginAgain();
  // All that belongs to the mode on the screen.
  void drawBench(Frame& frame, const Layout& layout);

 private:
  void drawPicture(Frame& frame, const Layout& layout);
  void drawLoss(Frame& frame, const Rect& rect);
  void drawAccuracy(Frame& frame, const Rect& rect);
  void drawCards(Frame& frame);
  void drawSettings(Frame& frame, const Layout& layout);
  void drawEntrance(Frame& frame, const Rect& rect);
  void drawDetail(Frame& frame, const Rect& rect);
  void drawTabs(Frame& frame, const Rect& rect);
  void drawTabBody(Frame& frame, const Rect& rect);
  void drawPlots(Frame& frame, const Rect& rect);
  void drawTurns(Frame& frame, Rect rect);
};

}  // namespace lab::ui
