// What fills the places of the page in one of its modes: points in the plane, or photographs.
#pragma once

#include "ui/kit/frame.h"
#include "ui/layout/layout.h"

namespace lab::ui {

// `view` holds which point or image is chosen; what is to be computed for what is drawn is added to it.
class Screen {
 public:
  virtual ~Screen() = default;

  // The picture, or the stage, and the line above it.
  virtual void drawStage(Frame& frame, const Layout& layout, View& view) = 0;
  // True once after a point or an image of the stage was tapped.
  virtual bool takeTap() = 0;

  // At the cursor: what the data are; under a heading that folds them, where no tab names them.
  virtual void drawData(Frame& frame, bool heading) = 0;
  // The panel of what is chosen.
  virtual void drawDetail(Frame& frame, const Rect& rect, View& view) = 0;
  // The same as a tab: its name, and its contents at the cursor.
  virtual const char* inspectorName() const = 0;
  virtual void drawInspector(Frame& frame, View& view) = 0;

  // Nothing in an empty rectangle.
  virtual void drawLoss(Frame& frame, const Rect& rect) = 0;
  virtual void drawAccuracy(Frame& frame, const Rect& rect) = 0;

  // Keys: other data of the same kind, where there are any; and what is chosen is let go.
  virtual void newSample(Frame& frame) = 0;
  virtual void letGo(Frame& frame, View& view) = 0;
};

}  // namespace lab::ui
