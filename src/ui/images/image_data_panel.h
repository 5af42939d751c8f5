// Where the images come from, how they are divided, and what is done to them before a model sees them.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

class ImageDataPanel {
 public:
  // At the cursor, as wide as the region; under a heading that folds it, where no tab names it.
  void draw(Frame& frame, bool heading);

 private:
  bool open_ = true;
};

// Progress bar, numbers, cancel, retry and what went wrong; nothing while there is nothing to tell.
void drawImageLoading(Frame& frame, bool offer);
// In the place of the stage while there are no images: what this mode is, and how to get them.
void drawNoImages(Frame& frame, const Rect& rect);

// "3.1 of 12.4 MB · 1,000 of 5,000 images".
std::string loadingText(const ImageLoading& loading);

}  // namespace lab::ui
