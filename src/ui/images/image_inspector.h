// The chosen image, or the visitor's own picture, taken through the model: scores, probabilities, loss, dscores.
#pragma once

#include "ui/images/image_desk.h"
#include "ui/kit/cell_atlas.h"

namespace lab::ui {

class ImageInspector {
 public:
  // At the cursor, as wide as the region.
  void draw(Frame& frame, ImageDesk& desk, View& view);

 private:
  void drawSteps(Frame& frame, ImageDesk& desk, View& view, const RunSnapshot& run);
  void drawPicture(Frame& frame, const RunSnapshot& run, std::span<const std::uint8_t> pixels);
  void drawOwnButton(Frame& frame, float width);
  void drawClasses(Frame& frame, const RunSnapshot& run, bool own);

  CellAtlas smooth_picture_{1};
  CellAtlas crisp_picture_{1, 8};
  bool smooth_ = false;
  std::uint32_t random_ = 12345;  // of the dice
};

}  // namespace lab::ui
