// Points in the plane on the screen: the picture of the decision regions, its data, plots, the chosen point.
#pragma once

#include <optional>
#include <string>

#include "ui/kit/screen.h"
#include "ui/plane/inspector.h"
#include "ui/plane/picture.h"
#include "ui/plot/curves.h"
#include "ui/training/data_panel.h"

namespace lab::ui {

class PlaneScreen : public Screen {
 public:
  // What this frame is about: follows what was chosen elsewhere.
  void follow(const Frame& frame, const View& view);
  // Whoever meets or chooses a published run wants to compare, unless they read a point.
  void offerPublished(const View& view);
  // As on a first visit.
  void beginAgain();

  PicturePanel& picture() { return picture_; }

  void drawStage(Frame& frame, const Layout& layout, View& view) override;
  bool takeTap() override { return picture_.takeTap(); }
  void drawData(Frame& frame, bool heading) override { data_.draw(frame, heading); }
  void drawDetail(Frame& frame, const Rect& rect, View& view) override;
  const char* inspectorName() const override { return "Point"; }
  void drawInspector(Frame& frame, View& view) override;
  void drawLoss(Frame& frame, const Rect& rect) override { curves_.drawLoss(frame, rect); }
  void drawAccuracy(Frame& frame, const Rect& rect) override { curves_.drawAccuracy(frame, rect); }
  void newSample(Frame& frame) override { DataPanel::newSample(frame); }
  void letGo(Frame& frame, View& view) override;

 private:
  enum class Detail { point, published };

  DataPanel data_;
  PicturePanel picture_;
  CurvesPanel curves_;
  Inspector inspector_;
  Detail detail_ = Detail::point;
  bool detail_chosen_ = false;         // by hand: it does not change by itself any more
  std::optional<bool> had_published_;  // absent before the first frame
  bool forgotten_ = false;             // all was to be forgotten, and what one begins with is not there yet
  std::optional<Index> had_example_;
};

}  // namespace lab::ui
