// What a tab of the sheet of experiments shows.
#pragma once

#include "ui/kit/frame.h"

namespace lab::ui {

class StudyPanel {
 public:
  virtual ~StudyPanel() = default;
  // At the cursor, in the whole region. What is to be computed for it, it asks for in `view`.
  virtual void draw(Frame& frame, View& view) = 0;
};

}  // namespace lab::ui
