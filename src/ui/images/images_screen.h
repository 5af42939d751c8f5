// Image classification on the screen: the stage with its three views, the plots, the inspector.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "ui/images/confusion_panel.h"
#include "ui/images/image_curves.h"
#include "ui/images/image_data_panel.h"
#include "ui/images/image_desk.h"
#include "ui/images/image_grid.h"
#include "ui/images/image_inspector.h"
#include "ui/images/template_panel.h"
#include "ui/kit/screen.h"

namespace lab::ui {

class ImagesScreen : public Screen {
 public:
  // Which tab of the stage is open, as a line of text; restoring takes the first one for what it does not understand.
  std::string keptTab() const;
  void restoreTab(std::string_view line);

  void drawStage(Frame& frame, const Layout& layout, View& view) override;
  bool takeTap() override { return std::exchange(tapped_, false); }
  void drawData(Frame& frame, bool heading) override { data_.draw(frame, heading); }
  void drawDetail(Frame& frame, const Rect& rect, View& view) override;
  const char* inspectorName() const override { return "Image"; }
  void drawInspector(Frame& frame, View& view) override { inspector_.draw(frame, desk_, view); }
  void drawLoss(Frame& frame, const Rect& rect) override { curves_.drawLoss(frame, rect); }
  void drawAccuracy(Frame& frame, const Rect& rect) override { curves_.drawAccuracy(frame, rect); }
  void newSample(Frame& /*frame*/) override {}
  void letGo(Frame& frame, View& view) override;

 private:
  // Tabs of the stage; side by side, whose model is shown.
  void drawHeader(Frame& frame, const Rect& rect);
  void drawTab(Frame& frame, const Rect& rect, View& view);

  ImageDesk desk_;
  ImageDataPanel data_;
  ImageInspector inspector_;
  ImageCurves curves_;
  ImageGrid grid_;
  TemplatePanel templates_;
  ConfusionPanel confusion_;
  bool tapped_ = false;
};

// "Points · Images": posts the mode. Where no images are there yet it keeps in `waiting` that they are wanted, and has
// them fetched unless bytes are to be saved.
void drawModeSwitch(Frame& frame, const Rect& rect, bool& waiting);

}  // namespace lab::ui
