// The one place that says why a run fails or has nothing left to learn, and offers a way out.
#pragma once

#include <cstdint>

#include "lab/diagnosis.h"
#include "ui/frame.h"

namespace lab::ui {

class Coach {
 public:
  // Before the panels, once a frame: decides what is said, and holds it for a moment where it comes and goes.
  void follow(const Frame& frame);
  bool speaks() const { return speaks_; }
  // It speaks of something that goes wrong, not of a run that has learned what it can.
  bool warns() const { return speaks_ && said_.kind != Diagnosis::Kind::nothing_left; }
  // Sentence, remedy and dismissal. Precondition: it speaks.
  void draw(Frame& frame, const Rect& rect);

 private:
  Diagnosis said_;
  ModelKind model_ = ModelKind::linear;
  bool speaks_ = false;
  bool dismissed_ = false;
  double last_seen_ = -10;
  std::int64_t iteration_ = 0;
};

}  // namespace lab::ui
