// A wall of images with their true and predicted classes; a click opens one in the inspector.
#pragma once

#include "ui/images/image_desk.h"
#include "ui/kit/cell_atlas.h"

namespace lab::ui {

class ImageGrid {
 public:
  void draw(Frame& frame, const Rect& rect, ImageDesk& desk, View& view);

 private:
  void drawChoice(Frame& frame, ImageDesk& desk, std::size_t shown, std::size_t all);
  void drawOwn(Frame& frame, const Rect& rect);
  void drawCell(Frame& frame, const ImageDesk& desk, View& view, Index index, const Rect& rect, bool stop);

  CellAtlas atlas_{30};
};

// "12 of 500 validation images, mistakes", "12 of 500: cat taken for dog, surest first".
std::string choiceText(const Snapshot& snapshot, const ImageChoice& choice, std::size_t shown, std::size_t all);

}  // namespace lab::ui
