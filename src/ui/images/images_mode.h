// Image classification on the screen: the stage with its three views, the plots, the inspector.
#pragma once

#include "ui/images/confusion_panel.h"
#include "ui/images/image_curves.h"
#include "ui/images/image_data_panel.h"
#include "ui/images/image_desk.h"
#include "ui/images/image_grid.h"
#include "ui/images/image_inspector.h"
#include "ui/images/template_panel.h"

namespace lab::ui {

class ImagesMode {
 public:
  ImageDataPanel data;
  ImageInspector inspector;
  ImageCurves curves;
  ImageDesk desk;

  // Tabs of the stage; side by side, whose model is shown.
  void drawHeader(Frame& frame, const Rect& rect);
  void drawStage(Frame& frame, const Rect& rect, View& view);

 private:
  ImageGrid grid_;
  TemplatePanel templates_;
  ConfusionPanel confusion_;
};

// "Points · Images": posts the mode. Where no images are there yet it keeps in `waiting` that they are wanted, and has
// them fetched unless bytes are to be saved.
void drawModeSwitch(Frame& frame, const Rect& rect, bool& waiting);

}  // namespace lab::ui
